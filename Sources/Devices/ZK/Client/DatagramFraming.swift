import NIOCore

/// UDP: one datagram is one payload, without a prefix.
final class DatagramFraming: ChannelDuplexHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias InboundOut = ReceivedFrame
    typealias OutboundIn = Frame
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What is no frame is treated like a frame that was lost: the request behind it is sent again.
        guard let frame = try? ReceivedFrame(payload: unwrapInboundIn(data).data) else { return }
        context.fireChannelRead(wrapInboundOut(frame))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard let terminal = context.channel.remoteAddress else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        var buffer = context.channel.allocator.buffer(capacity: 64)
        unwrapOutboundIn(data).encode(into: &buffer)
        context.write(
            wrapOutboundOut(AddressedEnvelope(remoteAddress: terminal, data: buffer)), promise: promise)
    }
}

/// TCP: the prefix with the length in front of each payload.
struct TCPFrameEncoder: MessageToByteEncoder {
    typealias OutboundIn = Frame

    func encode(data: Frame, out: inout ByteBuffer) {
        data.encodeForTCP(into: &out)
    }
}
