package import NIOCore
import NIOPosix

/// One request and its answer over a connection of their own, byte for byte as given.
package enum HTTPExchange {
    /// Why there is no answer.
    package enum Failure: Error, Hashable {
        case cut
        case noAnswer
    }

    /// Sends the bytes and reads the answer until it is whole, the server closes, `limit` has passed or the task is
    /// cancelled.
    ///
    /// - Parameter cutAfter: Bytes after which the connection is cut; nil sends everything.
    /// - Parameter pace: Between two bytes, for a line that is hardly one; nil sends everything at once.
    /// - Returns: The answer as it came, empty where the server closed without a word.
    package static func send(
        _ bytes: ByteBuffer, to host: String, port: Int, cutAfter: Int? = nil, pace: Duration? = nil,
        within limit: Duration = .seconds(60)
    ) async throws -> ByteBuffer {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let promise = loop.makePromise(of: ByteBuffer.self)
        let channel: any Channel
        do {
            channel = try await ClientBootstrap(group: loop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(AnswerReader(promise))
                    }
                }
                .connect(host: host, port: port).get()
        } catch {
            promise.fail(error)
            throw error
        }
        let alarm = loop.scheduleTask(in: TimeAmount(limit)) { channel.close(promise: nil) }
        defer { alarm.cancel() }
        if let cutAfter, cutAfter < bytes.readableBytes {
            try? await channel.writeAndFlush(bytes.getSlice(at: bytes.readerIndex, length: cutAfter)).get()
            try? await channel.close().get()
            _ = try? await promise.futureResult.get()
            throw Failure.cut
        }
        // A server that refuses may close before everything is sent; what it said all the same is read.
        if let pace {
            await drip(bytes, into: channel, pace)
        } else {
            channel.writeAndFlush(bytes, promise: nil)
        }
        let answer = try await withTaskCancellationHandler {
            try await promise.futureResult.get()
        } onCancel: {
            channel.close(promise: nil)
        }
        try? await channel.close().get()
        return answer
    }
}

extension HTTPExchange {
    private static func drip(_ bytes: ByteBuffer, into channel: any Channel, _ pace: Duration) async {
        for byte in bytes.readableBytesView {
            guard channel.isActive, (try? await Task.sleep(for: pace)) != nil else { return }
            channel.writeAndFlush(ByteBuffer(bytes: [byte]), promise: nil)
        }
    }
}

/// Collects an answer until its head and as many bytes as it announces are in.
private final class AnswerReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let promise: EventLoopPromise<ByteBuffer>
    private var answer = ByteBuffer()

    init(_ promise: EventLoopPromise<ByteBuffer>) {
        self.promise = promise
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var part = unwrapInboundIn(data)
        answer.writeBuffer(&part)
        if HTTPAnswer(answer)?.isWhole == true { promise.succeed(answer) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.succeed(answer)
        context.fireChannelInactive()
    }

    // What was read before a reset counts.
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// A server's answer, taken apart.
package struct HTTPAnswer: Hashable, Sendable {
    package var status: Int
    /// By name in lower case.
    package var headers: [String: String]
    package var body: String

    /// Nil while its head is not whole.
    package init?(_ bytes: ByteBuffer) {
        let text = String(decoding: bytes.readableBytesView, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        let first = lines.first?.split(separator: " ") ?? []
        guard first.count >= 2, first[0].hasPrefix("HTTP/1."), let status = Int(first[1]) else { return nil }
        self.status = status
        headers = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].drop { $0 == " " }.description
        }
        body = String(text[end.upperBound...])
    }

    package var isWhole: Bool {
        headers["content-length"].flatMap { Int($0) }.map { body.utf8.count >= $0 } ?? false
    }
}
