import Foundation
import Testing

@testable import Storage

/// Foundation's encoder says what the text is.
struct CanonicalJSONTests {
    private func isSame(_ value: some Encodable) throws -> Bool {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let expected = String(decoding: try encoder.encode(value), as: UTF8.self)
        let text = try CanonicalJSON.text(value)
        if text != expected { Issue.record("\(text) is not \(expected)") }
        return text == expected
    }

    private struct Record: Encodable {
        enum Kind: String, Encodable { case own, team }

        var name = "Renée “R.” O'Brien/Pune"
        var zone = "Asia/Kolkata"
        var employee: Int64? = 7
        var left: String?
        var isClosed = false
        var kind = Kind.team
        var share = 0.25
        var whole = 3.0
        var small: UInt8 = 200
        var late: Int32 = -60
        var moves = [["from": "2026-01-01"], [:]]
        var days: [Int] = []
        var either: [String?] = ["a", nil]
        var nested: [String: [String: Int64]] = ["b": ["z": 1, "a": -2], "a10": [:], "a9": [:], "A": [:], "_": [:]]
    }

    @Test func recordsAreWrittenAsFoundationWritesThem() throws {
        #expect(try isSame(Record()))
        #expect(try isSame([Record(), Record()]))
        #expect(try isSame([String: String]()))
        #expect(try isSame(Record?.none))
        #expect(try isSame("alone"))
        #expect(try isSame([Int64.max, .min, 0]))
    }

    @Test func eachSignIsEscapedAsFoundationEscapesIt() throws {
        for value in 0..<0x300 {
            let sign = try #require(UnicodeScalar(UInt32(value)).map { String($0) })
            #expect(try isSame(["a\(sign)": "\(sign)b"]), "\(value)")
        }
        #expect(try isSame(["\u{2028}": "👩‍🏭 ब\u{FEFF}"]))
    }

    @Test func whatIsNoNumberIsRefused() {
        #expect(throws: EncodingError.self) { try CanonicalJSON.text(["share": Double.nan]) }
    }
}
