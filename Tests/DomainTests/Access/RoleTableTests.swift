import Domain
import Testing

struct RoleTableTests {
    /// Written from what each role is for, not from the table: permission, then HR, manager, employee and auditor.
    private static let expected = """
        readPeople             given given own  everyone
        changePeople           given none  none none
        readAttendance         given given own  everyone
        recalculateAttendance  given none  none none
        changeShifts           given none  none none
        changeRosters          given given none none
        readLeave              given given own  everyone
        requestLeave           given given own  none
        changeLeave            given none  none none
        lockPeriods            given none  none none
        archivePunches         none  none  none none
        readDevices            given none  none everyone
        changeDevices          none  none  none none
        collectPunches         given none  none none
        enrolPeople            given none  none none
        mapDeviceUsers         given none  none none
        changeCompany          none  none  none none
        verifyLedger           given none  none everyone
        readJournal            none  none  none everyone
        readRequests           given given own  everyone
        submitRequests         given given own  none
        decideRequests         given given none none
        changeApprovals        given none  none none
        correctPunches         given none  none none
        actForOthers           given none  none none
        delegateApprovals      given own   none none
        readAccounts           none  none  none everyone
        changeAccounts         none  none  none none
        """

    @Test func eachRoleMayDoWhatItIsFor() throws {
        let lines = Self.expected.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(lines.map { $0[0] } == Permission.allCases.map(\.rawValue))
        for line in lines {
            let permission = try #require(Permission(rawValue: line[0]))
            let roles: [Role] = [.humanResources, .manager, .employee, .auditor]
            for (role, word) in zip(roles, line.dropFirst()) {
                #expect("\(role.extent(of: permission))" == word, "\(role) \(permission)")
            }
            #expect(Role.administrator.extent(of: permission) == .everyone)
        }
    }

    @Test func nobodyWithoutARoleMayDoAnything() {
        for permission in Permission.allCases {
            #expect(Grants.nothing.reaches(of: permission).isEmpty)
            #expect(!Grants.nothing.holdsForEveryone(permission))
            #expect(Grants.everything.holdsForEveryone(permission))
        }
    }

    @Test func aRoleHoldsOverThoseItIsGivenOver() {
        let grants = Grants([
            RoleGrant(.manager, over: .department("Stores")), RoleGrant(.manager), RoleGrant(.employee),
        ])
        #expect(grants.reaches(of: .readAttendance) == [.department("Stores"), .team, .own])
        #expect(grants.reaches(of: .decideRequests) == [.department("Stores"), .team])
        #expect(grants.reaches(of: .correctPunches).isEmpty)
        #expect(!grants.holdsForEveryone(.readAttendance))
        // What is the whole company's is not HR's of one place alone.
        #expect(!Grants([RoleGrant(.humanResources, over: .location("Pune"))]).holdsForEveryone(.changeShifts))
        #expect(Grants([RoleGrant(.humanResources)]).holdsForEveryone(.changeShifts))
    }

    @Test(arguments: [
        Reach.own, .team, .everyone, .department("Stores"), .location("Pune=East, 2nd floor"),
    ]) func reachesAreReadAsTheyAreWritten(reach: Reach) {
        #expect(Reach(text: reach.text) == reach)
    }

    @Test(arguments: ["", "all", "department=", "department", "shift=G", "Team"])
    func whatNamesNobodyIsNoReach(text: String) { #expect(Reach(text: text) == nil) }
}
