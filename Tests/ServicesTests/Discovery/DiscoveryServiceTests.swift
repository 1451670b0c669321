import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// Searches of a loopback network with virtual terminals in it. No other test searches 127.44.
@Suite(.timeLimit(.minutes(10)))
struct DiscoveryServiceTests {
    private let now = "2026-11-20 19:00:00"

    private static func terminal(_ serial: String) -> VirtualTerminal {
        var configuration = VirtualTerminalConfiguration()
        configuration.identity.serialNumber = serial
        return VirtualTerminal(configuration)
    }

    /// Terminals with these serial numbers at 127.44.`network`.1 and so on, all at one port.
    private static func with(
        network: Int, _ serials: [String], _ body: (Int) async throws -> Void
    ) async throws {
        var (terminals, port): ([VirtualTerminal], Int) = ([], 0)
        for (index, serial) in serials.enumerated() {
            let terminal = terminal(serial)
            port = try await terminal.start(host: "127.44.\(network).\(index + 1)", tcpPort: port).tcpPort
            terminals.append(terminal)
        }
        do { try await body(port) } catch {
            for terminal in terminals { await terminal.stop() }
            throw error
        }
        for terminal in terminals { await terminal.stop() }
    }

    private static func scan(
        _ company: TestCompany, _ range: String, port: Int
    ) async throws -> [String: FoundTerminal] {
        var found: [String: FoundTerminal] = [:]
        let search = TerminalSearch([range], port: port)
        for await event in try await company.services.discovery.scan(search, by: company.actor) {
            guard case .found(let terminal) = event else { continue }
            #expect(found.updateValue(terminal, forKey: terminal.address) == nil, "each once")
        }
        return found
    }

    private static func add(_ name: String, _ host: String, _ port: Int, _ company: TestCompany) async throws
        -> DeviceSummary
    {
        try await company.services.devices.add(
            DeviceDraft(name: name, host: host, port: String(port), transport: .tcp), by: company.actor)
    }

    @Test func newOnesAreToldFromDevicesByAddressAndBySerialNumber() async throws {
        try await TestCompany.open(now: now) { company in
            try await Self.with(network: 1, ["ONE", "TWO", "THREE", "FOUR"]) { port in
                _ = try await Self.add("By address", "127.44.1.1", port, company)
                // It was read elsewhere, and has another address now.
                let moved = try await Self.add("Moved", "127.44.1.2", port, company)
                _ = try await company.services.devices.information(of: moved.id, by: company.actor)
                var draft = try await company.services.devices.draft(of: moved.id, by: company.actor)
                draft.host = "127.44.1.99"
                try await company.services.devices.update(moved.id, to: draft, by: company.actor)
                // Another terminal hangs where this one was read.
                let other = try await Self.add("Swapped", "127.44.1.4", port, company)
                _ = try await company.services.devices.information(of: other.id, by: company.actor)
                draft = try await company.services.devices.draft(of: other.id, by: company.actor)
                draft.host = "127.44.1.3"
                try await company.services.devices.update(other.id, to: draft, by: company.actor)

                let found = try await Self.scan(company, "127.44.1.1-3", port: port)
                #expect(found.keys.sorted() == ["127.44.1.1", "127.44.1.2", "127.44.1.3"])
                #expect(found["127.44.1.1"]?.deviceName == "By address")
                #expect(found["127.44.1.2"]?.deviceName == "Moved")
                #expect(found["127.44.1.3"]?.status == "at the address of Swapped, with another serial number")
                #expect(found.values.allSatisfy { $0.draft == nil })
            }
        }
    }

    @Test func aNewOneComesWithTheDraftThatAddsIt() async throws {
        try await TestCompany.open(now: now) { company in
            try await Self.with(network: 2, ["NEW"]) { port in
                let found = try await Self.scan(company, "127.44.2.1", port: port)
                let terminal = try #require(found["127.44.2.1"])
                #expect((terminal.serialNumber, terminal.status, terminal.isNew) == ("NEW", "new", true))
                var draft = try #require(terminal.draft)
                draft.name = "Found"
                let device = try await company.services.devices.add(draft, by: company.actor)
                let information = try await company.services.devices.information(of: device.id, by: company.actor)
                #expect(information.serialNumber == "NEW")
                #expect(try await Self.scan(company, "127.44.2.1", port: port)["127.44.2.1"]?.deviceName == "Found")
            }
        }
    }

    @Test func terminalsThatCallAreJoinedOrStandByThemselves() async throws {
        try await TestCompany.open(now: now) { company in
            let now = company.clock.now
            try await company.database.write { db in
                for serial in ["BOTH", "CALLS"] {
                    try DeviceSightingStore(db).note(
                        DeviceSighting(
                            serialNumber: serial, address: "10.9.8.7", deviceType: "X628", pushVersion: nil,
                            firstSeen: now, lastSeen: now))
                }
            }
            try await Self.with(network: 3, ["BOTH"]) { port in
                let found = try await Self.scan(company, "127.44.3.1", port: port)
                #expect(found.keys.sorted() == ["10.9.8.7", "127.44.3.1"])
                #expect(found["127.44.3.1"]?.sighting?.serialNumber == "BOTH")
                #expect(found["10.9.8.7"]?.way == .calls)
                #expect(found["10.9.8.7"]?.serialNumber == "CALLS")
            }
        }
    }

    @Test func oneThatIsBeingCollectedIsListedAndLeftInPeace() async throws {
        try await TestCompany.open(now: now) { company in
            let terminal = Self.terminal("BUSY")
            let port = try await terminal.start(host: "127.44.4.1").tcpPort
            _ = try await Self.add("Gate", "127.44.4.1", port, company)
            try await Self.expectPeace(of: terminal, at: "127.44.4.1", port, in: "127.44.4.0/28", company)
            await terminal.stop()
        }
    }

    @Test func oneThatIsReachedByANameIsLeftInPeaceAndKnown() async throws {
        try await TestCompany.open(now: now) { company in
            let terminal = Self.terminal("NAMED")
            let port = try await terminal.start(host: "127.0.0.1").tcpPort
            let gate = try await Self.add("Gate", "localhost", port, company)
            let before = try await Self.scan(company, "127.0.0.1", port: port)
            #expect(before["127.0.0.1"]?.device == gate.id, "its serial number is nobody's yet")
            try await Self.expectPeace(of: terminal, at: "127.0.0.1", port, in: "127.0.0.1", company)
            await terminal.stop()
        }
    }

    /// A collector has it, and it is not asked.
    private static func expectPeace(
        of terminal: VirtualTerminal, at address: String, _ port: Int, in range: String, _ company: TestCompany
    ) async throws {
        let run = try await RunningCollector(company, FleetSettings(scanInterval: .seconds(3600)))
        try await run.until { if case .connected = $0 { true } else { false } }
        let connects = await terminal.status().requests(.connect)
        let found = try await scan(company, range, port: port)
        #expect(found[address]?.status == "Gate, being collected")
        #expect(await terminal.status().requests(.connect) == connects)
        try await run.stop()
    }

    @Test func whatCannotBeSearchedIsSaidBeforeAnythingIsSent() async throws {
        try await TestCompany.open(now: now) { company in
            let (services, actor) = (company.services, company.actor)
            await #expect(throws: AddressRangeError.self) {
                try await services.discovery.scan(TerminalSearch(["10.0.0.0/8"]), by: actor)
            }
            await #expect(throws: AddressRangeError.self) {
                try await services.discovery.scan(TerminalSearch(["gate"]), by: actor)
            }
            await #expect(throws: ServiceError.self) {
                try await services.discovery.scan(TerminalSearch(["10.0.0.1"], port: 0), by: actor)
            }
            await #expect(throws: ServiceError.self) {
                try await services.discovery.scan(by: Actor(name: "Guest", grants: .nothing))
            }
            #expect(throws: ServiceError.nothingToSearch) { try TerminalSearch().discovery([]) }
        }
    }
}
