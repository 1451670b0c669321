import NIOCore
import NIOTestUtils
import SeededRandom
import Testing

@testable import Devices

struct TCPFrameDecoderTests {
    private static func captured() throws -> [(ByteBuffer, ReceivedFrame)] {
        try Vector.all.flatMap(\.frames).filter { $0.transport == "tcp" }.map {
            (ByteBuffer(bytes: $0.wholeBytes), try $0.received())
        }
    }

    /// Fed whole, byte by byte, merged, and with rests: each captured frame comes out once.
    @Test func captures() throws {
        let pairs = try Self.captured()
        #expect(pairs.count > 30)
        let decoder = { TCPFrameDecoder() }
        for (bytes, frame) in pairs {
            try ByteToMessageDecoderVerifier.verifyDecoder(
                inputOutputPairs: [(bytes, [frame])], decoderFactory: decoder)
        }
    }

    @Test func everySplitOfTwoFrames() throws {
        let pairs = try Self.captured().prefix(2)
        let stream = pairs.flatMap { Array($0.0.readableBytesView) }
        for cut in 0...stream.count {
            let processor = NIOSingleStepByteToMessageProcessor(TCPFrameDecoder())
            var frames: [ReceivedFrame] = []
            try processor.process(buffer: ByteBuffer(bytes: stream[..<cut])) { frames.append($0) }
            try processor.process(buffer: ByteBuffer(bytes: stream[cut...])) { frames.append($0) }
            #expect(frames == pairs.map(\.1), "cut at \(cut)")
        }
    }

    @Test(
        arguments: [
            ([0x48, 0x54], FrameError.wrongMagic([0x48, 0x54])),
            ([0x50, 0x50, 0x83, 0x7C, 8, 0, 0, 0], .wrongMagic([0x50, 0x50, 0x83, 0x7C])),
            ([0x50, 0x50, 0x82, 0x7D, 7, 0, 0, 0], .tooShort(7)),
            ([0x50, 0x50, 0x82, 0x7D, 0xFF, 0xFF, 0xFF, 0x7F], .tooLong(0x7FFF_FFFF)),
        ] as [([UInt8], FrameError)])
    func foreignStreams(bytes: [UInt8], error: FrameError) {
        var decoder = TCPFrameDecoder()
        var buffer = ByteBuffer(bytes: bytes)
        #expect(throws: error) { try decoder.decode(buffer: &buffer) }
    }

    @Test func headerThatIsTooShortForADatagram() {
        #expect(throws: FrameError.tooShort(7)) {
            try ReceivedFrame(payload: ByteBuffer(bytes: [1, 2, 3, 4, 5, 6, 7]))
        }
    }

    /// The empty sequence's checksum, odd lengths, and sums with carries, against the definition.
    @Test func checksumAgreesWithItsDefinition() {
        var generator = SeededGenerator(seed: 7)
        for length in 0..<200 {
            let data = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let header = (0..<3).map { _ in UInt16.random(in: 0...UInt16.max, using: &generator) }
            var sum = header.reduce(0) { $0 + UInt32($1) }
            for (index, byte) in data.enumerated() { sum += UInt32(byte) << (index.isMultiple(of: 2) ? 0 : 8) }
            while sum > 0xFFFF { sum = (sum & 0xFFFF) + (sum >> 16) }
            let fast = data.withUnsafeBytes {
                Checksum.of(command: header[0], session: header[1], reply: header[2], data: $0)
            }
            #expect(fast == ~UInt16(sum))
        }
    }
}
