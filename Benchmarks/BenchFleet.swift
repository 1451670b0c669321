import DeviceSimulator
import Domain
import Foundation
import Services
import Storage

/// A company in a file of its own with virtual terminals on addresses of this computer.
struct BenchFleet {
    let services: Services
    let ledger: any Database
    let terminals: [VirtualTerminal]
    let spool: String
    static let actor = Actor(name: "bench", grants: .everything)

    /// - Parameters:
    ///   - beside: addresses at which nobody is, or somebody who never answers.
    ///   - now: this computer's clock.
    static func with<T: Sendable>(
        _ configurations: [VirtualTerminalConfiguration], beside others: [(host: String, port: Int)] = [],
        now: @escaping @Sendable () -> Instant = systemNow, _ body: (BenchFleet) async throws -> T
    ) async throws -> T {
        try await BenchPlace.sqlite.withFreshURL { url in
            let services = try await Services.open(url, now: now)
            var terminals: [VirtualTerminal] = []
            var places = others
            for (index, configuration) in configurations.enumerated() {
                let (host, terminal) = ("127.0.1.\(index + 1)", VirtualTerminal(configuration))
                places.append((host, try await terminal.start(host: host).tcpPort))
                terminals.append(terminal)
            }
            for (index, place) in places.enumerated() {
                _ = try await services.devices.add(
                    DeviceDraft(name: "Gate \(index)", host: place.host, port: String(place.port), transport: .tcp),
                    by: actor)
            }
            let folder = FileManager.default.temporaryDirectory.appending(path: "etime-bench-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            let ledger = try await openDatabase(url)
            let fleet = BenchFleet(
                services: services, ledger: ledger, terminals: terminals, spool: folder.path(percentEncoded: false))
            let result = try await body(fleet)
            for terminal in terminals { await terminal.stop() }
            try await ledger.close()
            try await services.close()
            return result
        }
    }

    func punches() async throws -> Int { try await ledger.read { try PunchLedger($0).punchCount() } }

    /// The same from the seals alone: to count millions of rows again and again would be most of the work measured.
    private func sealed() async throws -> Int {
        try await ledger.read { db in
            var count = 0
            try db.query("SELECT row_count FROM punch_batch", []) { count += Int($0.integer(0)) }
            return count
        }
    }

    /// Collects while `body` runs.
    func collecting<T>(
        _ settings: FleetSettings = FleetSettings(), clock: any Clock<Duration> = ContinuousClock(),
        _ body: () async throws -> T
    ) async throws -> T {
        let collector = try await services.fleet.collector(settings, spool: spool, clock: clock, by: Self.actor)
        let work = Task { try await collector.run() }
        defer { work.cancel() }
        let result = try await body()
        work.cancel()
        _ = await work.result
        return result
    }

    /// Seconds until the ledger has so many punches.
    func seconds(until count: Int) async throws -> Double {
        let start = ContinuousClock.now
        return try await collecting {
            while try await sealed() < count { try await Task.sleep(for: .milliseconds(20)) }
            return (ContinuousClock.now - start) / .seconds(1)
        }
    }
}
