import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

/// Over whom a permission holds today, where the matrix has no case of its own.
struct PeopleInReachTests {
    @Test func aReportingLineThatRunsInACircleEnds() async throws {
        try await withTestCompany { company in
            let (asha, ravi) = (
                try await company.person("1", reportsTo: ""), try await company.person("2", reportsTo: "1")
            )
            try await company.report(asha, to: "2")
            // Each reports to the other; nobody is in their own team.
            let seen = try await company.team(of: asha)
            #expect(seen == [ravi])
        }
    }

    @Test func aDelegationReachesAsLongAsItHolds() async throws {
        try await withTestCompany { company in
            let boss = try await company.person("1", reportsTo: "")
            let deputy = try await company.person("2", reportsTo: "")
            let worker = try await company.person("3", reportsTo: "1")
            #expect(try await company.team(of: deputy) == [])
            let today = try await company.services.attendance.currentDate()
            _ = try await company.services.approvals.delegate(
                Delegation(id: ID(0), approver: boss, delegate: deputy, first: today + 1, last: today + 2),
                by: company.actor)
            var seen: [Set<ID<Employee>>] = []
            for _ in 0..<4 {
                seen.append(try await company.team(of: deputy))
                company.clock.advance(86_400)
            }
            #expect(seen == [[], [worker], [worker], []])
        }
    }

    @Test func aDelegationForAbsencesReachesOnThemAlone() async throws {
        try await withTestCompany { company in
            try await company.addShift()
            let boss = try await company.person("1", reportsTo: "")
            let deputy = try await company.person("2", reportsTo: "")
            let worker = try await company.person("3", reportsTo: "1")
            let today = try await company.services.attendance.currentDate()
            _ = try await company.services.approvals.delegate(
                Delegation(id: ID(0), approver: boss, delegate: deputy, first: today, onlyWhileAway: true),
                by: company.actor)
            #expect(try await company.team(of: deputy) == [])
            let types = try await company.services.leave.addStarterTypes(by: company.actor)
            let type = try #require(types.first { $0.overdraft == .unlimited })
            try await company.services.leave.request(
                LeaveRequest(id: ID(0), employee: boss, type: type.id, first: today, last: today, asked: today),
                by: company.actor)
            #expect(try await company.team(of: deputy) == [worker])
        }
    }

    @Test func whoMovesIsInTheReachOfTheNewDepartmentFromThatDayOn() async throws {
        try await withTestCompany { company in
            let worker = try await company.person("3", reportsTo: "")
            let today = try await company.services.attendance.currentDate()
            var draft = try #require(try await company.services.employees.find(code: "3", by: company.actor)).draft
            (draft.department, draft.postedFrom) = ("Stores", (today + 1).description)
            try await company.services.employees.update(worker, to: draft, by: company.actor)
            let stores = Actor(
                name: "mohan", grants: Grants([RoleGrant(.manager, over: .department("Stores"))]))
            #expect(try await company.services.employees.list(by: stores).isEmpty)
            company.clock.advance(86_400)
            #expect(try await company.services.employees.list(by: stores).map(\.id) == [worker])
        }
    }

    /// Users of terminals who are nobody's may be anybody's.
    @Test func strangersAreNamedToWhoKnowsEverybodyAlone() async throws {
        try await withTestCompany { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let terminal = configuration(
                at: "2026-11-30 09:00:00", users: [("77", "Stranger")], ["77 2026-11-24 09:00:00"])
            try await withVirtualTerminal(terminal) { _, address in
                _ = try await company.sync(company.addDevice("Gate", port: address.tcpPort))
            }
            let date = try #require(CivilDate("2026-11-24"))
            let all = try await company.services.attendance.explain(asha.id, on: date, by: company.actor)
            #expect(all.hints.contains { $0.contains("Stranger") })
            let own = Actor(name: "asha", grants: Grants([RoleGrant(.employee)]), employee: asha.id)
            let seen = try await company.services.attendance.explain(asha.id, on: date, by: own)
            #expect(!seen.hints.contains { $0.contains("Stranger") })
            #expect(seen.trace == all.trace)
        }
    }
}

extension TestCompany {
    fileprivate func person(_ code: String, reportsTo manager: String) async throws -> ID<Employee> {
        try await services.employees.add(
            EmployeeDraft(code: code, name: "Person \(code)", manager: manager, joined: "2026-01-01"), by: actor
        ).id
    }

    fileprivate func report(_ id: ID<Employee>, to manager: String) async throws {
        let employee = try #require(try await database.read { try EmployeeStore($0).find(id) })
        // The form refuses a circle; an import of old data may have brought one.
        try await database.write { db in
            var changed = employee
            changed.manager = try EmployeeStore(db).find(code: manager)?.id
            try EmployeeStore(db).update(changed, by: Stamp(actor: "import", at: clock.now))
        }
    }

    /// All whom somebody sees as a manager of their team.
    fileprivate func team(of id: ID<Employee>) async throws -> Set<ID<Employee>> {
        let manager = Actor(name: "manager", grants: Grants([RoleGrant(.manager)]), employee: id)
        return Set(try await services.employees.list(by: manager).map(\.id))
    }
}
