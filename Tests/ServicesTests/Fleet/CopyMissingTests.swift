import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// Who is missing at one terminal is copied there, and whoever has the number elsewhere stays.
struct CopyMissingTests {
    /// The yard has Asha without a finger and with a card of her own, and under Bina's number somebody else; the plant nobody.
    private static func yard() -> VirtualTerminalConfiguration {
        var made = VirtualTerminalConfiguration.withPeople(serialNumber: "B2")
        made.users = [
            UserRecord(uid: 7, name: "Asha", card: 11, userID: "42"),
            UserRecord(uid: 8, privilege: 14, password: "99", name: "Zed", card: 22, userID: "43"),
        ]
        made.templates = []
        return made
    }

    private static func plant() -> VirtualTerminalConfiguration {
        var made = VirtualTerminalConfiguration.withPeople(serialNumber: "C3")
        (made.users, made.templates) = ([], [])
        return made
    }

    private struct Three {
        var company: TestCompany
        var (yard, plant): (VirtualTerminal, VirtualTerminal)
        var (gateID, yardID, plantID): (ID<Device>, ID<Device>, ID<Device>)

        func ask() async throws -> FleetRun {
            try await company.services.fleet.copyMissing(from: gateID, to: [yardID, plantID], by: company.actor)
        }
    }

    /// Asha and Bina agreed to their fingers being kept, and the terminals' users are known.
    private func withThree(_ body: (Three) async throws -> Void) async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            try await company.addShift()
            for (code, name) in [("42", "Asha"), ("43", "Bina")] {
                let employee = try await company.add(code, name)
                try await company.services.biometrics.recordConsent(
                    of: employee.id, on: CivilDate(daysSinceEpoch: 20_759), statement: "Sheet 7", by: company.actor)
            }
            try await withVirtualTerminal(.withPeople()) { _, gateAddress in
                try await withVirtualTerminal(Self.yard()) { yard, yardAddress in
                    try await withVirtualTerminal(Self.plant()) { plant, plantAddress in
                        let gate = try await company.addDevice("Gate", port: gateAddress.tcpPort)
                        let yardDevice = try await company.addDevice("Yard", port: yardAddress.tcpPort)
                        let plantDevice = try await company.addDevice("Plant", port: plantAddress.tcpPort)
                        for device in [gate, yardDevice, plantDevice] { _ = try await company.sync(device) }
                        try await body(
                            Three(
                                company: company, yard: yard, plant: plant, gateID: gate.id, yardID: yardDevice.id,
                                plantID: plantDevice.id))
                        try await company.removeVault()
                    }
                }
            }
        }
    }

    @Test func nobodyIsTouchedWhoIsThere() async throws {
        try await withThree { three in
            let run = try await three.company.finish(try await three.ask())
            #expect(run.failed == 0, "\(run.tasks.map(\.sentence))")
            let users = await three.yard.users()
            #expect(users.map(\.name) == ["Ravi", "Asha", "Zed"])
            #expect(users.map(\.card) == [0, 11, 22])
            #expect(users.map(\.password) == ["", "", "99"])
            #expect(users.map(\.privilege) == [0, 0, 14])
            // The finger that Asha lacked, and none of Bina's for Zed.
            let fingers = await three.yard.templates()
            #expect(fingers.map(\.uid) == [7])
            #expect(fingers.map(\.bytes) == [Array(repeating: 0xA1, count: 400)])
            #expect(await three.plant.users().map(\.name) == ["Asha", "Bina", "Ravi"])
            #expect(await three.plant.templates().count == 2)
            #expect(try await three.ask().tasks.isEmpty)
        }
    }

    /// The others do not wait for it, and what became of each is seen.
    @Test func oneThatDoesNotAnswerKeepsNobodyElseWaiting() async throws {
        try await withThree { three in
            let company = three.company
            await three.yard.stop()
            let ticking = Task {
                while (try? await Task.sleep(for: .milliseconds(20))) != nil { company.clock.advance(60) }
            }
            let asked = try await three.ask()
            ticking.cancel()
            let ended = try await company.finish(asked)
            let states = ended.tasks.filter { $0.task.device != three.gateID }.map { ($0.deviceName, $0.task.state) }
            #expect(states.first { $0.0 == "Plant" }?.1 == .done)
            #expect(states.first { $0.0 == "Yard" }?.1 == .failed)
            #expect(await three.plant.users().map(\.name).sorted() == ["Asha", "Bina", "Ravi"])
        }
    }

    @Test func whoHasComeSinceTheComparisonStays() async throws {
        try await withThree { three in
            let (company, run) = (three.company, try await three.ask())
            let context = company.services.attendance.context
            let record = try await context.device(three.yardID)
            _ = try await context.terminals.with(record) {
                try await $0.write(UserProfile(userID: "44", name: "Newcomer", card: 33))
            }
            let ended = try await company.finish(run)
            #expect(ended.failed == 0)
            #expect(await three.yard.users().first { $0.userID == "44" }?.card == 33)
            let sentence = try #require(ended.tasks.first { $0.task.device == three.yardID && $0.task.state == .done })
                .sentence
            #expect(sentence.hasPrefix("0 users written, 1 finger. 1 left out: somebody else has the number there"))
        }
    }

    /// Of a terminal that does not tell passwords, nil.
    @Test(
        arguments: [
            (["1", ""], ["password or none on B"]), (["1", "2"], []), ([nil, "1"], []),
            (["1", nil, ""], ["password or none on C"]),
            ([nil, "", "1"], ["password or none on C"]), ([nil, nil], []),
        ] as [([String?], [String])])
    func passwordsAreComparedWhereTheyAreKnown(passwords: [String?], differences: [String]) {
        let terminals = zip(passwords, ["A", "B", "C"]).map { password, name in
            let profile = UserProfile(userID: "42", name: "Asha", password: password)
            return TerminalPeople(device: ID(1), deviceName: name, people: [PersonListing(profile, fingers: [])])
        }
        #expect(PeopleComparison(terminals).rows.map(\.differences) == [differences])
    }

    @Test func anotherGroupIsADifference() {
        var (here, there) = (
            PersonListing(UserProfile(userID: "42", name: "Asha"), fingers: []),
            PersonListing(UserProfile(userID: "42", name: "Asha", group: 3), fingers: [])
        )
        let rows = PeopleComparison([
            TerminalPeople(device: ID(1), deviceName: "Gate", people: [here]),
            TerminalPeople(device: ID(2), deviceName: "Yard", people: [there]),
        ]).rows
        #expect(rows.map(\.differences) == [["another group on Yard"]])
        (here.group, there.group) = (3, 3)
        #expect(here == there)
    }
}
