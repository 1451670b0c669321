import DeviceTesting
import SeededRandom
import Testing

@testable import Devices

/// Spoiled hex dumps, and spoiled packets with their network headers: none traps, and nothing is made up.
struct PastedFuzzTests {
    /// As `tcpdump -X`, `xxd` and Wireshark print them.
    private static func dumps(_ bytes: [UInt8]) -> [String] {
        let rows = stride(from: 0, to: bytes.count, by: 16).map { ($0, Array(bytes[$0..<min($0 + 16, bytes.count)])) }
        func hex(_ number: Int, _ width: Int) -> String {
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        func words(_ row: [UInt8], _ size: Int) -> String {
            stride(from: 0, to: row.count, by: size).map { start in
                row[start..<min(start + size, row.count)].map { hex(Int($0), 2) }.joined()
            }.joined(separator: " ")
        }
        return [
            rows.map { "\t0x\(hex($0, 4)):  \(words($1, 2))  ....text" }.joined(separator: "\n"),
            rows.map { "\(hex($0, 8)): \(words($1, 2))  ....text" }.joined(separator: "\n"),
            rows.map { "\(hex($0, 4))  \(words($1, 1))" }.joined(separator: "\n"),
        ]
    }

    @Test(arguments: UInt64(1)...3) func dumps(seed: UInt64) throws {
        let corpus = try Corpus.files().prefix(12).flatMap { Self.dumps(Array($0.prefix(96))) }.map { Array($0.utf8) }
        try Fuzzer(corpus: corpus, cases: 1500, seed: seed).run { bytes in
            guard let pasted = PastedBytes(String(decoding: bytes, as: UTF8.self)) else { return }
            #expect(pasted.packets.allSatisfy { !$0.isEmpty })
            // A digit alone is a byte too.
            #expect(pasted.packets.reduce(0) { $0 + $1.count } <= (bytes.count + 1) / 2)
        }
    }

    /// Over TCP and UDP, version 4, behind each kind of link.
    private static func packets(_ data: [UInt8]) -> [[UInt8]] {
        let tcp: [UInt8] = [0x11, 0x12, 0xC0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0x50, 0x18, 1, 0, 0, 0, 0, 0]
        let length = UInt16(truncatingIfNeeded: data.count + 8)
        let udp: [UInt8] = [0x11, 0x12, 0xC0, 0, UInt8(length >> 8), UInt8(length & 255), 0, 0]
        return [(UInt8(6), tcp), (17, udp)].flatMap { kind, head in
            let total = UInt16(truncatingIfNeeded: 20 + head.count + data.count)
            let network: [UInt8] =
                [0x45, 0, UInt8(total >> 8), UInt8(total & 255), 0, 1, 0x40, 0, 64, kind, 0, 0]
                + [192, 168, 1, 5, 192, 168, 1, 201]
            return [0, 4, 14, 16, 18, 20].map { Array(repeating: 0xAA, count: $0) + network + head + data }
        }
    }

    @Test(arguments: UInt64(1)...3) func packets(seed: UInt64) throws {
        let corpus = try Corpus.files().prefix(8).flatMap { Self.packets(Array($0.prefix(80))) }
        var taken = 0
        try Fuzzer(corpus: corpus, cases: 3000, seed: seed).run { bytes in
            guard let payload = CapturedPacket.payload(of: bytes) else { return }
            taken += 1
            #expect(payload.count <= bytes.count - 28)
        }
        #expect(taken > 100, "most are not so spoilt that nothing is found in them")
    }
}
