import NIOCore
import NIOEmbedded
import NIOTestUtils
import SeededRandom
import Testing

@testable import Devices

struct LineFramerTests {
    private static func lines(_ bytes: [UInt8], _ framing: LineFraming, pieces: [Int] = []) throws -> [RawLine] {
        let channel = EmbeddedChannel(handler: ByteToMessageHandler(LineFramer(framing)))
        var rest = bytes[...]
        for size in pieces where !rest.isEmpty {
            try channel.writeInbound(ByteBuffer(bytes: rest.prefix(max(1, size))))
            rest = rest.dropFirst(max(1, size))
        }
        if !rest.isEmpty { try channel.writeInbound(ByteBuffer(bytes: rest)) }
        _ = try channel.finish()
        var lines: [RawLine] = []
        while let line = try channel.readInbound(as: RawLine.self) { lines.append(line) }
        return lines
    }

    private static func texts(_ text: String, _ framing: LineFraming) throws -> [String] {
        try lines(Array(text.utf8), framing).map { LineText.readable($0.bytes, .utf8) + ($0.damage == nil ? "" : "!") }
    }

    @Test func lineEnds() throws {
        #expect(try Self.texts("a\r\nb\nc", .lineFeed) == ["a", "b", "c!"])
        #expect(try Self.texts("a\r\nb\rc\r", .carriageReturn) == ["a", "b", "c"])
        #expect(try Self.texts("a\nb\rc\r\nd\r\r\n", .carriageReturnLineFeed) == ["a\nb\rc", "d\r"])
        #expect(try Self.texts("a\r\n\r\n\nb\rc", .anyLineEnd) == ["a", "b", "c!"])
        #expect(
            try Self.texts("\u{2}a\u{3}\r\n\u{2}b\nc\u{3}x\u{2}d\u{3}\u{2}e", .textEnvelope) == [
                "a", "b\nc", "x!", "d", "e!",
            ])
    }

    @Test func verifiedPieceByPiece() throws {
        try ByteToMessageDecoderVerifier.verifyDecoder(
            stringInputOutputPairs: [("a\r\n", [RawLine(bytes: [0x61])]), ("bc\r\n", [RawLine(bytes: [0x62, 0x63])])],
            decoderFactory: { LineFramer(.carriageReturnLineFeed) })
    }

    /// Too long for a line: told once, and the next line is whole again.
    @Test(arguments: [1024, 1025, 1026, 1027, 5000, 70_000])
    func longLines(length: Int) throws {
        for (framing, end) in [
            (LineFraming.lineFeed, [10]), (.carriageReturn, [13]), (.carriageReturnLineFeed, [13, 10]),
            (.textEnvelope, [3, 2]),
        ] as [(LineFraming, [UInt8])] {
            let start: [UInt8] = framing == .textEnvelope ? [2] : []
            let tail: [UInt8] = framing == .textEnvelope ? [3] : end
            let bytes = start + Array(repeating: 0x61, count: length) + end + [0x62] + tail
            for pieces in [[], Array(repeating: 700, count: 101), [1024, 1, 1, 1, 1, 1]] {
                let lines = try Self.lines(bytes, framing, pieces: pieces)
                #expect(lines.count == 2, "\(framing) \(pieces.count)")
                #expect((lines.first?.damage == nil) == (length == 1024))
                #expect(lines.first?.bytes.count == 1024)
                #expect(lines.last == RawLine(bytes: [0x62]))
            }
        }
    }

    /// However the stream is cut, the lines are the same, and no byte but line ends is missing.
    @Test(arguments: 0..<8)
    func anyCutGivesTheSame(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<40 {
            let bytes = (0..<generator.between(0, 3000)).map { _ in
                [2, 3, 10, 13, 0x61, 0x62, 0x20, 0xFF][generator.between(0, generator.happens(percent: 50) ? 7 : 5)]
                    as UInt8
            }
            for framing in [
                LineFraming.lineFeed, .carriageReturn, .carriageReturnLineFeed, .anyLineEnd, .textEnvelope,
            ] {
                let whole = try Self.lines(bytes, framing)
                let pieces = (0..<3000).map { _ in generator.between(1, 40) }
                let cut = try Self.lines(bytes, framing, pieces: pieces)
                // What is no line may come in several parts.
                #expect(whole.filter { $0.damage == nil } == cut.filter { $0.damage == nil }, "\(framing)")
                let kept = whole.flatMap(\.bytes).filter { ![2, 3, 10, 13, 0x20].contains($0) }
                if !whole.contains(where: { $0.bytes.count >= 1024 }) {
                    #expect(kept == bytes.filter { ![2, 3, 10, 13, 0x20].contains($0) }, "\(framing)")
                }
            }
        }
    }
}
