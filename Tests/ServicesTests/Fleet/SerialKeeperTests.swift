import DeviceTesting
import Devices
import Domain
import Foundation
import Glibc
import Storage
import Testing

@testable import Services

/// A reader on a serial line under a collector.
struct SerialKeeperTests {
    /// The device's end of a line whose port has a name that stays, as under `/dev/serial/by-id`.
    private struct Adapter {
        private let device: CInt

        init(pluggedIn name: String) throws {
            let line = try PseudoTerminal()
            device = line.device
            try? FileManager.default.removeItem(atPath: name)
            try FileManager.default.createSymbolicLink(atPath: name, withDestinationPath: line.path)
        }

        func says(_ line: String) {
            let bytes = Array(line.utf8)
            #expect(write(device, bytes, bytes.count) == bytes.count)
        }

        func unplug(_ name: String) throws {
            try FileManager.default.removeItem(atPath: name)
            close(device)
        }
    }

    @Test(.timeLimit(.minutes(10))) func anAdapterThatVanishesAndComesBackIsReadOn() async throws {
        let port = FileManager.default.temporaryDirectory.appendingPathComponent("usb-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: port) }
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            let first = try Adapter(pluggedIn: port)
            var connection = DeviceConnection()
            connection.lines = .init(way: .serial, format: .standard)
            connection.serial = SerialPort(path: port)
            let device = try await company.services.devices.add(
                DeviceDraft(name: "Door", family: .lines, host: port, connection: connection), by: company.actor)
            let run = try await RunningCollector(company)
            try await run.until { if case .connected = $0 { true } else { false } }
            first.says("42,2026-11-20 09:00:00,0\r\n")
            try await run.until(holds: { try await company.punchCount() == 1 })
            try first.unplug(port)
            try await run.until { if case .disconnected(_, .some) = $0 { true } else { false } }
            let second = try Adapter(pluggedIn: port)
            try await run.until { if case .connected = $0 { true } else { false } }
            second.says("42,2026-11-20 18:00:00,0\r\n")
            try await run.until(holds: { try await company.punchCount() == 2 })
            #expect(try await company.listed(device).lastError == nil)
            try await run.stop()
        }
    }
}
