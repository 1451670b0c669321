package import NIOCore

/// Cuts a TCP stream into frames: `50 50 82 7D`, u32 length, payload. Segments may be cut anywhere.
package struct TCPFrameDecoder: NIOSingleStepByteToMessageDecoder {
    package typealias InboundOut = ReceivedFrame

    package static let magic: [UInt8] = [0x50, 0x50, 0x82, 0x7D]
    package static let prefixSize = 8
    private static let magicWord: UInt32 = 0x7D82_5050

    package init() {}

    package mutating func decode(buffer: inout ByteBuffer) throws -> ReceivedFrame? {
        guard
            let (magic, length) = buffer.peekMultipleIntegers(endianness: .little, as: (UInt32, UInt32).self)
        else {
            try Self.rejectForeignStart(of: buffer)
            return nil
        }
        guard magic == Self.magicWord else { throw Self.foreign(buffer) }
        guard length >= Frame.headerSize else { throw FrameError.tooShort(Int(length)) }
        guard length <= Frame.maximumSize else { throw FrameError.tooLong(Int(length)) }
        guard buffer.readableBytes >= Self.prefixSize + Int(length) else { return nil }
        buffer.moveReaderIndex(forwardBy: Self.prefixSize)
        guard let payload = buffer.readSlice(length: Int(length)) else { return nil }
        return try ReceivedFrame(payload: payload)
    }

    package mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> ReceivedFrame? {
        // A frame that the end of the stream cut off is no frame; whoever waited for it hears of the close.
        try decode(buffer: &buffer)
    }

    /// A peer that speaks something else is told from the first wrong byte, not after a timeout.
    private static func rejectForeignStart(of buffer: ByteBuffer) throws {
        guard zip(buffer.readableBytesView, magic).allSatisfy(==) else { throw foreign(buffer) }
    }

    private static func foreign(_ buffer: ByteBuffer) -> FrameError {
        .wrongMagic(Array(buffer.readableBytesView.prefix(4)))
    }
}
