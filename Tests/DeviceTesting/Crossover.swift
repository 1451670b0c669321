import NIOCore

/// The cable between two channels on one event loop: what one writes, the other reads a turn of the loop later.
final class Crossover<Carried: Sendable>: ChannelOutboundHandler {
    typealias OutboundIn = Carried

    private let other: any Channel
    /// False for datagrams, which have no end.
    private let closesBoth: Bool
    private let carry: @Sendable (Carried) -> [Carried]

    /// - Parameter carry: What becomes of a write on its way: none where it is lost, several where it is doubled.
    init(to other: any Channel, closesBoth: Bool, _ carry: @escaping @Sendable (Carried) -> [Carried]) {
        self.other = other
        self.closesBoth = closesBoth
        self.carry = carry
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let other = other
        for carried in carry(unwrapOutboundIn(data)) {
            context.eventLoop.execute {
                guard other.isActive else { return }
                other.pipeline.fireChannelRead(carried)
                other.pipeline.fireChannelReadComplete()
            }
        }
        promise?.succeed(())
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        let other = other
        if closesBoth { context.eventLoop.execute { if other.isActive { other.close(promise: nil) } } }
        context.close(mode: mode, promise: promise)
    }
}
