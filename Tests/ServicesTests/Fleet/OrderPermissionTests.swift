import Devices
import Domain
import Storage
import Testing

@testable import Services

/// HR says whom terminals know; the terminal itself is the administrator's.
struct OrderPermissionTests {
    private static let people: [DeviceOrder] = [
        .readUsers, .changeUser(UserChange(user: "42", name: "Asha")),
        .changeUser(UserChange(user: "42", level: .user)),
        .deleteUser("42"), .removeEmployee(1), .listPeople, .readPeople(["42"]), .writePeople(task: 1),
        .addPeople(task: 1), .keepFingers(nil), .sendEmployee(1), .enrol(user: "42", finger: 6),
        .removeFinger(user: "42", finger: 6),
    ]
    private static let terminal: [DeviceOrder] = [
        .changeUser(UserChange(user: "42", level: .administrator)),
        .changeUser(UserChange(user: "42", level: .enroller)),
        .collect(accepting: 0), .setClock, .restart, .powerOff, .clearLog, .openDoor(seconds: 3), .playVoice(number: 0),
        .show(text: "Hello", line: 1), .clearDisplay, .readOperations, .readOption(name: "LockOn"),
        .setOption(name: "LockOn", value: "1"),
    ]
    private let hema = hr("hema")
    private let other = hr("omar")

    private static func hr(_ name: String) -> Actor { Actor(name: name, grants: Grants([RoleGrant(.humanResources)])) }

    @Test func whatIsAboutPeopleIsHumanResourcesToo() async throws {
        try await with { services, gate, _ in
            for order in Self.people { _ = try await services.fleet.ask(order, of: [gate], by: hema) }
            for order in Self.terminal {
                await #expect(throws: ServiceError.notAllowed(actor: "hema", .changeDevices), "\(order)") {
                    try await services.fleet.ask(order, of: [gate], by: hema)
                }
            }
            // Not with others in one breath either.
            await #expect(throws: ServiceError.notAllowed(actor: "hema", .changeDevices)) {
                try await services.fleet.ask("Both", [(gate, .listPeople), (gate, .restart)], by: hema)
            }
        }
    }

    @Test func ofOneDepartmentItTellsTerminalsNothing() async throws {
        let stores = Actor(name: "ravi", grants: Grants([RoleGrant(.humanResources, over: .department("Stores"))]))
        try await with { services, gate, _ in
            await #expect(throws: ServiceError.notAllowed(actor: "ravi", .enrolPeople)) {
                try await services.fleet.ask(.listPeople, of: [gate], by: stores)
            }
        }
    }

    /// A token that was made for terminals before people were told apart does what it did.
    @Test func whoeverMayTellThemEverythingTellsThemAboutPeople() async throws {
        let token = Actor(name: "robot", grants: Grants([RoleGrant(.administrator)], limit: [.changeDevices]))
        try await with { services, gate, _ in
            let run = try await services.fleet.ask(.deleteUser("42"), of: [gate], by: token)
            #expect(try await services.fleet.cancel(run.id, by: token) == 1)
        }
    }

    @Test func onesOwnIsTakenBackAndNobodyElses() async throws {
        try await with { services, gate, chief in
            let (own, others) = (
                try await services.fleet.ask(.deleteUser("42"), of: [gate], by: hema),
                try await services.fleet.ask(.deleteUser("43"), of: [gate], by: chief)
            )
            for (run, actor) in [(own, other), (others, hema)] {
                await #expect(throws: ServiceError.notAllowed(actor: actor.name, .changeDevices)) {
                    try await services.fleet.cancel(run.id, by: actor)
                }
            }
            #expect(try await services.fleet.cancel(own.id, by: hema) == 1)
            #expect(try await services.fleet.cancel(others.id, by: chief) == 1)
            let restart = try await services.fleet.ask(.restart, of: [gate], by: chief)
            await #expect(throws: ServiceError.notAllowed(actor: "hema", .changeDevices)) {
                try await services.fleet.finishNow(restart, by: hema)
            }
        }
    }

    /// Whose card opens the menu, opens it to whoever has given the card.
    @Test func ofWhoHasRightsItChangesNothing() async throws {
        let keeper = UserProfile(userID: "42", name: "Keeper", level: .administrator)
        let plain = UserProfile(userID: "43", name: "Asha")
        try await with { services, gate, chief in
            for (actor, isSpared) in [(hema, true), (chief, false)] {
                let run = try await services.fleet.change(UserChange(user: "42", card: 7), on: [gate], by: actor)
                guard case .changeUser(let change)? = run.tasks.first?.order else {
                    Issue.record("no order")
                    continue
                }
                let vault: () async throws -> Vault = { throw CancellationError() }
                #expect(try await change.applied(to: plain, vault).card == 7)
                if isSpared {
                    await #expect(throws: ServiceError.self) { try await change.applied(to: keeper, vault) }
                } else {
                    #expect(try await change.applied(to: keeper, vault).card == 7)
                }
            }
        }
    }

    private func with(_ body: (Services, ID<Device>, Actor) async throws -> Void) async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            let gate = try await company.addDevice("Gate", port: 1)
            try await body(company.services, gate.id, company.actor)
        }
    }
}
