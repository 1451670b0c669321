import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes

/// HTTP/1 for whoever is let in, request after request, each within its time.
struct APIChannel: ServerChildChannel {
    private let http: HTTP1Channel
    private let settings: APISettings
    private let doorkeeper: Doorkeeper

    init(_ settings: APISettings, _ doorkeeper: Doorkeeper, responder: @escaping HTTPChannelHandler.Responder) {
        self.settings = settings
        self.doorkeeper = doorkeeper
        http = HTTP1Channel(
            responder: responder,
            configuration: .init(
                additionalChannelHandlers: [RequestEnd()], idleTimeout: TimeAmount(settings.patience),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100)))
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        let address = channel.remoteAddress?.ipAddress ?? "unknown"
        guard doorkeeper.admits(address) else {
            return channel.close().flatMapThrowing { throw TooManyConnections() }
        }
        channel.closeFuture.whenComplete { [doorkeeper] _ in doorkeeper.leaves(address) }
        let clock = channel.eventLoop.makeCompletedFuture { [settings] in
            try channel.pipeline.syncOperations.addHandlers(
                AnswerClock(settings.patience), RequestClock(settings.patience))
        }
        return clock.flatMap { [http] in http.setup(channel: channel, logger: logger) }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }
}

private struct TooManyConnections: Error {}

/// Tells the clock before it that a request is in.
private final class RequestEnd: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .end = unwrapInboundIn(data) {
            context.triggerUserOutboundEvent(RequestClock.Event.received, promise: nil)
        }
        context.fireChannelRead(data)
    }
}

/// Sees a connection's bytes first: whoever sends a request byte by byte would hold it forever, and never be idle.
final class RequestClock: ChannelInboundHandler, ChannelOutboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer

    enum Event: Sendable { case received }

    /// Bytes a second that a body comes with at least.
    private static let slowest = 65_536

    private let patience: Duration
    private var begun: NIODeadline?
    private var bytes = 0
    private var alarm: Scheduled<Void>?

    init(_ patience: Duration) { self.patience = patience }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += unwrapInboundIn(data).readableBytes
        if begun == nil {
            begun = context.eventLoop.now
            setAlarm(context)
        }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        alarm?.cancel()
        context.fireChannelInactive()
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard case .received? = event as? Event else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        alarm?.cancel()
        (begun, bytes) = (nil, 0)
        promise?.succeed()
    }

    private func setAlarm(_ context: ChannelHandlerContext) {
        alarm = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { [weak self] in
            self?.ring(context)
        }
    }

    private var deadline: NIODeadline {
        (begun ?? .now()) + TimeAmount(patience) + .seconds(Int64(bytes / Self.slowest))
    }

    private func ring(_ context: ChannelHandlerContext) {
        guard begun != nil else { return }
        // More has come since, and with it more time.
        guard context.eventLoop.now >= deadline else { return setAlarm(context) }
        context.close(promise: nil)
    }
}
