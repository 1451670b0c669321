import Devices
import NIOCore

/// One client's way to the terminal: a TCP connection, or the address that UDP datagrams come from.
/// Confined to the terminal's event loop.
final class Link {
    enum Transport { case tcp, udp }

    let transport: Transport
    /// The session that CONNECT opened here.
    var session: Session?
    private(set) var isOpen = true
    private(set) var lastSent: Frame?
    /// Bytes that may still be sent before the connection is cut; nil is no limit.
    var bytesUntilCut: Int?
    var onCut: () -> Void = {}
    /// Set by `closeWhenSent`.
    private(set) var isClosing = false

    private let eventLoop: any EventLoop
    private let write: (ByteBuffer) -> Void
    private let closeChannel: () -> Void
    private var queue: CircularBuffer<Step> = []
    private var isPausing = false

    private enum Step {
        case pause(TimeAmount)
        case send(ByteBuffer)
        case close
    }

    /// - Parameters:
    ///   - write: writes and flushes: one call is one socket write or one datagram.
    ///   - close: ends the connection; does nothing over UDP.
    init(
        _ transport: Transport, on eventLoop: any EventLoop, write: @escaping (ByteBuffer) -> Void,
        close: @escaping () -> Void
    ) {
        self.transport = transport
        self.eventLoop = eventLoop
        self.write = write
        closeChannel = close
    }

    /// Sends the packets of one answer, after what is still waiting.
    func send(_ packets: [OutgoingPacket], style: WriteStyle, delay: Int, pace: Pace? = nil) {
        guard isOpen, !packets.isEmpty else { return }
        lastSent = packets.last?.frame
        let delay = delay + (pace?.millisecondsToAnswer ?? 0)
        if delay > 0 { queue.append(.pause(.milliseconds(Int64(delay)))) }
        // On a slow line each packet is seen as it comes.
        let style = pace != nil && style == .wholeAnswer ? .frameByFrame : style
        for step in steps(for: packets.map { encode($0) }, style: style) {
            if let pace, case .send(let buffer) = step { queue.append(.pause(pace.time(for: buffer.readableBytes))) }
            queue.append(step)
        }
        advance()
    }

    func close() {
        guard isOpen else { return }
        isOpen = false
        queue.removeAll()
        closeChannel()
    }

    /// Closes after what is still waiting.
    func closeWhenSent() {
        isClosing = true
        queue.append(.close)
        advance()
    }

    private func steps(for buffers: [ByteBuffer], style: WriteStyle) -> [Step] {
        // A datagram is a packet whatever the style: only the pauses apply.
        switch style {
        case .paced(let milliseconds):
            return buffers.flatMap { [.send($0), .pause(.milliseconds(Int64(milliseconds)))] }
        case .wholeAnswer where transport == .tcp:
            return [.send(Self.joined(buffers))]
        case .pieces(let length) where transport == .tcp:
            return Self.pieces(of: Self.joined(buffers), length: length).map(Step.send)
        case .wholeAnswer, .pieces, .frameByFrame:
            return buffers.map(Step.send)
        }
    }

    private func advance() {
        guard !isPausing else { return }
        while let step = queue.popFirst() {
            switch step {
            case .send(let buffer): put(buffer)
            case .close: close()
            case .pause(let time):
                isPausing = true
                return resume(after: time)
            }
        }
    }

    private func resume(after time: TimeAmount) {
        eventLoop.assumeIsolated().scheduleTask(in: time) { [self] in
            isPausing = false
            advance()
        }
    }

    private func put(_ buffer: ByteBuffer) {
        guard isOpen else { return }
        guard let left = bytesUntilCut, left < buffer.readableBytes else {
            bytesUntilCut? -= buffer.readableBytes
            return write(buffer)
        }
        if transport == .tcp, let rest = buffer.getSlice(at: buffer.readerIndex, length: left), left > 0 { write(rest) }
        close()
        onCut()
    }

    private func encode(_ packet: OutgoingPacket) -> ByteBuffer {
        let checksum = packet.hasBadChecksum ? packet.frame.checksum ^ 0x5555 : nil
        var buffer = ByteBuffer()
        switch transport {
        case .tcp: packet.frame.encodeForTCP(into: &buffer, checksum: checksum)
        case .udp: packet.frame.encode(into: &buffer, checksum: checksum)
        }
        return buffer
    }

    private static func joined(_ buffers: [ByteBuffer]) -> ByteBuffer {
        guard buffers.count != 1 else { return buffers[0] }
        var whole = ByteBuffer()
        whole.reserveCapacity(buffers.reduce(0) { $0 + $1.readableBytes })
        for buffer in buffers { whole.writeImmutableBuffer(buffer) }
        return whole
    }

    private static func pieces(of buffer: ByteBuffer, length: Int) -> [ByteBuffer] {
        var rest = buffer
        var pieces: [ByteBuffer] = []
        while rest.readableBytes > 0, let piece = rest.readSlice(length: min(max(1, length), rest.readableBytes)) {
            pieces.append(piece)
        }
        return pieces
    }
}

extension Pace {
    fileprivate func time(for bytes: Int) -> TimeAmount {
        .nanoseconds(Int64(bytes) * 1_000_000_000 / Int64(bytesPerSecond))
    }
}
