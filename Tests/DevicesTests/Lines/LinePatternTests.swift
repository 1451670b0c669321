import Foundation
import SeededRandom
import Testing

@testable import Devices

struct LinePatternTests {
    private static func caught(_ source: String, _ line: String) throws -> [String: String]? {
        let pattern = try LinePattern(source)
        let scalars = Array(line.unicodeScalars)
        return pattern.match(scalars).map { ranges in
            var all: [String: String] = [:]
            for (name, range) in zip(pattern.names, ranges) {
                if let range { all[name] = LineText.string(scalars[range]) }
            }
            return all
        }
    }

    @Test func namedGroupsAreCaught() throws {
        let source = #"^(?<user>\d+)\s+(?<date>[\d-]{10}) (?<time>\S+)(?: (?P<state>IN|OUT))?$"#
        #expect(
            try Self.caught(source, "17   2026-11-22 08:00:05 OUT")
                == ["user": "17", "date": "2026-11-22", "time": "08:00:05", "state": "OUT"])
        #expect(
            try Self.caught(source, "17 2026-11-22 08:00") == ["user": "17", "date": "2026-11-22", "time": "08:00"])
        #expect(try Self.caught(source, "x17 2026-11-22 08:00") == nil)
    }

    @Test func isFoundAnywhereAndTakesAsMuchAsItCan() throws {
        #expect(try Self.caught("(?<n>[0-9]+)", "card=00123;") == ["n": "00123"])
        #expect(try Self.caught("(?<n>[0-9]+?)", "card=00123;") == ["n": "0"])
        #expect(try Self.caught("(?<n>[^,]{2,3}),", "abcd,") == ["n": "bcd"])
        #expect(try Self.caught(#"(?i)ID:(?<n>\x41[b-d]+)"#, "id:ABCDE") == ["n": "ABCD"])
        #expect(try Self.caught(#"\[(?<n>[\]a-]+)\]"#, "[a-]]") == ["n": "a-]"])
        #expect(try Self.caught("(?<n>é+)", "caféé") == ["n": "éé"])
    }

    @Test(arguments: [
        ("(a", "this ( has no )"), ("a)", "a ) without its ("), ("[a", "this [ has no ]"), ("*a", "nothing before it"),
        ("a{3,1}", "from few to many"), ("a{,3}", "{2,5}"), ("(?=a)", "groups are written"), ("a\\", "at the end"),
        ("\\b", "is not known"), ("(?<a>x)(?<a>y)", "two groups"), ("[z-a]", "from low to high"),
        ("((a{200}){200}){200}", "repeats too much"), ("(?<>a)", "letters, digits"), ("(?<n a)", "end with >"),
        ("\\xG1", "hexadecimal"),
    ])
    func whatIsWrongIsSaid(source: String, why: String) throws {
        let problem = #expect(throws: PatternProblem.self) { try LinePattern(source) }
        #expect("\(try #require(problem))".contains(why), "\(source)")
    }

    @Test func tooDeepIsRefused() {
        let source = String(repeating: "(", count: 200) + "a" + String(repeating: ")", count: 200)
        #expect(throws: PatternProblem.self) { try LinePattern(source) }
        #expect(throws: PatternProblem.self) { try LinePattern(String(repeating: "a", count: 501)) }
    }

    /// Each of these keeps an engine that tries every way in turn busy for longer than anybody lives.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["(a+)+$", "(a|aa)+$", "(a*)*b", "(?:a?){60}a{60}$", "((a*)*)*c", "(.*)(.*)(.*)(.*)x$"])
    func workIsBounded(source: String) throws {
        let line = Array((String(repeating: "a", count: 1000) + "!").unicodeScalars)
        #expect(try LinePattern(source).match(line) == nil)
    }

    /// Against another engine, with random expressions and lines.
    @Test(arguments: 0..<6)
    func agreesWithAnotherEngine(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var matched = 0
        for _ in 0..<300 {
            var name = 0
            let source = "(?<all>" + Self.expression(&generator, depth: 2, &name) + ")"
            let other = try NSRegularExpression(pattern: source)
            let pattern = try LinePattern(source)
            for _ in 0..<6 {
                let line = String(
                    (0..<generator.between(0, 9)).map { _ in "abc1 ".randomElement(using: &generator) ?? "a" })
                let theirs = other.firstMatch(in: line, range: NSRange(location: 0, length: line.utf16.count))
                let ours = pattern.match(Array(line.unicodeScalars))
                #expect((ours == nil) == (theirs == nil), "\(source) on “\(line)”")
                guard let ours, let theirs else { continue }
                matched += 1
                for (name, range) in zip(pattern.names, ours) {
                    let expected = Range(theirs.range(withName: name))
                    #expect(range == expected, "\(name) of \(source) on “\(line)”")
                }
            }
        }
        #expect(matched > 200)
    }

    private static func expression(_ generator: inout SeededGenerator, depth: Int, _ name: inout Int) -> String {
        let parts = (0..<generator.between(1, 3)).map { _ in
            let simple = ["a", "b", "c", ".", "[ab]", "[^a]", #"\d"#, #"\s"#, "1"][generator.between(0, 8)]
            guard depth > 0, generator.happens(percent: 35) else {
                return simple + ["", "", "*", "+", "?", "{2}", "{1,2}", "*?", "+?"][generator.between(0, 8)]
            }
            name += 1
            let own = name
            let inner = expression(&generator, depth: depth - 1, &name)
            // A group that is repeated keeps what it caught last, and engines differ over an empty last turn.
            return generator.happens(percent: 50)
                ? "(?<g\(own)>\(inner))"
                : "(?:\(simple)\(inner.contains("(?<") ? "" : inner))" + ["", "+", "?"][generator.between(0, 2)]
        }
        let joined = parts.joined()
        return generator.happens(percent: 20) ? joined + "|" + "b\(generator.happens(percent: 50) ? "c" : "")" : joined
    }
}
