import NIOCore

/// A line before anybody has read it.
struct RawLine: Hashable, Sendable {
    var bytes: [UInt8]
    /// Why it is no whole line.
    var damage: String?
}

/// Cuts a stream of bytes into lines. Nothing is dropped: what is no line is one with a damage.
struct LineFramer: NIOSingleStepByteToMessageDecoder {
    typealias InboundOut = RawLine

    private let framing: LineFraming
    /// Bytes that were looked at already, so that a line in many pieces is not looked at again with each.
    private var searched = 0
    /// Behind a line that was too long, up to its end.
    private var isSkipping = false

    init(_ framing: LineFraming) {
        self.framing = framing
    }

    mutating func decode(buffer: inout ByteBuffer) -> RawLine? {
        while buffer.readableBytes > 0 {
            if case .envelope(let start, _) = framing, !isSkipping, let stray = Self.stray(&buffer, before: start) {
                return stray
            }
            guard let (length, ending) = end(in: buffer) else { return overlong(&buffer) }
            let bytes = buffer.readBytes(length: length) ?? []
            buffer.moveReaderIndex(forwardBy: ending)
            searched = 0
            let wasSkipping = isSkipping
            isSkipping = false
            let line = content(bytes)
            if wasSkipping || line.isEmpty { continue }
            return line.count > LineFraming.longestLine ? Self.overlong(line) : RawLine(bytes: line)
        }
        return nil
    }

    mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) -> RawLine? {
        if let line = decode(buffer: &buffer) { return line }
        let rest = content(buffer.readBytes(length: buffer.readableBytes) ?? [])
        guard !rest.isEmpty, !isSkipping else { return nil }
        return RawLine(bytes: rest, damage: "the connection ended in the middle of it")
    }

    /// Where the line ends, and how many bytes end it.
    private mutating func end(in buffer: ByteBuffer) -> (length: Int, ending: Int)? {
        let view = buffer.readableBytesView
        let from = view.startIndex + min(searched, view.count)
        guard let found = view[from...].firstIndex(where: isEnd) else {
            searched = view.count
            return nil
        }
        guard framing == .carriageReturnLineFeed else { return (found - view.startIndex, 1) }
        return crlf(in: view, from: found)
    }

    private mutating func crlf(in view: ByteBufferView, from: Int) -> (length: Int, ending: Int)? {
        var found = from
        while found + 1 < view.endIndex {
            if view[found + 1] == 0x0A { return (found - view.startIndex, 2) }
            guard let next = view[(found + 1)...].firstIndex(where: isEnd) else {
                searched = view.count
                return nil
            }
            found = next
        }
        searched = found - view.startIndex
        return nil
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        switch framing {
        case .lineFeed: byte == 0x0A
        case .carriageReturn, .carriageReturnLineFeed: byte == 0x0D
        case .anyLineEnd: byte == 0x0A || byte == 0x0D
        case .envelope(_, let end): byte == end
        }
    }

    /// Without the other half of a line end, and without the byte in front.
    private func content(_ bytes: [UInt8]) -> [UInt8] {
        switch framing {
        case .lineFeed: bytes.last == 0x0D ? bytes.dropLast() : bytes
        case .carriageReturn: bytes.first == 0x0A ? Array(bytes.dropFirst()) : bytes
        case .envelope(let start, _): bytes.first == start ? Array(bytes.dropFirst()) : bytes
        case .carriageReturnLineFeed, .anyLineEnd: bytes
        }
    }
}

// What is no line.
extension LineFramer {
    private mutating func overlong(_ buffer: inout ByteBuffer) -> RawLine? {
        // Room for the byte in front and the half of a line end.
        guard buffer.readableBytes > LineFraming.longestLine + 2 else { return nil }
        let bytes = content(buffer.readBytes(length: buffer.readableBytes) ?? [])
        searched = 0
        // The half of a CRLF must not be skipped with the rest.
        if framing == .carriageReturnLineFeed, bytes.last == 0x0D { buffer.moveReaderIndex(to: buffer.readerIndex - 1) }
        defer { isSkipping = true }
        return isSkipping ? nil : Self.overlong(bytes)
    }

    private static func overlong(_ bytes: [UInt8]) -> RawLine {
        RawLine(
            bytes: Array(bytes.prefix(LineFraming.longestLine)),
            damage: "it is longer than \(LineFraming.longestLine) bytes")
    }

    /// Bytes outside of an envelope: line ends and blanks mean nothing, anything else has to be seen.
    private static func stray(_ buffer: inout ByteBuffer, before start: UInt8) -> RawLine? {
        let outside = buffer.readableBytesView.prefix(LineFraming.longestLine).prefix { $0 != start }
        guard !outside.isEmpty, let bytes = buffer.readBytes(length: outside.count) else { return nil }
        guard !bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) else { return nil }
        return RawLine(bytes: bytes, damage: "it is not between the bytes that begin and end a line")
    }
}
