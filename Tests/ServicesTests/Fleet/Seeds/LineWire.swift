import NIOCore
import NIOPosix
import Synchronization

/// One connection of a sender, and what went over it.
final class LineWire: Sendable {
    private struct State {
        var isOpen = true
        var isSafe = false
        var answered = 0
        var lines: [String] = []
        var part: String?
    }

    private let channel: any Channel
    private let state = Mutex(State())

    init(_ channel: any Channel) throws {
        self.channel = channel
        try channel.pipeline.syncOperations.addHandler(Ear(self))
    }

    static func connect(to host: String) async throws -> LineWire {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let made = loop.makePromise(of: LineWire.self)
        do {
            _ = try await ClientBootstrap(group: loop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { made.succeed(try LineWire(channel)) }
                }
                .connect(host: host, port: SeededReader.port).get()
        } catch {
            made.fail(error)
            throw error
        }
        return try await made.futureResult.get()
    }

    var isOpen: Bool { state.withLock { $0.isOpen } }
    /// Lines that the program has said that it has.
    var answers: Int { state.withLock { $0.answered / LineSender.answer.utf8.count } }
    var lines: [String] { state.withLock { $0.lines } }
    /// Of a line that was cut.
    var part: String? { state.withLock { $0.part } }
    /// Whether the program lived on until all of it was in.
    var isSafe: Bool {
        get { state.withLock { $0.isSafe } }
        set { state.withLock { $0.isSafe = newValue } }
    }

    /// What could not be written, as the program has hung up, is nobody's.
    func send(_ line: String) async {
        guard await write(line + "\r\n") else { return }
        state.withLock { $0.lines.append(line) }
    }

    func send(part: String) async {
        guard !part.isEmpty, await write(part) else { return }
        state.withLock { $0.part = part }
    }

    private func write(_ text: String) async -> Bool {
        (try? await channel.writeAndFlush(ByteBuffer(string: text)).get()) != nil
    }

    func close() async {
        try? await channel.close().get()
    }

    private final class Ear: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let wire: LineWire

        init(_ wire: LineWire) { self.wire = wire }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let count = unwrapInboundIn(data).readableBytes
            wire.state.withLock { $0.answered += count }
        }

        func channelInactive(context: ChannelHandlerContext) { wire.state.withLock { $0.isOpen = false } }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}

/// Where the program connects to a sender; it serves whoever came last of those that are there.
final class LineDoor: Sendable {
    private let waiting: Waiting
    private let channel: any Channel

    private final class Waiting: Sendable {
        let wires = Mutex<[LineWire]>([])
    }

    init(_ host: String) async throws {
        let waiting = Waiting()
        self.waiting = waiting
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let wire = try LineWire(channel)
                    waiting.wires.withLock { $0.append(wire) }
                }
            }
            .bind(host: host, port: SeededReader.port).get()
    }

    func takeLatest() -> LineWire? {
        waiting.wires.withLock { wires in
            wires.removeAll { !$0.isOpen }
            return wires.popLast()
        }
    }

    func close() async { try? await channel.close().get() }
}
