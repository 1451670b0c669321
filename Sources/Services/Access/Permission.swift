/// What a person may be allowed to do; each use case asks for exactly one.
package enum Permission: String, Hashable, Sendable, CaseIterable {
    case readPeople, changePeople
    case readAttendance, recalculateAttendance
    case changeShifts
    case readLeave, requestLeave, changeLeave
    case lockPeriods, archivePunches
    case readDevices, changeDevices, collectPunches
    case mapDeviceUsers
    case changeCompany
    case verifyLedger, readJournal
    case submitRequests, decideRequests, changeApprovals, correctPunches
}

extension Actor {
    /// The one place where permission is decided. Roles will be fitted in here, and nowhere else.
    func requires(_ permission: Permission) throws(ServiceError) {
        guard isAdministrator else { throw ServiceError.notAllowed(actor: name, permission) }
    }
}
