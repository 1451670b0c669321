import Desktop
import Domain
import Services
import Testing

@MainActor
struct AccessWordsTests {
    @Test func eachPermissionHasWordsOfItsOwn() {
        #expect(Set(Permission.allCases.map(\.deed)).count == Permission.allCases.count)
        #expect(RoleTableLine.all.map(\.permission) == Permission.allCases)
    }

    /// The one sentence of a role says no more than the table.
    @Test func theSummariesAreTrue() {
        let changes = Permission.allCases.filter { !$0.rawValue.hasPrefix("read") && $0 != .verifyLedger }
        #expect(changes.allSatisfy { Role.auditor.extent(of: $0) == .none })
        #expect(Role.auditor.summary.contains("changes nothing"))
        #expect(Permission.allCases.allSatisfy { Role.administrator.extent(of: $0) == .everyone })
        let employees = Permission.allCases.map { Role.employee.extent(of: $0) }
        #expect(Set(employees) == [.none, .own])
    }

    @Test func aRoleIsOfferedOverThoseAlone() {
        func reaches(_ role: Role) -> [Reach] { role.reaches(departments: ["Stores"], locations: ["Pune"]) }
        #expect(reaches(.administrator) == [.everyone])
        #expect(reaches(.employee) == [.own])
        #expect(reaches(.humanResources) == [.everyone, .department("Stores"), .location("Pune")])
        #expect(reaches(.manager) == [.team, .everyone, .department("Stores"), .location("Pune")])
        #expect(RoleGrant(.manager, over: .location("Pune")).title == "Manager: location Pune")
        #expect(RoleGrant(.humanResources).title == "HR: the whole company")
        #expect(RoleGrant(.auditor).title == "Auditor")
    }

    @Test func roomsAreThoseOfTheRole() {
        func rooms(_ grants: RoleGrant...) -> [RoomName] {
            Allowed(Actor(name: "somebody", grants: Grants(Set(grants)))).rooms
        }
        #expect(rooms(RoleGrant(.administrator)) == RoomName.allCases.filter { $0 != .month })
        #expect(rooms(RoleGrant(.auditor)) == RoomName.allCases.filter { $0 != .month })
        #expect(rooms(RoleGrant(.humanResources)) == [.today, .employees, .devices])
        #expect(rooms(RoleGrant(.humanResources, over: .location("Pune"))) == [.today, .employees])
        #expect(rooms(RoleGrant(.manager)) == [.today, .employees])
        #expect(rooms() == [])
    }
}
