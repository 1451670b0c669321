import Glibc
import Logging
import NIOCore
import NIOPosix

/// Opens a channel to a terminal and shakes hands over it.
struct Dialler: Sendable {
    let endpoint: DeviceEndpoint
    let logger: Logger
    var network: any Network = Sockets()

    func dial() async throws(DeviceError) -> Connection {
        let end = endpoint.connectLimit.map { network.now + TimeAmount($0) }
        var time = DialTime(until: end, ways: endpoint.routes.reduce(0) { $0 + $1.transport.ways })
        var failures: [(route: DeviceEndpoint.Route, error: DeviceError)] = []
        for route in endpoint.routes {
            if let last = failures.last {
                logger.info("no way to the terminal", metadata: ["by": "\(last.route)", "next": "\(route)"])
            }
            do throws(DeviceError) {
                var connection = try await by(route, &time)
                if !failures.isEmpty { connection.detour = connection.way }
                return connection
            } catch {
                guard error.mayBeElsewhere else { throw error }
                failures.append((route, error))
            }
        }
        if failures.count == 1 { throw failures[0].error }
        throw .nothingAnswered(tried: failures.map { "\($0.route) (\($0.error.brief))" })
    }

    private func by(_ route: DeviceEndpoint.Route, _ time: inout DialTime) async throws(DeviceError) -> Connection {
        let dialler = Dialler(endpoint: endpoint.by(route), logger: logger, network: network)
        return try await dialler.dialOne(&time)
    }

    private func dialOne(_ time: inout DialTime) async throws(DeviceError) -> Connection {
        switch endpoint.transport {
        case .tcp: return try await overTCP(until: time.next(from: network.now))
        case .udp: return try await overUDP(until: time.next(from: network.now))
        case .serial: return try await overSerial(until: time.next(from: network.now))
        case .automatic:
            let first: DeviceError
            do throws(DeviceError) { return try await overTCP(until: time.next(from: network.now)) } catch {
                first = error
            }
            guard first.mayBeElsewhere else { throw first }
            logger.info("no answer over TCP, trying UDP", metadata: ["terminal": "\(endpoint)"])
            do throws(DeviceError) { return try await overUDP(until: time.next(from: network.now)) } catch {
                throw error.mayBeElsewhere ? overBoth(first) : error
            }
        }
    }

    /// The same frames as over TCP: a stream of bytes has no borders either.
    private func overSerial(until end: NIODeadline?) async throws(DeviceError) -> Connection {
        try await shakeHands(
            over: network.openStream(to: ending(end), initializer(isReliable: true)), "a serial line", until: end)
    }

    private func overBoth(_ first: DeviceError) -> DeviceError {
        guard case .silent(let endpoint, _) = first else { return first }
        return .silent(endpoint: endpoint, transports: "TCP and UDP")
    }

    private func overTCP(until end: NIODeadline?) async throws(DeviceError) -> Connection {
        try await shakeHands(over: network.openTCP(to: ending(end), initializer(isReliable: true)), "TCP", until: end)
    }

    /// A name may have several addresses. A datagram to the wrong one is answered by nobody.
    private func overUDP(until end: NIODeadline?) async throws(DeviceError) -> Connection {
        var failure = DeviceError.unreachable(endpoint: "\(endpoint)", why: "the name is not known")
        let addresses = try await finished(network.addresses(of: ending(end)))
        var time = DialTime(until: end, ways: addresses.count)
        for (index, address) in addresses.enumerated() {
            let end = time.next(from: network.now)
            do throws(DeviceError) {
                return try await shakeHands(
                    over: network.openUDP(to: address, initializer(isReliable: false)), "UDP", until: end)
            } catch {
                guard error.mayBeElsewhere else { throw error }
                if index == 0 { failure = error }
            }
        }
        throw failure
    }

    /// With no more time to open the connection than there is.
    private func ending(_ end: NIODeadline?) -> DeviceEndpoint {
        var endpoint = endpoint
        if let end {
            endpoint.connectTimeout = min(endpoint.connectTimeout, .nanoseconds((end - network.now).nanoseconds))
        }
        return endpoint
    }

    /// - Parameter end: when it is given up, although it may still be answered.
    private func shakeHands(
        over channel: EventLoopFuture<any Channel>, _ transport: String, until end: NIODeadline?
    ) async throws(DeviceError) -> Connection {
        let attempts = endpoint.attempts
        let opening = channel.flatMapThrowing { try Self.connection($0, attempts) }
        let connection = try await finished(opening) { $0.channel.close(promise: nil) }
        let ticket = Ticket()
        let alarm = end.map { connection.cancel(ticket, at: $0) }
        defer { alarm?.cancel() }
        do throws(DeviceError) {
            var open = connection
            open.tookCommKey = try await connection.perform(Handshake(commKey: endpoint.commKey), ticket: ticket)
            open.way = "\(endpoint) over \(transport)"
            return open
        } catch {
            await connection.hangUp()
            switch error {
            case .cancelled where !Task.isCancelled, .timedOut:
                throw .silent(endpoint: "\(endpoint)", transports: transport)
            default: throw error
            }
        }
    }

    /// A cancelled task does not wait until the operating system gives up.
    ///
    /// - Parameter discard: For what comes when nobody waits for it any more.
    private func finished<Value: Sendable>(
        _ future: EventLoopFuture<Value>, discard: @escaping @Sendable (Value) -> Void = { _ in }
    ) async throws(DeviceError) -> Value {
        let promise = future.eventLoop.makePromise(of: Value.self)
        let ticket = Ticket()
        future.whenComplete { result in
            if ticket.isCancelled, case .success(let late) = result {
                discard(late)
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
                future.eventLoop.execute { promise.fail(DeviceError.cancelled) }
            }
        } catch let error as DeviceError {
            throw error
        } catch {
            throw .unreachable(endpoint: "\(endpoint)", why: Self.reason(error))
        }
    }
}

extension Dialler {
    private func initializer(isReliable: Bool) -> Network.Initializer {
        { channel in
            let handler = TerminalHandler(link: Link(endpoint, isReliable: isReliable), logger: logger)
            let pipeline = channel.pipeline.syncOperations
            if isReliable {
                try pipeline.addHandlers(
                    ByteToMessageHandler(TCPFrameDecoder()), MessageToByteHandler(TCPFrameEncoder()), handler)
            } else {
                try pipeline.addHandlers(DatagramFraming(), handler)
            }
        }
    }

    private static func connection(_ channel: any Channel, _ attempts: Int) throws -> Connection {
        let handler = try channel.pipeline.syncOperations.handler(type: TerminalHandler.self)
        return Connection(
            channel: channel, handler: NIOLoopBound(handler, eventLoop: channel.eventLoop), attempts: attempts)
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
        case is NameLookup.UnknownName: return "the name is not known"
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
    /// Nothing was heard, which is no proof that nobody is there who listens at another address or over UDP.
    fileprivate var mayBeElsewhere: Bool {
        switch self {
        case .silent, .unreachable, .timedOut, .closed: true
        default: false
        }
    }

    /// What went wrong, without where and without what to do about it.
    fileprivate var brief: String {
        switch self {
        case .unreachable(_, let why): why
        case .silent(_, let transports): "no answer over \(transports)"
        case .closed: "it closed the connection"
        case .timedOut: "it stopped answering"
        default: "\(self)"
        }
    }
}
