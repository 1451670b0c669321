import Testing

@testable import Services

struct CSVReaderTests {
    private func records(_ text: String) throws -> [TableRecord] {
        var reader = CSVReader(text)
        var all: [TableRecord] = []
        while let record = try reader.next() { all.append(record) }
        return all
    }

    @Test func quotesHoldSeparatorsQuotesAndLineEnds() throws {
        let found = try records("a,\"b,\"\"c\"\"\r\nd\",e\r\nf,g,h")
        #expect(
            found == [
                TableRecord(line: 1, fields: ["a", "b,\"c\"\r\nd", "e"]),
                TableRecord(line: 3, fields: ["f", "g", "h"]),
            ])
    }

    @Test(arguments: ["a,b\nc,d\n", "a,b\r\nc,d", "a,b\rc,d\r", "\u{FEFF}a,b\nc,d", "a;b\nc;d", "a\tb\nc\td"])
    func lineEndsMarksAndSeparators(text: String) throws {
        #expect(try records(text).map(\.fields) == [["a", "b"], ["c", "d"]])
    }

    @Test func emptyLinesAreSkippedAndCounted() throws {
        #expect(try records("a\n\n\nb").map(\.line) == [1, 4])
    }

    @Test func emptyFieldsAreFields() throws {
        #expect(try records("a,,\n,,").map(\.fields) == [["a", "", ""], ["", "", ""]])
    }

    @Test func aQuoteThatNeverClosesNamesItsLine() throws {
        let error = #expect(throws: TableProblem.self) { try records("a,b\nc,\"d\ne,f\n") }
        #expect(error?.line == 2)
    }

    @Test func textBehindAClosingQuoteIsAProblem() throws {
        #expect(throws: TableProblem.self) { try records("\"a\"b,c") }
    }
}
