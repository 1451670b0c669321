import HummingbirdCore
import Logging
import NIOCore

/// HTTP/1 behind a gate.
struct GatedChannel: ServerChildChannel {
    private let http: HTTP1Channel
    private let limits: GateLimits
    private let doorkeeper: Doorkeeper
    private let refusals: RefusalLog

    init(
        _ limits: GateLimits, _ doorkeeper: Doorkeeper, _ refusals: RefusalLog,
        responder: @escaping HTTPChannelHandler.Responder
    ) {
        self.limits = limits
        self.doorkeeper = doorkeeper
        self.refusals = refusals
        http = HTTP1Channel(
            responder: { request, writer, channel in
                try await responder(request, writer, channel)
                channel.triggerUserOutboundEvent(RequestGate.Event.answered, promise: nil)
            },
            configuration: .init(
                additionalChannelHandlers: [MalformedNote(refusals)],
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: limits.head, maxHeaderListSize: limits.head,
                    maxHeaderFieldCount: limits.headers)))
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        let address = channel.remoteAddress?.ipAddress ?? "unknown"
        let isAdmitted = doorkeeper.admits(address)
        if isAdmitted { channel.closeFuture.whenComplete { [doorkeeper] _ in doorkeeper.leaves(address) } }
        let gate = channel.eventLoop.makeCompletedFuture { [limits, refusals] in
            let gate = RequestGate(limits, isAdmitted: isAdmitted) { refusals.note($0, from: address) }
            try channel.pipeline.syncOperations.addHandler(gate)
        }
        return gate.flatMap { [http] in http.setup(channel: channel, logger: logger) }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }
}

/// Notes what is no HTTP; the answer to it is given behind.
private final class MalformedNote: ChannelInboundHandler, ChannelOutboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias OutboundIn = NIOAny

    private let refusals: RefusalLog
    /// A peer that goes when it has its answer leaves nothing unsaid.
    private var isAnswered = false

    init(_ refusals: RefusalLog) {
        self.refusals = refusals
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        if case .answered = event as? RequestGate.Event { isAnswered = true }
        context.triggerUserOutboundEvent(event, promise: promise)
    }

    /// It may go with its answer before we hear that all of it is written.
    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        isAnswered = true
        context.write(data, promise: promise)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A connection that breaks is nothing to tell of.
        if !isAnswered, !(error is IOError), !(error is ChannelError) {
            refusals.note("it broke off, or is no HTTP", from: context.channel.remoteAddress?.ipAddress ?? "unknown")
        }
        context.fireErrorCaught(error)
    }
}
