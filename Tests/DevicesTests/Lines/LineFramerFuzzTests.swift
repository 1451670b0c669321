import DeviceTesting
import NIOCore
import SeededRandom
import Testing

@testable import Devices

/// Spoiled streams of lines, in pieces of any size.
struct LineFramerFuzzTests {
    private static let corpus = [
        "1,2026-11-22 08:00:00,0\r\n2,2026-11-22 08:00:01,1\r\n", "1;x\n2;y\n\n3;z", "a\rb\rc\r",
        "\u{2}42,1\u{3}\u{2}43,2\u{3}",
        String(repeating: "x", count: 1100) + "\r\nshort\r\n", "\r\n\r\n\n\r", "é\u{0}\u{7F}\n",
    ].map { Array($0.utf8) }

    private static func lines(_ pieces: [ArraySlice<UInt8>], _ framing: LineFraming) -> [RawLine] {
        var (framer, buffer, lines) = (LineFramer(framing), ByteBuffer(), [RawLine]())
        for piece in pieces {
            buffer.writeBytes(piece)
            while let line = framer.decode(buffer: &buffer) { lines.append(line) }
        }
        while let line = framer.decodeLast(buffer: &buffer, seenEOF: true) { lines.append(line) }
        #expect(buffer.readableBytes == 0)
        return lines
    }

    /// How a stream comes in pieces is nobody's doing: the lines are the same.
    @Test(arguments: UInt64(1)...3, [LineFraming.lineFeed, .carriageReturn, .carriageReturnLineFeed, .anyLineEnd])
    func piecesMakeNoDifference(seed: UInt64, framing: LineFraming) throws {
        var chance = SeededGenerator(seed: seed)
        try Fuzzer(corpus: Self.corpus, cases: 800, seed: seed, largest: 3000).run { bytes in
            var (rest, pieces) = (bytes[...], [ArraySlice<UInt8>]())
            while !rest.isEmpty {
                let piece = rest.prefix(chance.between(1, chance.happens(percent: 20) ? 2000 : 40))
                pieces.append(piece)
                rest = rest.dropFirst(piece.count)
            }
            let whole = Self.lines([bytes[...]], framing)
            #expect(Self.lines(pieces, framing) == whole)
            #expect(whole.allSatisfy { !$0.bytes.isEmpty && $0.bytes.count <= LineFraming.longestLine })
            #expect(whole.reduce(0) { $0 + $1.bytes.count } <= bytes.count)
        }
    }

    /// What is outside of an envelope is told, in whatever pieces.
    @Test(arguments: UInt64(1)...3) func envelopes(seed: UInt64) throws {
        try Fuzzer(corpus: Self.corpus, cases: 1500, seed: seed, largest: 900).run { bytes in
            let lines = Self.lines([bytes[...]], .textEnvelope)
            let told = lines.reduce(0) { $0 + $1.bytes.count }
            let silent = bytes.count { [2, 3, 0x20].contains($0) || (0x09...0x0D).contains($0) }
            #expect((bytes.count - silent...bytes.count).contains(told))
        }
    }

    /// The end of a datagram ends its last line, whatever is in it.
    @Test(
        arguments: UInt64(1)...2,
        [LineFraming.lineFeed, .carriageReturn, .carriageReturnLineFeed, .anyLineEnd, .textEnvelope])
    func datagrams(seed: UInt64, framing: LineFraming) throws {
        try Fuzzer(corpus: Self.corpus, cases: 800, seed: seed, largest: 1500).run { bytes in
            let lines = DatagramLineHandler.lines(ByteBuffer(bytes: bytes), framing)
            #expect(lines.allSatisfy { !$0.bytes.isEmpty && $0.bytes.count <= LineFraming.longestLine })
            #expect(lines.reduce(0) { $0 + $1.bytes.count } <= bytes.count)
            let isSilent = bytes.allSatisfy { [2, 3, 0x20].contains($0) || (0x09...0x0D).contains($0) }
            #expect(!lines.isEmpty || isSilent)
        }
    }
}
