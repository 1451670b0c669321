import Foundation
import Services
import Testing

@testable import Server

struct JSONTests {
    @Test(
        arguments: [
            (JSONValue.null, "null"), (true, "true"), (7, "7"), (-12, "-12"), (.number(0.5), "0.5"),
            (.number(.infinity), "null"),
            ("a \"b\" \\ \n\t\u{1}", #""a \"b\" \\ \n\t\u0001""#), ("½ “é” 阿", "\"½ “é” 阿\""),
            ([1, "a", .null], #"[1,"a",null]"#), (["b": 1, "a": [:]], #"{"b":1,"a":{}}"#),
        ] as [(JSONValue, String)])
    func valuesAreWrittenWithoutBlanks(value: JSONValue, text: String) throws {
        #expect(String(decoding: JSONWriter.bytes(value), as: UTF8.self) == text)
    }

    @Test(arguments: [#"{"a":[1,2.5,"x",null,true,{"b":{}}]}"#, "7", #""x""#, "[]"])
    func whatIsReadIsWrittenAgain(text: String) throws {
        let value = try JSONValue.read(Data(text.utf8))
        #expect(String(decoding: JSONWriter.bytes(value), as: UTF8.self) == text)
    }

    @Test(arguments: ["", "{", "{\"a\":}", "nul", "\u{FEFF}{", String(repeating: "[", count: 100_000)])
    func whatIsNoJSONIsRefused(text: String) {
        #expect(throws: (any Error).self) { try JSONValue.read(Data(text.utf8)) }
    }

    @Test(arguments: [
        (["a", "b,c", "d\"e"], "a,\"b,c\",\"d\"\"e\"\r\n"),
        (["=1+1", "+A1", "@x", "-cmd"], "'=1+1,'+A1,'@x,'-cmd\r\n"),
        (["-5", "-0.5", ""], "-5,-0.5,\r\n"), (["two\r\nlines"], "\"two\r\nlines\"\r\n"),
        (["\t=1", "＝1"], "'\t=1,'＝1\r\n"),
    ])
    func aCellIsNoFormula(cells: [String], line: String) {
        #expect(String(decoding: CSVLine.bytes(cells), as: UTF8.self) == line)
    }
}
