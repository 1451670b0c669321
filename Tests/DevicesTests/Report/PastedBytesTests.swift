import Testing

@testable import Devices

/// Bytes the way they come into a support mail.
struct PastedBytesTests {
    /// CONNECT and its answer, with their TCP prefixes.
    private static let connect: [UInt8] = [0x50, 0x50, 0x82, 0x7D, 8, 0, 0, 0, 0xE8, 3, 0x17, 0xFC, 0, 0, 0, 0]
    private static let answer: [UInt8] = [
        0x50, 0x50, 0x82, 0x7D, 8, 0, 0, 0, 0xD0, 7, 0xFF, 0xFC, 0x2F, 0xFB, 0, 0,
    ]

    private static func payload(_ frame: [UInt8]) -> [UInt8] { Array(frame.dropFirst(8)) }

    @Test(arguments: [
        "5050827d08000000e80317fc00000000", "5050827D08000000E80317FC00000000",
        "50 50 82 7d 08 00 00 00 e8 03 17 fc 00 00 00 00", "  5050 827d\n\t0800 0000\r\n e803 17fc 0000 0000\n\n",
        "0x50508 27d".replacing(" ", with: "") + " 08000000 0xe80317fc 0x00000000",
        "0x50,0x50,0x82,0x7d,8,0,0,0,0xE8,3,0x17,0xfc,0,0,0,0", "50:50:82:7D:08:00:00:00:E8:03:17:FC:00:00:00:00",
        #"\x50\x50\x82\x7d\x08\x00\x00\x00\xe8\x03\x17\xfc\x00\x00\x00\x00"#, "5050:827d:0800:0000:e803:17fc:0000:0000",
        "50508 27d08000000e80317fc00000000".replacing(" ", with: ""),
        "5050827d  08000000  e80317fc  00000000",
    ])
    func digits(_ text: String) {
        #expect(PastedBytes(text)?.packets == [Self.connect])
    }

    @Test(arguments: [
        "", " \n\t ", "505", "5050827d0", "0x", "50 5g", "hello", "0x0000:  5050 827z", "0x0000:  5050 827",
        "0000   50 50 82 7  PP.}",
    ])
    func nonsense(_ text: String) {
        #expect(PastedBytes(text) == nil)
    }

    @Test(arguments: [
        // Wireshark, "copy as hex dump" and with text; xxd; hexdump -C; tcpdump without and with text.
        "0000   50 50 82 7d 08 00 00 00 e8 03 17 fc 00 00 00 00",
        "0000  50 50 82 7d 08 00 00 00  e8 03 17 fc 00 00 00 00   PP.}.... ........",
        "00000000: 5050 827d 0800 0000 e803 17fc 0000 0000  PP.}............",
        "00000000  50 50 82 7d 08 00 00 00  e8 03 17 fc 00 00 00 00  |PP.}............|\n00000010",
        "\t0x0000:  5050 827d 0800 0000 e803 17fc 0000 0000",
        "\t0x0000:  5050 827d 0800 0000 e803 17fc 0000 0000  PP.}............",
        "00000000: 50508 27d\n".replacing("8 2", with: "82") + "00000004: 0800 0000 e803\n0000000a: 17fc 0000 0000",
    ])
    func dumps(_ text: String) {
        #expect(PastedBytes(text)?.packets == [Self.connect])
    }

    /// Text at the side that looks like digits is no byte.
    @Test func textOfDigits() {
        let text = "0000   61 62 63 64 65 66 30 31 32 33 34 35 36 37 38 39   abcdef0123456789\n0010   61 62   ab"
        #expect(PastedBytes(text)?.packets == [Array("abcdef0123456789ab".utf8)])
    }

    /// Both sides of a conversation, each with offsets of its own.
    @Test func followedStream() {
        let text = """
            00000000  50 50 82 7d 08 00 00 00  e8 03 17 fc 00 00 00 00   PP.}.... ........
                00000000  50 50 82 7d 08 00 00 00  d0 07 ff fc 2f fb 00 00   PP.}.... ..../...
            """
        #expect(PastedBytes(text)?.packets == [Self.connect, Self.answer])
    }

    /// `tcpdump -X` of a connection: two packets with data, and one that only acknowledges.
    @Test func tcpdumpWithHeaders() throws {
        let text = """
            20:15:01.000000 IP 192.168.1.5.50000 > 192.168.1.201.4370: Flags [P.], length 16
            \t0x0000:  4500 0038 0001 4000 4006 b6a0 c0a8 0105  E..8..@.@.......
            \t0x0010:  c0a8 01c9 c350 1112 0000 0001 0000 0001  .....P..........
            \t0x0020:  5018 ffff 0000 0000 5050 827d 0800 0000  P.......PP.}....
            \t0x0030:  e803 17fc 0000 0000                      ........
            20:15:01.000100 IP 192.168.1.201.4370 > 192.168.1.5.50000: Flags [.], length 0
            \t0x0000:  4500 0028 0002 4000 4006 b6af c0a8 01c9  E..(..@.@.......
            \t0x0010:  c0a8 0105 1112 c350 0000 0001 0000 0011  .......P........
            \t0x0020:  5010 ffff 0000 0000                      P.......
            20:15:01.000200 IP 192.168.1.201.4370 > 192.168.1.5.50000: Flags [P.], length 16
            \t0x0000:  4500 0038 0003 4000 4006 b69e c0a8 01c9  E..8..@.@.......
            \t0x0010:  c0a8 0105 1112 c350 0000 0001 0000 0011  .......P........
            \t0x0020:  5018 ffff 0000 0000 5050 827d 0800 0000  P.......PP.}....
            \t0x0030:  d007 fffc 2ffb 0000                      ..../...
            """
        let pasted = try #require(PastedBytes(text))
        #expect(pasted.packets == [Self.connect, Self.answer])
        #expect(pasted.emptyPackets == 1 && pasted.hadHeaders)
        let report = try WireReport.read(pasted)
        #expect(report.isWhole)
        #expect(report.lines.first == "3 captured packets, 1 without data; network headers left out")
        #expect(report.lines.count { $0.hasPrefix("Frame") } == 2)
    }

    /// What is in front of IP: nothing, Ethernet, a VLAN, Linux's "any".
    @Test(arguments: [0, 4, 14, 16, 18, 20])
    func linkHeaders(length: Int) {
        for (packet, frame) in [
            (Self.udp4(Self.payload(Self.connect)), Self.payload(Self.connect)),
            (Self.udp6(Self.payload(Self.answer)), Self.payload(Self.answer)),
        ] {
            let link = (0..<length).map { UInt8($0 * 7 & 0x3F) }
            // Short Ethernet packets are filled up; the filling is no data.
            #expect(CapturedPacket.payload(of: link + packet + [0, 0, 0, 0]) == frame)
        }
    }

    @Test func theProtocolItselfIsNoNetworkPacket() {
        for frame in Vector.all.flatMap(\.frames) {
            #expect(CapturedPacket.payload(of: frame.bytes) == nil)
            #expect(CapturedPacket.payload(of: Self.payload(frame.bytes)) == nil)
        }
    }

    @Test func datagramsOfADumpAreTakenOneByOne() throws {
        let text = [Self.connect, Self.answer].map { "0000   " + Hex.string(Self.udp4(Self.payload($0))) }
            .map { Self.wrapped($0) }.joined(separator: "\n\n")
        let report = try WireReport.read(#require(PastedBytes(text)))
        #expect(report.lines.count { $0.hasPrefix("Frame") } == 2)
        #expect(report.lines.first == "2 captured packets; network headers left out")
        #expect(report.isWhole)
    }

    @Test func countsAreGrammatical() {
        #expect(UnreadableBytes(count: 1).description.hasPrefix("This 1 byte is"))
        #expect(UnreadableBytes(count: 2).description.hasPrefix("These 2 bytes are"))
        #expect("\(FrameError.tooShort(1))".contains("1 byte is"))
        #expect(DeviceError.countMismatch(expected: 1...1, read: 2).description.contains("counts 1 record but"))
        #expect(DeviceError.truncated(table: "user table", expected: 1, received: 0).description.contains("1 byte of"))
        #expect(throws: UnreadableBytes(count: 1)) { try WireReport.read([9]) }
    }

    /// A packet without its prefix and with a wrong checksum is shown, but not called read.
    @Test func aGuessIsNotWhole() throws {
        var payload = Self.payload(Self.connect)
        payload[2] ^= 1
        let report = try WireReport.read(payload)
        #expect(!report.isWhole)
        #expect(report.lines.contains { $0.contains("WRONG") })
    }

    private static func wrapped(_ line: String) -> String {
        let bytes = Hex.bytes(String(line.dropFirst(7))) ?? []
        return stride(from: 0, to: bytes.count, by: 16).map { start in
            let offset = "000" + String(start, radix: 16)
            return offset.suffix(4) + "   " + Hex.string(bytes[start..<min(start + 16, bytes.count)])
        }.joined(separator: "\n")
    }

    private static func udp(_ payload: [UInt8]) -> [UInt8] {
        [0xC3, 0x50, 0x11, 0x12, 0, UInt8(payload.count + 8), 0, 0] + payload
    }

    private static func udp4(_ payload: [UInt8]) -> [UInt8] {
        let segment = udp(payload)
        return [0x45, 0, 0, UInt8(segment.count + 20), 0, 1, 0, 0, 64, 17, 0, 0, 192, 168, 1, 5, 192, 168, 1, 201]
            + segment
    }

    private static func udp6(_ payload: [UInt8]) -> [UInt8] {
        let segment = udp(payload)
        return [0x60, 0, 0, 0, 0, UInt8(segment.count), 17, 64] + Array(repeating: 0x20, count: 32) + segment
    }
}
