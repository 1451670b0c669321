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
    case readAccounts, changeAccounts
}
