import Foundation
import SeededRandom
import Testing

@testable import Devices

struct AddressRangeTests {
    @Test(arguments: [
        ("192.168.1.0/24", "192.168.1.1", "192.168.1.254", 254),
        ("192.168.1.77/24", "192.168.1.1", "192.168.1.254", 254),
        ("10.0.16.0/20", "10.0.16.1", "10.0.31.254", 4094), ("10.0.0.4/30", "10.0.0.5", "10.0.0.6", 2),
        ("10.0.0.4/31", "10.0.0.4", "10.0.0.5", 2), ("10.0.0.4/32", "10.0.0.4", "10.0.0.4", 1),
        ("10.0.0.4", "10.0.0.4", "10.0.0.4", 1), (" 10.0.0.4 - 10.0.1.3 ", "10.0.0.4", "10.0.1.3", 256),
        ("10.0.0.4-40", "10.0.0.4", "10.0.0.40", 37), ("0.0.0.0/0", "0.0.0.1", "255.255.255.254", 4_294_967_294),
    ])
    func ranges(text: String, first: String, last: String, count: Int) throws {
        let range = try AddressRange(text)
        #expect("\(range.first)" == first)
        #expect("\(range.last)" == last)
        #expect(range.count == count)
    }

    @Test(arguments: [
        ("", AddressRangeError.unreadable("")), ("192.168.1", .unreadable("192.168.1")),
        ("192.168.1.256", .unreadable("192.168.1.256")), ("192.168.01.1", .unreadable("192.168.01.1")),
        ("192.168.1.0/33", .noPrefix("192.168.1.0/33")), ("192.168.1.0/", .noPrefix("192.168.1.0/")),
        ("192.168.1.0/+8", .noPrefix("192.168.1.0/+8")), ("192.168.1.9-8", .backwards("192.168.1.9-8")),
        ("192.168.1.9-", .unreadable("192.168.1.9-")), ("-5", .unreadable("-5")), ("fe80::1", .notVersion4("fe80::1")),
        ("terminal.local", .unreadable("terminal.local")), ("1.2.3.4/1/2", .noPrefix("1.2.3.4/1/2")),
        ("１.2.3.4", .unreadable("１.2.3.4")),
    ])
    func whatIsNone(text: String, error: AddressRangeError) {
        #expect(throws: error) { try AddressRange(text) }
        #expect("\(error)".hasSuffix("."))
    }

    @Test func largeSearchesAreRefusedUnlessMeant() throws {
        #expect(throws: AddressRangeError.tooLarge(count: 8190)) { try Discovery([AddressRange("10.0.0.0/19")]) }
        _ = try Discovery([AddressRange("10.0.0.0/19")], isLargeMeant: true)
        _ = try Discovery([AddressRange("10.0.0.0/20")])
        #expect(throws: AddressRangeError.muchTooLarge(count: 4_294_967_294)) {
            try Discovery([AddressRange("0.0.0.0/0")], isLargeMeant: true)
        }
    }

    /// The system's own parser knows each address that we know, and the same.
    @Test(arguments: 0..<4)
    func agreesWithTheSystem(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var known = 0
        for _ in 0..<2000 {
            var text = (0..<4).map { _ in "\(generator.between(0, generator.happens(percent: 10) ? 999 : 255))" }
                .joined(separator: ".")
            if generator.happens(percent: 30), let index = text.indices.randomElement(using: &generator) {
                text.replaceSubrange(index...index, with: ["", ".", "/", "-", "0", "é", " 1"][generator.between(0, 6)])
            }
            // Four bytes, the highest first.
            var system = [UInt8](repeating: 0, count: 4)
            let isKnown = inet_pton(AF_INET, text, &system) == 1
            let ours = IPv4Address(text)
            #expect((ours != nil) == isKnown, "\(text)")
            _ = try? AddressRange(text + "/\(generator.between(0, 40))")
            guard let ours else { continue }
            known += 1
            #expect(ours.number == system.reduce(0) { $0 << 8 | UInt32($1) })
            let bits = generator.between(0, 32)
            let range = try AddressRange("\(ours)/\(bits)")
            let size = 1 << (32 - bits)
            #expect(range.count == (bits >= 31 ? size : size - 2))
            #expect(bits < 31 || (range.first...range.last).contains(ours))
        }
        #expect(known > 500)
    }
}
