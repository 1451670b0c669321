import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// What is asked of a terminal whose kind does not have it.
struct LackTests {
    /// A company with a terminal of each kind but the first, by family.
    private static func odd(_ company: TestCompany) async throws -> [DeviceFamily: DeviceSummary] {
        var lines = DeviceConnection()
        lines.lines = .init(way: .tcp, format: .standard)
        let drafts = [
            DeviceDraft(name: "Canteen", family: .lines, port: "5001", connection: lines),
            DeviceDraft(name: "Warehouse", family: .push, host: "CJ9Z000001"),
            DeviceDraft(name: "Kiosk", family: .folder, host: "/srv/kiosk"),
        ]
        var devices: [DeviceFamily: DeviceSummary] = [:]
        for draft in drafts {
            devices[draft.family] = try await company.services.devices.add(draft, by: company.actor)
        }
        return devices
    }

    private static let orders: [DeviceOrder] = [
        .collect(accepting: 0), .readClock, .setClock, .restart, .powerOff, .clearLog, .openDoor(seconds: 1),
        .playVoice(number: 1), .show(text: "a", line: 1), .clearDisplay, .readInformation, .readUsers, .readOperations,
        .changeUser(UserChange(user: "1")), .deleteUser("1"), .removeEmployee(1), .listPeople, .readPeople(["1"]),
        .writePeople(task: 1),
        .addPeople(task: 1),
        .keepFingers(nil), .sendEmployee(1), .enrol(user: "1", finger: 1), .setOption(name: "VoiceOn", value: "1"),
        .readOption(name: "VoiceOn"), .removeFinger(user: "1", finger: 1),
    ]

    @Test func nothingWaitsThatNobodyWouldDo() async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            for (family, device) in try await Self.odd(company) {
                for order in Self.orders {
                    let lacks = order.needs.subtracting(family.capabilities)
                    let ask = { try await company.services.fleet.ask(order, of: [device.id], by: company.actor) }
                    if lacks.isEmpty {
                        let run = try await ask()
                        #expect(family == .push && run.tasks.map(\.task.state) == [.waiting], "\(order)")
                    } else {
                        let error = await #expect(throws: ServiceError.self, "\(order)") { _ = try await ask() }
                        #expect(error?.description == "\(device.name) is \(family.kind); it does not offer \(lacks).")
                    }
                }
            }
            let waiting = try await company.database.read { try DeviceTaskStore($0).openCounts() }
            #expect(waiting.count == 1)
        }
    }

    @Test func whatIsAskedHoldsNoSecret() async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            let gate = try await company.addDevice("Gate", port: 1)
            for order in [DeviceOrder.readOption(name: "COMKey"), .setOption(name: "~Web-Password", value: "4711")] {
                let error = await #expect(throws: ServiceError.self) {
                    _ = try await company.services.fleet.ask(order, of: [gate.id], by: company.actor)
                }
                #expect("\(error, default: "")".contains("is a secret of the terminal"))
            }
            let everything = try await company.journal().map { "\($0)" }.joined()
            #expect(!everything.contains("4711"))
        }
    }

    /// What the families declare is what their adapters do: an order of a push terminal is either sent or refused.
    @Test func eachKindNamesWhatItLacks() async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            let odd = try await Self.odd(company)
            let devices = [DeviceFamily.lines, .push, .folder].compactMap { odd[$0]?.id }
            let error = await #expect(throws: ServiceError.self) {
                _ = try await company.services.fleet.ask(.setClock, of: devices, by: company.actor)
            }
            #expect(
                error?.description
                    == "Canteen is a reader that only sends lines; it does not offer setting its clock. "
                    + "Warehouse is a push terminal; it does not offer setting its clock. "
                    + "Kiosk is a folder of files; it does not offer setting its clock.")
            for device in odd.values {
                await #expect(throws: ServiceError.self) { _ = try await company.sync(device) }
            }
        }
    }

    @Test func fromAllTerminalsTheyAreLeftOut() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: false) { ordered in
            let (company, fleet) = (ordered.company, ordered.company.services.fleet)
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let odd = try await Self.odd(company)
            _ = try await company.sync(ordered.device)
            let canteen = try #require(odd[.lines])
            let punch = NewPunch(
                deviceUser: "42", local: LocalTime(seconds: 0),
                placement: SystemZones.rules(of: "UTC")!.place(.init(seconds: 0)),
                state: .checkIn)
            try await company.database.write { db in
                _ = try PunchLedger(db).record(
                    [punch], from: canteen.id, source: .live, collectedAt: company.clock.now)
                try DeviceUserLinks(db, by: Stamp(actor: "test", at: company.clock.now)).claim(["42"], on: canteen.id)
            }

            let clocks = try await fleet.setAllClocks(by: company.actor)
            #expect(clocks.tasks.map(\.deviceName) == ["Gate"])
            #expect(clocks.leftOut.map(\.device) == ["Canteen", "Kiosk", "Warehouse"])
            let set = try await fleet.finish(clocks, by: company.actor)
            #expect(set.failed == 0 && set.leftOut == clocks.leftOut)

            let removed = try await fleet.removeEverywhere(asha.id, by: company.actor)
            // Nobody has read yet whom the push terminal knows.
            #expect(removed.tasks.map(\.deviceName) == ["Gate", "Warehouse"])
            #expect(
                removed.leftOut.map(\.description) == [
                    "Canteen is a reader that only sends lines; it does not offer changing its users."
                ])
            try await ordered.done(.clearDisplay)
            #expect(try await fleet.run(removed.id, by: company.actor).tasks.map(\.task.state) == [.done, .waiting])
        }
    }

    @Test func whoIsMissingIsCopiedToThoseThatKeepUsers() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: false) { ordered in
            let (company, fleet) = (ordered.company, ordered.company.services.fleet)
            let odd = try await Self.odd(company)
            try await withVirtualTerminal(configuration(at: OrderedTerminal.now, [])) { yard, address in
                let yardID = try await company.addDevice("Yard", port: address.tcpPort).id
                let (gate, targets) = (ordered.device.id, [yardID] + [odd[.lines], odd[.folder]].compactMap { $0?.id })
                for copied in [["42", "43", "44"], []] {
                    let run = try await fleet.copyMissing(from: gate, to: targets, by: company.actor)
                    #expect(run.leftOut.map(\.device) == ["Canteen", "Kiosk"])
                    #expect(run.tasks.count == (copied.isEmpty ? 0 : 2))
                    #expect(try await company.finish(run).failed == 0)
                    #expect(await yard.users().map(\.userID.description) == ["42", "43", "44"])
                }
                let none = try await fleet.copyMissing(from: gate, to: Array(targets.dropFirst()), by: company.actor)
                #expect(none.tasks.isEmpty && none.leftOut.count == 2)
            }
        }
    }
}
