import NIOCore

/// Bytes from a network capture or a log, as a support engineer wants to read them.
package enum WireReport {
    /// Frames with or without their TCP prefix, one or several; or the rows of a table without any frame.
    package static func lines(_ bytes: [UInt8]) throws(UnreadableBytes) -> [String] {
        try read(bytes).lines
    }

    /// The same, for what was pasted.
    package static func read(_ pasted: PastedBytes) throws(UnreadableBytes) -> (lines: [String], isWhole: Bool) {
        let report = try read(packets: pasted.packets)
        return (note(pasted) + report.lines, report.isWhole)
    }

    private static func read(packets: [[UInt8]]) throws(UnreadableBytes) -> (lines: [String], isWhole: Bool) {
        // A stream is cut anywhere, so that its pieces belong together; a datagram is a packet of its own.
        let frames = packets.compactMap { try? ReceivedFrame(payload: ByteBuffer(bytes: $0)) }
            .filter { $0.isIntact && $0.frame.command.isNamed }
        guard packets.count > 1, frames.count == packets.count else { return try read(packets.flatMap { $0 }) }
        return (report(frames, over: "payload"), true)
    }

    private static func note(_ pasted: PastedBytes) -> [String] {
        guard pasted.hadHeaders else { return [] }
        let count = (pasted.packets.count + pasted.emptyPackets).counted("captured packet")
        let empty = pasted.emptyPackets == 0 ? "" : ", \(pasted.emptyPackets) without data"
        return ["\(count)\(empty); network headers left out"]
    }

    /// The lines, and whether they say all of the bytes: false where a frame breaks off, nonsense follows, or a packet
    /// can only be guessed.
    package static func read(_ bytes: [UInt8]) throws(UnreadableBytes) -> (lines: [String], isWhole: Bool) {
        if bytes.starts(with: TCPFrameDecoder.magic.prefix(min(4, max(1, bytes.count)))) {
            return tcp(bytes)
        }
        if let frames = datagrams(bytes) { return (report(frames, over: "payload"), true) }
        if let rows = TableReport.lines(of: ByteBuffer(bytes: bytes)) { return (rows, true) }
        // Damaged on the way, or in the making: still more use than nothing.
        guard let frame = try? ReceivedFrame(payload: ByteBuffer(bytes: bytes)), frame.frame.command.isNamed else {
            throw UnreadableBytes(count: bytes.count)
        }
        return (report([frame], over: "payload"), false)
    }

    private static func tcp(_ bytes: [UInt8]) -> (lines: [String], isWhole: Bool) {
        var buffer = ByteBuffer(bytes: bytes)
        var decoder = TCPFrameDecoder()
        var frames: [ReceivedFrame] = []
        var trouble: String?
        do {
            while let frame = try decoder.decode(buffer: &buffer) { frames.append(frame) }
        } catch {
            trouble = "\(error)"
        }
        let lines = report(frames, over: "TCP")
        guard buffer.readableBytes > 0 else { return (lines, true) }
        return (lines + [trouble.map { "then \($0)" } ?? incomplete(buffer)] + HexDump.lines(buffer), false)
    }

    private static func incomplete(_ buffer: ByteBuffer) -> String {
        let announced: UInt32? = buffer.getInteger(at: buffer.readerIndex + 4, endianness: .little)
        let wanted = announced.map { (Int($0) + TCPFrameDecoder.prefixSize).counted("byte") }
        return "then an incomplete frame: \(buffer.readableBytes) of \(wanted ?? "an unknown number of bytes")"
    }

    /// Datagrams that were pasted one behind the other: a border is where the checksum comes out right.
    private static func datagrams(_ bytes: [UInt8]) -> [ReceivedFrame]? {
        var frames: [ReceivedFrame] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let lengths = [rest.count] + (8..<max(8, min(rest.count, 4096)))
            let fitting = lengths.lazy.compactMap { length in
                try? ReceivedFrame(payload: ByteBuffer(bytes: rest.prefix(length)))
            }.first { $0.isIntact && $0.frame.command.isNamed }
            guard let frame = fitting else { return nil }
            frames.append(frame)
            rest = rest.dropFirst(Frame.headerSize + frame.frame.data.readableBytes)
        }
        return frames.isEmpty ? nil : frames
    }

    private static func report(_ frames: [ReceivedFrame], over transport: String) -> [String] {
        var context = FrameReport.Context()
        return frames.enumerated().flatMap { index, frame in
            FrameReport.lines(frame, number: index + 1, transport: transport, context: &context)
        }
    }
}

/// Nothing of the protocol was found in the bytes.
package struct UnreadableBytes: Error, Hashable, Sendable, CustomStringConvertible {
    package var count: Int

    package var description: String {
        if count == 0 { return "There is no packet with data in it; check that the capture is complete." }
        return
            "\(count == 1 ? "This 1 byte is" : "These \(count) bytes are") neither a packet of the terminal protocol "
            + "(it begins with 50 50 82 7d, or its checksum is right) nor a table of users or punches; check that the "
            + "capture is complete."
    }
}
