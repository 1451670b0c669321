package import Domain
import Services

/// What roles and permissions are called where people choose them.
extension Role {
    /// What somebody of the role does, in a sentence.
    package var summary: String {
        switch self {
        case .administrator: "May do everything: accounts, terminals and settings, too."
        case .humanResources: "Keeps people, shifts, rosters, leave and months, and decides requests."
        case .manager: "Sees how their people work, plans their rosters and decides their requests."
        case .employee: "Sees what is their own, and asks for leave and corrections."
        case .auditor: "Reads everything, the journal too, and changes nothing."
        }
    }

    /// Over whom it can be given, the usual one first.
    ///
    /// - Parameters:
    ///   - departments: the company's, by name.
    ///   - locations: the same.
    package func reaches(departments: [String], locations: [String]) -> [Reach] {
        let places = departments.map { Reach.department($0) } + locations.map { Reach.location($0) }
        let all = [usualReach] + ([.everyone, .team] + places + [.own]).filter { $0 != usualReach }
        return all.filter(canReach)
    }
}

extension Permission {
    /// What it lets somebody do: `See people`.
    package var deed: String {
        switch self {
        case .readPeople: "See people"
        case .changePeople: "Add and change people"
        case .readAttendance: "See attendance"
        case .recalculateAttendance: "Work attendance out anew"
        case .changeShifts: "Change shifts, holidays and policies"
        case .changeRosters: "Change rosters and swaps"
        case .readLeave: "See leave"
        case .requestLeave: "Ask for leave"
        case .changeLeave: "Grant, change and pay out leave"
        case .lockPeriods: "Lock months and open them again"
        case .archivePunches: "Put old punches into an archive"
        case .readDevices: "See terminals"
        case .changeDevices: "Change terminals and give them orders"
        case .enrolPeople: "Say whom terminals know, with which fingers"
        case .collectPunches: "Collect punches"
        case .mapDeviceUsers: "Say whose punches they are"
        case .changeCompany: "Change the company’s settings"
        case .verifyLedger: "Check that nothing was tampered with"
        case .readJournal: "Read the journal"
        case .readRequests: "See requests"
        case .submitRequests: "Make requests"
        case .decideRequests: "Decide requests"
        case .changeApprovals: "Say who decides what"
        case .correctPunches: "Correct punches"
        case .actForOthers: "Ask and decide in somebody else’s place"
        case .delegateApprovals: "Let somebody else decide for a time"
        case .readAccounts: "See accounts"
        case .changeAccounts: "Add and change accounts"
        }
    }
}

extension Extent {
    /// As the table of roles says it.
    package var word: String {
        switch self {
        case .none: "–"
        case .own: "Own"
        case .given: "Those given"
        case .everyone: "All"
        }
    }
}
