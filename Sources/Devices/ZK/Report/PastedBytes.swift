/// What somebody pasted to have it decoded: plain digits, or a hex dump with offsets and text at its sides.
package struct PastedBytes: Hashable, Sendable {
    /// One for plain digits; from a dump one for each time its offsets begin anew. Network headers are left out, and
    /// so are packets that carry nothing else.
    package var packets: [[UInt8]]
    /// Whether the packets were taken out of a capture with its network headers.
    package var hadHeaders = false
    package var emptyPackets = 0

    /// Nil when it is neither digits nor a dump, or holds no bytes.
    package init?(_ text: String) {
        guard let dumped = DumpText.packets(text) ?? Hex.bytes(text).map({ [$0] }) else { return nil }
        let payloads = dumped.map { CapturedPacket.payload(of: $0) }
        hadHeaders = payloads.contains { $0 != nil }
        let carried = zip(dumped, payloads).map { $1 ?? $0 }
        packets = carried.filter { !$0.isEmpty }
        emptyPackets = carried.count - packets.count
    }
}

/// Hex dumps as Wireshark, tcpdump, xxd and `hexdump -C` print them: an offset, bytes, and the bytes as text.
enum DumpText {
    private struct Line {
        var indent: Int
        var offset: Int
        var rest: Substring
    }

    /// Nil when there is no such line, or when one is damaged.
    static func packets(_ text: String) -> [[UInt8]]? {
        var packets: [[UInt8]] = []
        var expected: (indent: Int, offset: Int)?
        let lines = text.split(whereSeparator: \.isNewline).map(line)
        for (index, line) in lines.enumerated() {
            // What is between dumps says when and between whom.
            guard let line else {
                expected = nil
                continue
            }
            let next = index + 1 < lines.count ? lines[index + 1] : nil
            guard !packets.isEmpty || line.offset == 0, let bytes = bytes(of: line, before: next) else { return nil }
            // Wireshark's "Follow stream" goes on counting on each side, and indents one of them.
            if let expected, expected == (line.indent, line.offset) {
                packets[packets.count - 1] += bytes
            } else {
                packets.append(bytes)
            }
            expected = (line.indent, line.offset + bytes.count)
        }
        return packets.isEmpty ? nil : packets
    }

    /// An offset is followed by a colon or by more than one blank; that tells it from digits in groups.
    private static func line(_ text: Substring) -> Line? {
        let content = text.drop { $0 == " " || $0 == "\t" }
        var digits = content.prefix { !$0.isWhitespace && $0 != ":" }
        let behind = content[digits.endIndex...]
        if digits.hasPrefix("0x") { digits = digits.dropFirst(2) }
        guard (4...8).contains(digits.count), let offset = Int(digits, radix: 16),
            behind.first == ":" || behind.hasPrefix("  ") || behind.hasPrefix("\t")
        else { return nil }
        return Line(
            indent: text.count - content.count, offset: offset,
            rest: behind.drop { $0 == ":" }.drop { $0.isWhitespace })
    }

    /// How many bytes a line holds is said by the offset of the next one; the last may be shorter.
    private static func bytes(of line: Line, before next: Line?) -> [UInt8]? {
        let step = next.map { $0.indent == line.indent ? $0.offset - line.offset : 0 } ?? 0
        let limit = (1...64).contains(step) ? step : 16
        var rest = line.rest.prefix { $0 != "|" }
        var bytes: [UInt8] = []
        var group: Int?
        var gap = 0
        while bytes.count < limit, !rest.isEmpty {
            let word = rest.prefix { !$0.isWhitespace }
            guard word.count.isMultiple(of: 2), word.count <= group ?? 32, let part = Hex.bytes(String(word)),
                part.count * 2 == word.count
            else {
                // The text at the side begins behind a wider gap; anything else is a damaged digit.
                if gap == 1 { return nil }
                break
            }
            group = group ?? word.count
            bytes += part
            rest = rest[word.endIndex...]
            gap = rest.prefix { $0.isWhitespace }.count
            // Some leave a wider gap in the middle of sixteen; behind another one the text begins.
            guard gap < 2 || gap == 2 && group == 2 && bytes.count == 8 else { break }
            rest = rest.dropFirst(gap)
        }
        return bytes.isEmpty ? nil : Array(bytes.prefix(limit))
    }
}
