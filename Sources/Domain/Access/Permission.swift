/// What a person may be allowed to do; each use case asks for exactly one.
package enum Permission: String, Hashable, Sendable, CaseIterable {
    case readPeople, changePeople
    case readAttendance, recalculateAttendance
    case changeShifts, changeRosters
    case readLeave, requestLeave, changeLeave
    case lockPeriods, archivePunches
    case readDevices, changeDevices, collectPunches
    /// Tells terminals whom they know, with what; the rest of a terminal is `changeDevices`.
    case enrolPeople
    case mapDeviceUsers
    case changeCompany
    case verifyLedger, readJournal
    case readRequests, submitRequests, decideRequests, changeApprovals, correctPunches
    /// Asks, and decides, in the place of whoever would have to.
    case actForOthers
    case delegateApprovals
    case readAccounts, changeAccounts
}
