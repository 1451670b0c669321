import DeviceSimulator
import Devices
import Domain
import Logging

/// A log over UDP, where each kilobyte is a packet, against as many exchanges of one packet; and the search of a network.
struct DatagramBench {
    private static let records = 50_000

    static func run() async throws -> [BenchLine] {
        let users = SampleCompany.users(300)
        let punches = SampleCompany.punches(records, of: users, until: LocalTime(seconds: 1_795_000_000))
        let read = try await withVirtualTerminal(VirtualTerminalConfiguration(users: users, punches: punches)) {
            _, address in try await readOverUDP(address)
        }
        return [read, try await discovery()]
    }

    private static func readOverUDP(_ address: VirtualTerminal.Address) async throws -> BenchLine {
        let endpoint = DeviceEndpoint(host: address.host, port: address.udpPort, transport: .udp)
        let packets = Double((records * 40 + 1023) / 1024)
        let ratios = try await ZKTerminal.with(endpoint, logger: Logger(label: "bench")) { terminal in
            var ratios: [Double] = []
            for _ in 0..<7 {
                let exchange = try await seconds { for _ in 0..<500 { _ = try await terminal.time() } } / 500
                let whole = try await seconds {
                    let read = try await terminal.attendance()
                    precondition(read.records.count == records)
                }
                ratios.append(whole / (packets * exchange))
            }
            return ratios
        }
        return BenchLine(
            name: "read-udp", value: ratios.sorted()[ratios.count / 2], unit: "packets-x-round-trip", bar: .atMost(1.3))
    }

    /// Three terminals in a network of 254 addresses. The others say nothing at all, which is what takes longest: an address
    /// that refuses is done with at once.
    private static func discovery() async throws -> BenchLine {
        let terminals = (0..<3).map { _ in VirtualTerminal() }
        let port = try await terminals[0].start(host: "127.1.9.10").tcpPort
        for (terminal, host) in zip(terminals.dropFirst(), ["127.1.9.77", "127.1.9.200"]) {
            _ = try await terminal.start(host: host, tcpPort: port)
        }
        let silent = try (1...254).filter { ![10, 77, 200].contains($0) }.map {
            try SilentAddress("127.1.9.\($0)", port: port)
        }
        defer { for address in silent { address.close() } }
        var search = try Discovery([AddressRange("127.1.9.0/24")])
        search.port = port
        let found = search
        var count = 0
        let taken = try await seconds {
            for await event in found.run(logger: Logger(label: "bench")) { if case .found = event { count += 1 } }
        }
        precondition(count == 3, "\(count) of 3 terminals were found")
        for terminal in terminals { await terminal.stop() }
        return BenchLine(name: "discovery", value: taken, unit: "s", bar: .atMost(10))
    }

    private static func seconds(_ body: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await body()
        return (ContinuousClock.now - start) / .seconds(1)
    }
}
