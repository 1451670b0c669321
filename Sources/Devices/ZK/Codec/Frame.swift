package import NIOCore

/// One packet of the protocol without what a transport puts around it: an 8-byte header, then data.
package struct Frame: Hashable, Sendable {
    package static let headerSize = 8
    /// Larger payloads do not exist on any known terminal (65,536 is the most captured); a length field beyond
    /// this is noise or an attack.
    package static let maximumSize = 1 << 20

    package var command: Command
    /// The session, or a value: packet index of bulk data, terminal state, kind of event.
    package var session: UInt16
    /// Chosen by the host, echoed in each packet that belongs to that request; 0 in events.
    package var reply: UInt16
    package var data: ByteBuffer

    package init(_ command: Command, session: UInt16, reply: UInt16, data: ByteBuffer = ByteBuffer()) {
        self.command = command
        self.session = session
        self.reply = reply
        self.data = data
    }

    package var checksum: UInt16 {
        data.withUnsafeReadableBytes {
            Checksum.of(command: command.rawValue, session: session, reply: reply, data: $0)
        }
    }

    /// The payload: a UDP datagram, or what follows the prefix on TCP.
    ///
    /// - Parameter checksum: What to write in place of the right checksum; for simulated faults.
    package func encode(into buffer: inout ByteBuffer, checksum: UInt16? = nil) {
        buffer.writeMultipleIntegers(
            command.rawValue, checksum ?? self.checksum, session, reply, endianness: .little)
        buffer.writeImmutableBuffer(data)
    }

    /// The payload behind the 8 bytes that TCP needs to find packet borders.
    package func encodeForTCP(into buffer: inout ByteBuffer, checksum: UInt16? = nil) {
        buffer.writeBytes(TCPFrameDecoder.magic)
        buffer.writeInteger(UInt32(Frame.headerSize + data.readableBytes), endianness: .little)
        encode(into: &buffer, checksum: checksum)
    }
}

/// A frame as it came in, with the checksum that came with it.
package struct ReceivedFrame: Hashable, Sendable {
    package var frame: Frame
    package var checksum: UInt16

    package init(_ frame: Frame, checksum: UInt16) {
        self.frame = frame
        self.checksum = checksum
    }

    /// Reads one payload whole. The frame's data shares the buffer's memory.
    package init(payload: ByteBuffer) throws(FrameError) {
        var payload = payload
        guard payload.readableBytes <= Frame.maximumSize else { throw .tooLong(payload.readableBytes) }
        guard
            let (command, checksum, session, reply) = payload.readMultipleIntegers(
                endianness: .little, as: (UInt16, UInt16, UInt16, UInt16).self)
        else { throw .tooShort(payload.readableBytes) }
        self.frame = Frame(
            Command(rawValue: command), session: session, reply: reply, data: payload.slice())
        self.checksum = checksum
    }

    package var isIntact: Bool { checksum == frame.checksum }
}

/// Why bytes are not a frame.
package enum FrameError: Error, Hashable, Sendable, CustomStringConvertible {
    case tooShort(Int)
    case tooLong(Int)
    case wrongMagic([UInt8])

    package var description: String {
        switch self {
        case .tooShort(let count): "a packet of \(count.counted("byte")) is shorter than the 8-byte header"
        case .tooLong(let count): "a packet of \(count.counted("byte")) is longer than any terminal sends"
        case .wrongMagic(let bytes): "the stream begins with \(Hex.string(bytes)) where 50 50 82 7d belongs"
        }
    }
}
