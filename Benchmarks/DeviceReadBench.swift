import DeviceSimulator
import Devices
import Domain
import Foundation
import Logging

/// 100,000 logs over loopback TCP, read and decoded: against a bare reader that asks for the same bytes and decodes
/// nothing, and against pyzk. All read from the same virtual terminal in the same run.
struct DeviceReadBench {
    static let records = 100_000
    static let rounds = 51

    /// Seconds by the clock on the wall, and of processor time (terminal and reader together).
    struct Cost {
        var wall: Double
        var processor: Double
    }

    static func run() async throws -> [BenchLine] {
        let users = SampleCompany.users(500)
        let punches = SampleCompany.punches(records, of: users, until: LocalTime(seconds: 1_795_000_000))
        let configuration = VirtualTerminalConfiguration(users: users, punches: punches)
        return try await withVirtualTerminal(configuration) { _, address in
            let bench = DeviceReadBench(address: address)
            let (ours, bare) = try await bench.alternate()
            var lines = [
                BenchLine(
                    name: "device-read-wall", value: ours.wall / bare.wall, unit: "bare-reader", bar: .atMost(2)),
                BenchLine(
                    name: "device-read-cpu", value: ours.processor / bare.processor, unit: "bare-reader",
                    bar: .atMost(2)),
            ]
            if let pyzk = try PyzkReader.read(address: address, expecting: records) {
                lines.append(
                    BenchLine(name: "device-read-pyzk", value: pyzk / ours.wall, unit: "x", bar: .atLeast(100)))
            }
            return lines
        }
    }

    private let address: VirtualTerminal.Address

    /// Taking turns, so that neither has the quieter machine; the median of each.
    private func alternate() async throws -> (ours: Cost, bare: Cost) {
        var ours: [Cost] = []
        var bare: [Cost] = []
        for _ in 0..<Self.rounds {
            ours.append(try await readDecoded())
            bare.append(try await measure { try BareReader.read(address: address) })
        }
        return (Self.median(ours), Self.median(bare))
    }

    private func readDecoded() async throws -> Cost {
        let endpoint = DeviceEndpoint(host: address.host, port: address.tcpPort, transport: .tcp)
        var records: [AttendanceRecord] = []
        let cost = try await measure {
            let read = try await ZKTerminal.with(endpoint, logger: Logger(label: "bench")) { terminal in
                try await terminal.attendance()
            }
            records = read.records
        }
        precondition(records.count == Self.records && records.allSatisfy { $0.time != nil })
        return cost
    }

    private func measure(_ body: () async throws -> Void) async throws -> Cost {
        let before = (wall: Self.seconds(CLOCK_MONOTONIC), processor: Self.seconds(CLOCK_PROCESS_CPUTIME_ID))
        try await body()
        return Cost(
            wall: Self.seconds(CLOCK_MONOTONIC) - before.wall,
            processor: Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - before.processor)
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func median(_ costs: [Cost]) -> Cost {
        Cost(
            wall: costs.map(\.wall).sorted()[costs.count / 2],
            processor: costs.map(\.processor).sorted()[costs.count / 2])
    }
}
