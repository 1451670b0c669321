import Desktop
import Domain
import Services
import Testing

/// What is shown, by role; against what the roles are for.
@MainActor
struct AllowedTests {
    @Test func eachRoleHasItsRooms() {
        #expect(allowed(.administrator).rooms == companyRooms)
        #expect(allowed(.humanResources).rooms == [.today, .employees, .devices])
        #expect(allowed(.auditor).rooms == companyRooms)
        #expect(allowed(.manager).rooms == [.today, .employees])
        #expect(allowed(.employee).rooms == [.today])
        #expect(Allowed(Actor(name: "nobody", grants: .nothing)).rooms.isEmpty)
    }

    /// Terminals are the whole company's, so that one department's HR does not see them.
    @Test func aDepartmentsHumanResourcesSeesItsPeopleAlone() {
        let own = allowed(.humanResources, over: .department("Stores"))
        #expect(own.rooms == [.today, .employees])
        #expect(own.addsPeople && !own.addsShifts && !own.collects && !own.matchesUsers)
    }

    @Test func onlyWhoMayIsOfferedToAdd() {
        let (hr, auditor, manager) = (allowed(.humanResources), allowed(.auditor), allowed(.manager))
        #expect(hr.addsPeople && hr.addsShifts && hr.collects && hr.matchesUsers && !hr.changesTerminals)
        #expect(
            hr.enrolsPeople && !auditor.enrolsPeople && !manager.enrolsPeople && allowed(.administrator).enrolsPeople)
        #expect(!auditor.addsPeople && !auditor.collects && !auditor.matchesUsers && !auditor.readsConsent)
        #expect(!manager.addsPeople && !manager.addsShifts && !manager.seesOnlySelf)
        #expect(allowed(.administrator).changesTerminals && allowed(.administrator).readsConsent)
        #expect(allowed(.employee).seesOnlySelf && !allowed(.employee).addsPeople)
    }

    @Test func theFirstStepsAreThoseThatThePersonTakes() {
        #expect(allowed(.administrator).firstSteps == FirstSteps.Step.allCases)
        #expect(allowed(.humanResources).firstSteps == [.shift, .employee, .punches])
        #expect(allowed(.auditor).firstSteps.isEmpty && allowed(.manager).firstSteps.isEmpty)
    }

    @Test func rolesAreSaidInWords() {
        let grants = Grants([RoleGrant(.manager, over: .department("Stores")), RoleGrant(.employee)])
        #expect(grants.words == "Employee, Manager of the department Stores")
        #expect(Grants.nothing.words == "No role")
    }

    /// The list of an employee is read without what only others may ask for.
    @Test func anEmployeeReadsTheirOwnDay() async throws {
        try await Office.open { office in
            let asha = try await office.add("42", "Asha")
            try await office.add("43", "Ravi")
            let own = Actor(name: "asha", grants: Grants([RoleGrant(.employee)]), employee: asha.id)
            let session = office.session(as: own)
            let model = TodayModel(session: session)
            await model.load()
            #expect(model.state == .ready && model.rows.map(\.name) == ["Asha"] && model.isOwn)
            #expect(model.firstSteps == nil && !model.addsPeople)
        }
    }

    /// A manager of nobody: there is nothing to see, and nothing that failed.
    @Test func nobodyInReachIsNoError() async throws {
        try await Office.open { office in
            let session = office.session(as: Actor(name: "meera", grants: Grants([RoleGrant(.manager)])))
            let model = TodayModel(session: session)
            await model.load()
            #expect(model.state == .ready && model.rows.isEmpty && model.firstSteps == nil)
        }
    }

    /// How to get at a terminal is not HR's; the rest of its page is.
    @Test func humanResourcesReadsTheTerminalsPage() async throws {
        try await Office.open { office in
            let gate = try await office.addTerminal("Gate", port: 4370)
            let session = office.session(
                as: Actor(name: "ravi", grants: Grants([RoleGrant(.humanResources)])))
            let devices = DevicesModel(session: session)
            await devices.load()
            #expect(devices.problem == nil && devices.devices.map(\.name) == ["Gate"])
            let work = devices.work(at: gate)
            await work.load()
            #expect(work.problem == nil && work.isLoaded && work.log != nil && work.ways.isEmpty)
        }
    }

    /// All but one's own month, which needs somebody whose time is kept.
    private let companyRooms = RoomName.allCases.filter { $0 != .month }

    private func allowed(_ role: Role, over reach: Reach? = nil) -> Allowed {
        Allowed(Actor(name: "somebody", grants: Grants([RoleGrant(role, over: reach)])))
    }
}
