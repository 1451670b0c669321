import DeviceTesting
import Devices
import Domain
import Foundation
import NIOCore
import Storage
import Synchronization

@testable import Services

/// A collector that can be killed as `kill -9` does it: its connections are gone, its leases and files stay as they are.
final class MortalCollector: Sendable {
    let collector: Collector
    private let life: Life
    private let over = Life()
    private let database: MortalDatabase
    private let network: MortalNetwork
    private let spool: URL
    private let work: Task<Void, any Error>

    /// - Parameter spool: the folder that all collectors of the computer share.
    init(
        _ context: ServiceContext, _ settings: FleetSettings, on switched: VirtualSwitch, spool folder: URL,
        traffic: Traffic
    ) throws {
        let life = Life()
        (database, network) = (MortalDatabase(context.database, life, traffic), MortalNetwork(switched, life))
        self.life = life
        // Its own way there, which a dead one does not have any more.
        spool = folder.deletingLastPathComponent().appendingPathComponent("way-\(UUID().uuidString)")
        try FileManager.default.createSymbolicLink(at: spool, withDestinationURL: folder)
        var terminals = context.terminals
        terminals.network = network
        let own = ServiceContext(
            database: database, now: context.now, hub: context.hub, logger: context.logger,
            recalculation: context.recalculation, devices: context.devices, terminals: terminals, fleet: EventHub())
        let collector = Collector(CollectorTools(own, settings, spool: spool.path, clock: switched.clock))
        self.collector = collector
        let over = over
        work = Task {
            defer { over.end() }
            try await collector.run()
        }
    }

    /// Whether it ended by itself, as where the database was away at its start.
    var hasEnded: Bool { over.hasEnded }

    /// It goes in good order.
    func stop() async {
        work.cancel()
        _ = await work.result
        try? FileManager.default.removeItem(at: spool)
    }

    /// - Parameter onOtherComputer: then its leases have to run out; else whoever looks sees that the process is gone.
    /// - Parameter truth: the database, which need not be reachable for others.
    func kill(onOtherComputer: Bool, in truth: any Database) async throws {
        life.end()
        try FileManager.default.removeItem(at: spool)
        try Data().write(to: spool)
        await network.tearDown()
        work.cancel()
        _ = await work.result
        if !onOtherComputer { try await database.leaveLeases(in: truth) }
    }
}

/// Whether somebody lives.
final class Life: Sendable {
    private let ended = Mutex(false)

    var hasEnded: Bool { ended.withLock { $0 } }
    func end() { ended.withLock { $0 = true } }
}

/// Who is at something that takes no virtual time.
final class Traffic: Sendable {
    private let state = Mutex<(count: Int, waiting: [CheckedContinuation<Void, Never>])>((0, []))

    func enter() { state.withLock { $0.count += 1 } }

    func leave() {
        let waiting = state.withLock { state in
            state.count -= 1
            guard state.count == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func isQuiet() async {
        await withCheckedContinuation { continuation in
            let isQuiet = state.withLock { state in
                if state.count > 0 { state.waiting.append(continuation) }
                return state.count == 0
            }
            if isQuiet { continuation.resume() }
        }
    }
}

/// The way to the database of a program that may be killed: what was not committed then never is.
final class MortalDatabase: Database {
    private let inner: any Database
    private let life: Life
    private let traffic: Traffic
    /// The leases that were taken over this way, by name, with their fence.
    private let leases = Mutex<[String: Int64]>([:])

    init(_ inner: any Database, _ life: Life, _ traffic: Traffic) {
        (self.inner, self.life, self.traffic) = (inner, life, traffic)
    }

    var url: DatabaseURL { inner.url }
    var dialect: any Dialect { inner.dialect }
    var hasTransactionalDDL: Bool { inner.hasTransactionalDDL }

    func read<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        traffic.enter()
        defer { traffic.leave() }
        try check()
        let result = try await inner.read(body)
        try check()
        return result
    }

    func write<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        traffic.enter()
        defer { traffic.leave() }
        try check()
        let result = try await inner.write { db in
            let before = try Self.fences(db)
            let result = try body(db)
            let after = try Self.fences(db)
            try self.check()
            let taken = after.filter { before[$0.key] != $0.value }
            self.leases.withLock { $0.merge(taken) { $1 } }
            return result
        }
        try check()
        return result
    }

    func alter<T: Sendable>(_ body: @Sendable (any SchemaConnection) throws -> T) async throws -> T {
        try await inner.alter(body)
    }

    func close() async throws {}

    /// After the end: whoever looks sees that the process of these leases is gone.
    /// - Parameter truth: the database, which need not be reachable for others.
    func leaveLeases(in truth: any Database) async throws {
        let own = ProcessIdentity.own
        // Beyond the greatest number that a process has.
        let gone = ProcessIdentity(host: own.host, process: 4_194_305, space: own.space).description
        for (name, fence) in leases.withLock({ $0 }) {
            try await truth.write { db in
                _ = try db.execute(
                    "UPDATE lease SET holder = ? WHERE name = ? AND fence = ? AND expires_at > 0",
                    [.text(gone), .text(name), .int64(fence)])
            }
        }
    }

    private static func fences(_ db: any SQLConnection) throws -> [String: Int64] {
        Dictionary(
            uniqueKeysWithValues: try db.all("SELECT name, fence FROM lease", []) { ($0.text(0), $0.integer(1)) })
    }

    private func check() throws {
        guard life.hasEnded else { return }
        throw StorageError.server(ServerError(.connectionLost, database: "of the dead"))
    }
}

/// The network of a program that may be killed.
final class MortalNetwork: Network {
    private let inner: VirtualSwitch
    private let life: Life
    private let channels = Mutex<[any Channel]>([])

    init(_ inner: VirtualSwitch, _ life: Life) { (self.inner, self.life) = (inner, life) }

    var eventLoop: any EventLoop { inner.eventLoop }
    var now: NIODeadline { inner.now }

    func openTCP(to endpoint: DeviceEndpoint, _ initialize: @escaping Initializer) -> EventLoopFuture<any Channel> {
        guarded { inner.openTCP(to: endpoint, initialize) }
    }

    func addresses(of endpoint: DeviceEndpoint) -> EventLoopFuture<[SocketAddress]> { inner.addresses(of: endpoint) }

    func openUDP(to address: SocketAddress, _ initialize: @escaping Initializer) -> EventLoopFuture<any Channel> {
        guarded { inner.openUDP(to: address, initialize) }
    }

    func tearDown() async {
        for channel in channels.withLock({ $0 }) where channel.isActive { try? await channel.close().get() }
    }

    private func guarded(_ open: () -> EventLoopFuture<any Channel>) -> EventLoopFuture<any Channel> {
        guard !life.hasEnded else { return eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel) }
        return open().map { channel in
            self.channels.withLock { channels in
                channels.removeAll { !$0.isActive }
                channels.append(channel)
            }
            return channel
        }
    }
}
