import Glibc
import Logging
import NIOCore
import NIOPosix

/// Opens a channel to a terminal and shakes hands over it.
struct Dialler: Sendable {
    let endpoint: DeviceEndpoint
    let logger: Logger

    func dial() async throws(DeviceError) -> Connection {
        switch endpoint.transport {
        case .tcp: return try await open(overTCP: true)
        case .udp: return try await open(overTCP: false)
        case .automatic:
            let first: DeviceError
            do throws(DeviceError) { return try await open(overTCP: true) } catch { first = error }
            guard first.mayBeOnlyTCP else { throw first }
            logger.info("no answer over TCP, trying UDP", metadata: ["terminal": "\(endpoint)"])
            do throws(DeviceError) { return try await open(overTCP: false) } catch {
                throw error.mayBeOnlyTCP ? overBoth(first) : error
            }
        }
    }

    private func overBoth(_ first: DeviceError) -> DeviceError {
        guard case .silent(let endpoint, _) = first else { return first }
        return .silent(endpoint: endpoint, transports: "TCP and UDP")
    }

    private func open(overTCP: Bool) async throws(DeviceError) -> Connection {
        let connection = try await connect(overTCP: overTCP)
        do throws(DeviceError) {
            try await connection.perform(Handshake(commKey: endpoint.commKey))
            return connection
        } catch {
            await connection.hangUp()
            if case .timedOut = error { throw .silent(endpoint: "\(endpoint)", transports: overTCP ? "TCP" : "UDP") }
            throw error
        }
    }

    /// A cancelled task does not wait until the operating system gives up; a channel that comes later is closed.
    private func connect(overTCP: Bool) async throws(DeviceError) -> Connection {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let promise = loop.makePromise(of: Connection.self)
        let ticket = Ticket()
        (overTCP ? openTCP(loop) : openUDP(loop)).whenComplete { result in
            if ticket.isCancelled, case .success(let late) = result {
                late.channel.close(promise: nil)
                promise.fail(DeviceError.cancelled)
            } else {
                promise.completeWith(result)
            }
        }
        do {
            return try await withTaskCancellationHandler {
                try await promise.futureResult.get()
            } onCancel: {
                ticket.cancel()
                loop.execute { promise.fail(DeviceError.cancelled) }
            }
        } catch let error as DeviceError {
            throw error
        } catch {
            throw .unreachable(endpoint: "\(endpoint)", why: Self.reason(error))
        }
    }
}

extension Dialler {
    private func openTCP(_ loop: any EventLoop) -> EventLoopFuture<Connection> {
        ClientBootstrap(group: loop)
            .connectTimeout(TimeAmount(endpoint.connectTimeout))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            // Bulk answers come in packets of up to 64 KiB: a whole one fits into one read.
            .channelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(minimum: 2048, initial: 1 << 16, maximum: 1 << 18)
            )
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(TCPFrameDecoder()), MessageToByteHandler(TCPFrameEncoder()),
                        makeHandler(isReliable: true))
                }
            }
            .connect(host: endpoint.host, port: endpoint.port)
            .flatMapThrowing(Self.connection)
    }

    private func openUDP(_ loop: any EventLoop) -> EventLoopFuture<Connection> {
        address(loop).flatMap { openUDP(loop, to: $0) }
    }

    /// Looking a name up blocks the thread that asks: not the loop's, on which other terminals are read.
    private func address(_ loop: any EventLoop) -> EventLoopFuture<SocketAddress> {
        let promise = loop.makePromise(of: SocketAddress.self)
        let late = loop.scheduleTask(in: TimeAmount(endpoint.connectTimeout)) {
            promise.fail(
                DeviceError.unreachable(endpoint: "\(endpoint)", why: "its name could not be looked up in time"))
        }
        NIOThreadPool.singleton.runIfActive(eventLoop: loop) {
            try SocketAddress.makeAddressResolvingHost(endpoint.host, port: endpoint.port)
        }.whenComplete { result in
            late.cancel()
            promise.completeWith(result)
        }
        return promise.futureResult
    }

    private func openUDP(_ loop: any EventLoop, to address: SocketAddress) -> EventLoopFuture<Connection> {
        DatagramBootstrap(group: loop)
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 8192))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        DatagramFraming(), makeHandler(isReliable: false))
                }
            }
            .connect(to: address)
            .flatMapThrowing(Self.connection)
    }

    private func makeHandler(isReliable: Bool) -> TerminalHandler {
        TerminalHandler(link: Link(endpoint, isReliable: isReliable), logger: logger)
    }

    private static func connection(_ channel: any Channel) throws -> Connection {
        let handler = try channel.pipeline.syncOperations.handler(type: TerminalHandler.self)
        return Connection(channel: channel, handler: NIOLoopBound(handler, eventLoop: channel.eventLoop))
    }

    /// What went wrong, as a person who looks after a network says it.
    static func reason(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first { return reason(first.error) }
            return "the name \(error.host) is not known"
        case let error as ChannelError:
            if case .connectTimeout = error { return "no answer" }
            return "\(error)"
        case let error as IOError: return reason(errno: error.errnoCode) ?? "\(error)"
        case is SocketAddressError: return "the name is not known"
        default: return "\(error)"
        }
    }

    private static func reason(errno code: Int32) -> String? {
        switch code {
        case ECONNREFUSED: "connection refused"
        case EHOSTUNREACH, ENETUNREACH: "no way to that address"
        case ETIMEDOUT: "no answer"
        default: nil
        }
    }
}

extension DeviceError {
    /// Nothing was heard, which is no proof that nobody is there who speaks UDP.
    fileprivate var mayBeOnlyTCP: Bool {
        switch self {
        case .silent, .unreachable, .timedOut, .closed: true
        default: false
        }
    }
}
