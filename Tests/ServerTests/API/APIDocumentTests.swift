import Foundation
import Testing

@testable import Server

/// The OpenAPI document and the reference in docs/API.md, made from the operations.
struct APIDocumentTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/API.md")

    @Test func eachOperationStandsOnceUnderItsAddress() {
        let operations = APIServer.operations
        #expect(Set(operations.map(\.id)).count == operations.count)
        #expect(Set(operations.map { "\($0.method) \($0.path)" }).count == operations.count)
        for operation in operations {
            let names = operation.path.matches(of: /\{(\w+)\}/).map { String($0.1) }
            #expect(operation.parameters.filter { $0.place == .path }.map(\.name) == names, "\(operation.id)")
            #expect(!operation.summary.isEmpty && !operation.summary.hasSuffix("."), "\(operation.id)")
        }
    }

    /// Whoever’s code is `import` is reached as everybody is.
    @Test func noWordOfAnAddressCouldBeWhatStandsThereInAnother() {
        let operations = APIServer.operations
        for operation in operations {
            let parts = operation.path.split(separator: "/")
            for (place, part) in parts.enumerated() where part.hasPrefix("{") {
                let parameter = operation.parameters.first { $0.place == .path && "{\($0.name)}" == part }
                let words = operations.map { $0.path.split(separator: "/") }.filter { other in
                    other.count > place && other.prefix(place) == parts.prefix(place) && !other[place].hasPrefix("{")
                }.map { String($0[place]) }
                for word in words {
                    #expect((try? parameter?.value(of: word)) == nil, "\(operation.path) hides behind “\(word)”")
                }
            }
        }
    }

    /// Schemas, answers and headers.
    @Test func whatIsReferredToIsThereAndTheOtherWayRound() {
        let components = APICatalogue.document["components"]
        let known = ["schemas", "responses", "headers"].flatMap { kind in
            (components?[kind]?.members ?? []).map { "#/components/\(kind)/\($0.name)" }
        }
        #expect(Set(known).count == known.count, "two have one name")
        var referred: Set<String> = []
        func walk(_ value: JSONValue) {
            if let reference = value["$ref"]?.string { referred.insert(reference) }
            for member in value.members ?? [] { walk(member.value) }
            for element in value.elements ?? [] { walk(element) }
        }
        walk(APICatalogue.document)
        #expect(referred.subtracting(known) == [])
        #expect(Set(known).subtracting(referred) == [], "nobody answers these")
    }

    @Test func examplesAreWhatTheySayTheyAre() throws {
        let schemas = Dictionary(
            uniqueKeysWithValues: APICatalogue.schemas.map { ($0.name, $0.schema) } + [
                ("Problem", ProblemDocument.schema)
            ])
        for (name, example) in APIExamples.records {
            let schema = try #require(schemas[name], "\(name)")
            #expect(schema.problems(of: example, at: "") == [], "\(name)")
        }
        for (id, example) in APIExamples.bodies {
            let body = try #require(APIServer.operations.first { $0.id == id }?.body, "\(id)")
            #expect(body.schema.problems(of: example, at: "") == [], "\(id)")
        }
    }

    @Test func theUsualOrderOfAListIsOneThatItTakes() throws {
        let schemas = APICatalogue.document["components"]?["schemas"]
        for operation in APIServer.operations {
            for parameter in operation.parameters where parameter.name == "sort" {
                guard case .array(.named(let name), _, _) = parameter.schema else { throw ProblemDocument.failed }
                let known = try #require(schemas?[name]?["enum"]?.elements, "\(name)")
                #expect((parameter.usual?.elements ?? []).allSatisfy { known.contains($0) }, "\(operation.id)")
            }
        }
    }

    @Test func theReferenceIsMadeFromTheOperations() throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        let begin = try #require(
            text.range(of: "<!-- operations: written by ServerTests with ETIME_DOCUMENT=write -->\n"))
        let end = try #require(text.range(of: "<!-- end of operations -->"))
        let reference = Self.reference()
        if ProcessInfo.processInfo.environment["ETIME_DOCUMENT"] == "write" {
            try Data((text[..<begin.upperBound] + reference + text[end.lowerBound...]).utf8).write(to: Self.file)
        } else {
            #expect(text[begin.upperBound..<end.lowerBound] == reference, "ETIME_DOCUMENT=write writes it")
        }
    }

    private static func reference() -> String {
        var lines: [String] = []
        for (tag, operations) in chapters() {
            lines += ["", "### \(tag)", "| | | |", "|---|---|---|"]
            for operation in operations {
                let query = operation.parameters.filter { $0.place == .query }.map(word)
                let notes = [
                    operation.summary + ".", operation.detail,
                    query.isEmpty ? "" : "Query: \(query.joined(separator: ", ")).",
                ]
                lines.append(
                    "| \(operation.method) | `\(operation.path)` | \(notes.filter { !$0.isEmpty }.joined(separator: " ")) |"
                )
            }
        }
        return lines.dropFirst().joined(separator: "\n") + "\n"
    }

    private static func word(_ parameter: Parameter) -> String {
        guard parameter.name == "sort", let usual = parameter.usual?.elements else { return "`\(parameter.name)`" }
        return "`sort` (else `\(usual.compactMap(\.string).joined(separator: ","))`)"
    }

    private static func chapters() -> [(tag: String, operations: [Server.Operation])] {
        var tags: [String] = []
        for operation in APIServer.operations where !tags.contains(operation.tag) { tags.append(operation.tag) }
        return tags.map { tag in (tag, APIServer.operations.filter { $0.tag == tag }) }
    }
}
