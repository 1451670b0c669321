import NIOCore

/// One frame in words.
enum FrameReport {
    /// What the frames before this one asked for: answers do not say what they answer.
    struct Context {
        var asked: Command?
        var table: BufferRequest?
    }

    static func lines(
        _ received: ReceivedFrame, number: Int, transport: String, context: inout Context
    ) -> [String] {
        let frame = received.frame
        let direction = frame.isFromTerminal ? "terminal to host" : "host to terminal"
        let size = Frame.headerSize + frame.data.readableBytes
        var lines = [
            "Frame \(number): \(frame.command), \(direction), \(transport), \(size.counted("byte"))",
            "  checksum  \(checksum(received))",
            "  session   \(session(frame))",
            "  reply     \(frame.reply)",
        ]
        remember(frame, &context)
        lines += BodyReport.lines(frame, context: context).map { "  " + $0 }
        return lines
    }

    private static func remember(_ frame: Frame, _ context: inout Context) {
        guard !frame.isFromTerminal else { return }
        context.asked = frame.command
        if frame.command == .prepareBuffer { context.table = BufferRequest(frame.data) }
    }

    private static func checksum(_ received: ReceivedFrame) -> String {
        let found = hex(received.checksum)
        return received.isIntact ? "\(found), right" : "\(found), WRONG: should be \(hex(received.frame.checksum))"
    }

    private static func session(_ frame: Frame) -> String {
        let value = "\(frame.session) (\(hex(frame.session)))"
        return switch frame.command {
        case .event where frame.isFromTerminal: "\(value), the kind of event"
        case .data: "\(value), the number of the packet in its transfer, or the session"
        default: value
        }
    }

    private static func hex(_ value: UInt16) -> String {
        Hex.string([UInt8(value >> 8), UInt8(value & 0xFF)], separator: "")
    }
}

extension Frame {
    /// A guess for the few codes that both sides send.
    package var isFromTerminal: Bool {
        guard command == .event else { return command.isAnswer }
        // A host registers with a 4-byte mask under its session; a terminal puts one bit into that field.
        return data.readableBytes != 4 || session.nonzeroBitCount == 1 && session <= LiveEvent.Kind.alarm
    }
}

extension Command {
    package var isNamed: Bool { Command.names[rawValue] != nil }
}

/// Sixteen bytes a line, with offset and text.
enum HexDump {
    static func lines(_ buffer: ByteBuffer, limit: Int = 256) -> [String] {
        let bytes = Array(buffer.readableBytesView.prefix(limit))
        var lines = stride(from: 0, to: bytes.count, by: 16).map { start in
            let row = bytes[start..<min(start + 16, bytes.count)]
            let offset = String(start, radix: 16)
            let text = String(row.map { (0x20..<0x7F).contains($0) ? Character(Unicode.Scalar($0)) : "." })
            return String(repeating: "0", count: max(0, 4 - offset.count)) + offset + "  "
                + Hex.string(row).padded(to: 47) + "  " + text
        }
        if buffer.readableBytes > limit { lines.append("… \((buffer.readableBytes - limit).counted("more byte"))") }
        return lines
    }
}

extension String {
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
