import DeviceSimulator
import DeviceTesting
import Devices
import Domain
import Storage
import Testing

@testable import Services

struct DeviceServiceTests {
    private let now = "2026-11-20 19:00:00"

    @Test func settingTheClockReadsItBeforeAndAfter() async throws {
        try await TestCompany.open(now: now) { company in
            try await withVirtualTerminal(configuration(at: "2026-11-20 19:07:00", [])) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let services = company.services.devices
                #expect(try await services.clock(of: device.id, by: company.actor).drift == 420)
                #expect(try await services.find(name: "Gate", by: company.actor)?.warnings.count == 2)
                let setting = try await services.setClock(of: device.id, by: company.actor)
                #expect((setting.before?.drift, setting.after.drift) == (420, 0))
                #expect(await terminal.time().description == now)
                #expect(try await services.find(name: "Gate", by: company.actor)?.clockDrift == 0)
            }
        }
    }

    @Test func informationIsKeptForTheList() async throws {
        try await TestCompany.open(now: now) { company in
            try await withVirtualTerminal(configuration(at: now, ["42 2026-11-20 09:00:00"])) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.services.devices.information(of: device.id, by: company.actor)
                _ = try await company.sync(device)
                let listed = try #require(try await company.services.devices.list(by: company.actor).first)
                #expect(listed.serialNumber == "AEYU194960001")
                #expect((listed.recordsUsed, listed.recordCapacity) == (1, 50_000))
                #expect(listed.lastSeen == company.clock.now)
            }
        }
    }

    @Test func aTerminalThatIsNotThereIsNoted() async throws {
        try await TestCompany.open(now: now) { company in
            let device = try await company.addDevice("Gate", host: LoopbackAddress.unused(), port: 4370)
            await #expect(throws: DeviceError.self) { try await company.sync(device) }
            let listed = try #require(try await company.services.devices.list(by: company.actor).first)
            #expect(listed.lastError?.contains(device.host) == true)
            #expect(!listed.isCollecting)
        }
    }

    @Test func aTerminalIsNotThereTwice() async throws {
        try await TestCompany.open(now: now) { company in
            let gate = try await company.addDevice("Gate", host: "k20.local", port: 4370)
            let sentence =
                "Gate is there already: a terminal that is there twice would have each of its punches twice."
            await #expect { try await company.addDevice("Yard", host: "K20.local", port: 4370) } throws: {
                "\($0)".contains(sentence)
            }
            let yard = try await company.addDevice("Yard", host: "k20.local", port: 4371)
            await #expect(throws: ServiceError.self) { try await company.move(yard, to: 4370) }
            let push = DeviceDraft(name: "Push", family: .push, host: "CJ9Z000001")
            try await company.services.devices.add(push, by: company.actor)
            var twin = push
            twin.name = "Twin"
            await #expect(throws: ServiceError.self) { try await company.services.devices.add(twin, by: company.actor) }
            // What is used no more is in nobody's way.
            _ = try await company.services.devices.retire(gate.id, by: company.actor)
            try await company.move(yard, to: 4370)
            await #expect(throws: ServiceError.self) {
                try await company.services.devices.restore(gate.id, by: company.actor)
            }
        }
    }

    /// Lines would come to whoever was first; the other one would hear nothing.
    @Test func aPortOfThisComputerIsOneReaders() async throws {
        try await TestCompany.open(now: now) { company in
            func add(
                _ name: String, _ way: DeviceConnection.LineWay, _ port: Int, host: String = ""
            ) async throws -> DeviceSummary {
                var connection = DeviceConnection()
                connection.lines = .init(way: way, format: .standard)
                if way == .serial { connection.serial = SerialPort(path: "/dev/ttyS0") }
                return try await company.services.devices.add(
                    DeviceDraft(name: name, family: .lines, host: host, port: "\(port)", connection: connection),
                    by: company.actor)
            }
            let first = try await add("Canteen", .tcp, 4001)
            await #expect { try await add("Gate", .tcp, 4001, host: "127.0.0.7") } throws: {
                "\($0)".contains("Canteen listens on port 4001 already, and only one reader can;")
            }
            _ = try await add("Yard", .udp, 4001)
            _ = try await add("Plant", .tcp, 4002, host: "127.0.0.7")
            _ = try await add("Hall", .tcp, 4002, host: "127.0.0.8")
            _ = try await add("Cable", .serial, 1)
            await #expect(throws: ServiceError.self) { try await add("Wire", .serial, 1) }
            _ = try await add("Away", .connect, 4001, host: "192.0.2.7")
            await #expect(throws: ServiceError.self) { try await add("Twin", .connect, 4001, host: "192.0.2.7") }
            // As it is, it may stay.
            let draft = try await company.services.devices.draft(of: first.id, by: company.actor)
            _ = try await company.services.devices.update(first.id, to: draft, by: company.actor)
        }
    }

    /// At two addresses, as of two networks.
    @Test func oneSerialNumberAtTwoPlacesIsSaidOnce() async throws {
        try await TestCompany.open(now: now) { company in
            try await withVirtualTerminal(configuration(at: now, ["42 2026-11-20 09:00:00"])) { _, address in
                let gate = try await company.addDevice("Gate", port: address.tcpPort)
                #expect(try await company.sync(gate).notes.isEmpty)
                let yard = try await company.addDevice("Yard", host: "localhost", port: address.tcpPort)
                let notes = try await company.sync(yard).notes
                #expect(notes.count == 1 && notes[0].contains("so has Gate: if both are one terminal"))
                #expect(try await company.sync(yard).notes.isEmpty)
                #expect(try await company.notes().count == 1)
            }
        }
    }

    @Test func theJournalNeverShowsACommKey() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.services.devices.add(
                DeviceDraft(name: "Gate", host: "h", commKey: "918273"), by: company.actor)
            #expect(try await company.journal().allSatisfy { $0.after?.contains("918273") != true })
        }
    }
}
