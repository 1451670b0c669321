import NIOCore

/// Sees what goes out last: whoever takes nothing of an answer would hold the connection, and what is made for it, for ever.
///
/// What a connection has in its own buffer is looked at now and then. Where nothing has left it since, it is closed.
final class AnswerClock: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let patience: Duration
    /// Bytes in the buffer at the last look, and written since.
    private var held = 0
    private var written = 0
    private var alarm: Scheduled<Void>?

    init(_ patience: Duration) { self.patience = patience }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        written += unwrapOutboundIn(data).readableBytes
        context.write(data, promise: promise)
        if alarm == nil { setAlarm(context) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        alarm?.cancel()
        alarm = nil
        context.fireChannelInactive()
    }

    private func setAlarm(_ context: ChannelHandlerContext) {
        alarm = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(patience)) { [weak self] in
            self?.ring(context)
        }
    }

    private func ring(_ context: ChannelHandlerContext) {
        alarm = nil
        guard context.channel.isActive else { return }
        let now = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        let isStuck = now > 0 && now >= held + written
        (held, written) = (now, 0)
        if isStuck { return context.close(promise: nil) }
        if now > 0 { setAlarm(context) }
    }
}
