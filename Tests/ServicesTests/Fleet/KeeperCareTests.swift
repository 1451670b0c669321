import Devices
import Domain
import Foundation
import Storage
import Synchronization
import Testing

@testable import Services

/// What becomes of a terminal after a failure.
struct KeeperCareTests {
    private static let failure = DeviceError.unreachable(endpoint: "10.0.0.9:4370", why: "no route")
    private static let away = StorageError.server(ServerError(.connectionLost, database: "postgresql://etime@db/etime"))

    private static func with(
        _ family: DeviceFamily, _ clock: any Clock<Duration> = HastyClock(),
        _ body: (TestCompany, DeviceSummary, KeeperCare) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: "2026-11-20 19:00:00") { company in
            var connection = DeviceConnection()
            if family == .lines { connection.lines = .init(way: .tcp, format: .standard) }
            let device = try await company.services.devices.add(
                DeviceDraft(name: "Door", family: family, host: "10.0.0.9", port: "4370", connection: connection),
                by: company.actor)
            let tools = CollectorTools(
                company.services.attendance.context, FleetSettings(), spool: "/nowhere", clock: clock)
            try await body(company, device, KeeperCare(device.id, family == .lines ? .lines : .zk, tools))
        }
    }

    private static func pauses(_ care: KeeperCare, after error: any Error, _ count: Int) async throws -> [Double] {
        var pauses: [Double] = []
        for _ in 0..<count { pauses.append(try #require(await care.failed(error)) / .seconds(1)) }
        return pauses
    }

    /// What it sends while nobody listens is lost.
    @Test func aReaderOfLinesIsNeverLeftAlone() async throws {
        try await Self.with(.lines) { company, device, care in
            #expect(try await Self.pauses(care, after: Self.failure, 20).allSatisfy { $0 <= 5 })
            // All the same it is shown as what it is.
            let listed = try await company.listed(device)
            #expect(listed.health?.nextTryAt != nil && listed.lastError != nil)
        }
    }

    @Test func aTerminalThatKeepsItsPunchesIsLeftAloneMoreAndMore() async throws {
        try await Self.with(.zk) { _, _, care in
            let pauses = try await Self.pauses(care, after: Self.failure, 8)
            #expect(pauses[2] < 20 && pauses[7] > 200)
        }
    }

    @Test(arguments: [away as any Error, SpoolError("/var/spool", 28)])
    func whatTheDatabaseOrTheDiskDoesIsNoFailureOfTheTerminals(error: any Error) async throws {
        try await Self.with(.zk) { company, device, care in
            #expect(try await Self.pauses(care, after: error, 20).allSatisfy { $0 <= 5 })
            let listed = try await company.listed(device)
            #expect(listed.health == nil && listed.lastError == nil)
            // Its own first failure is the first.
            #expect(try await Self.pauses(care, after: Self.failure, 1)[0] < 2)
        }
    }

    /// It is tried as seldom as without, but at once for what is asked anew.
    @Test func whatWaitsForADeadTerminalWaitsWithIt() async throws {
        let clock = JumpingClock()
        try await Self.with(.zk, clock) { company, device, care in
            let database = company.services.attendance.context.database
            let lease = try await database.write {
                try LeaseStore($0).acquire(CollectorLease.name(of: device.id), for: "A").get()
            }
            let ask: @Sendable () async throws -> Void = {
                _ = try await company.services.fleet.ask(.setClock, of: [device.id], by: company.actor)
            }
            try await ask()
            let tries = Mutex<[Duration]>([])
            await #expect(throws: CancellationError.self) {
                try await care.keep(Bell(), lease) { _ in
                    let count = tries.withLock { tries in
                        tries.append(clock.elapsed)
                        return tries.count
                    }
                    if count == 10 { throw CancellationError() }
                    if count == 9 { try await ask() }
                    throw Self.failure
                }
            }
            let times = tries.withLock(\.self)
            #expect(times.count == 10 && times[8] > .seconds(600), "\(times)")
            #expect(times.count == 10 && times[9] - times[8] <= .seconds(5), "\(times)")
        }
    }

    /// Some readers serve the newest connection alone.
    @Test func whoeverHasLostATerminalLearnsItBeforeConnecting() async throws {
        try await Self.with(.lines) { company, device, care in
            let database = company.services.attendance.context.database
            let name = CollectorLease.name(of: device.id)
            let own = try await database.write { try LeaseStore($0).acquire(name, for: "A").get() }
            #expect(try await care.record(own)?.name == "Door")
            try await database.write { db in
                try LeaseStore(db).release(own)
                _ = try LeaseStore(db).acquire(name, for: "B").get()
            }
            await #expect { try await care.keep(Bell(), own) { _ in Issue.record("it was visited") } } throws: {
                error in
                if case StorageError.leaseLost = error { true } else { false }
            }
        }
    }
}

/// Time that passes only where somebody waits for it, and then at once.
private final class JumpingClock: Clock {
    private let began = ContinuousClock.now
    private let passed = Mutex(Duration.zero)

    var elapsed: Duration { passed.withLock(\.self) }
    var now: ContinuousClock.Instant { began + elapsed }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        passed.withLock { $0 = max($0, deadline - began) }
        await Task.yield()
    }
}
