import Domain
import Foundation
import Services
import Testing

@testable import Server

struct ListingTests {
    private struct Person: Sendable {
        var code: String
        var age: Int64?
    }

    private let people = [("3", 40), ("1", nil), ("4", 40), ("2", 30)].map { Person(code: $0, age: $1) }
    private let resource = Resource<Person>(
        "Person", [.init("code", .text) { .string($0.code) }, .init("age", .nullable(.count)) { JSONValue($0.age) }])

    private func page(_ parameters: [String: JSONValue]) async throws -> (codes: [String], next: JSONValue?) {
        try await withCall(parameters) { call in
            let reply = try Listing(resource) { .string($0.code) }.reply(people, to: call)
            guard case .json(let value) = reply.content else { throw ProblemDocument.failed }
            return (value["items"]?.elements?.compactMap { $0["code"]?.string } ?? [], value["next"])
        }
    }

    @Test(arguments: [
        (nil, ["1", "2", "3", "4"]), ("code", ["1", "2", "3", "4"]), ("-code", ["4", "3", "2", "1"]),
        ("age", ["1", "2", "3", "4"]), ("-age", ["3", "4", "2", "1"]), ("-age,-code", ["4", "3", "2", "1"]),
    ])
    func eachRowIsOnOnePageWhateverTheOrder(sort: String?, expected: [String]) async throws {
        for limit in 1...5 {
            var (codes, parameters): ([String], [String: JSONValue]) = ([], ["limit": JSONValue(limit)])
            parameters["sort"] = sort.map { .array($0.split(separator: ",").map { .string(String($0)) }) }
            var next: JSONValue? = nil
            repeat {
                parameters["cursor"] = next
                let page = try await page(parameters)
                codes += page.codes
                next = page.next == .null ? nil : page.next
            } while next != nil
            #expect(codes == expected, "\(limit) a page")
        }
    }

    /// What is usual is said in the document and done where nothing is said; rows that are equal by it keep their places.
    @Test func aListHasAnOrderOfItsOwn() async throws {
        let listing = Listing(resource, in: "-age") { .array([.string($0.code)]) }
        let sort = try #require(listing.parameters.first { $0.name == "sort" })
        #expect(sort.document["schema"]?["default"] == ["-age"])
        var (codes, cursor): ([String], JSONValue?) = ([], nil)
        repeat {
            let place: [String: JSONValue] = cursor.map { ["limit": 1, "cursor": $0] } ?? ["limit": 1]
            let page = try await withCall(place) { try listing.reply(people, to: $0) }
            guard case .json(let value) = page.content else { throw ProblemDocument.failed }
            codes += value["items"]?.elements?.compactMap { $0["code"]?.string } ?? []
            cursor = value["next"] == .null ? nil : value["next"]
        } while cursor != nil
        #expect(codes == ["3", "4", "2", "1"])
    }

    @Test func whatHasPartsIsNoOrder() {
        let pair = Resource<Person>(
            "Pair", [.init("code", .text) { .string($0.code) }, .init("parts", .list(.text)) { _ in [] }])
        #expect(pair.sortable.map(\.name) == ["code"])
    }

    @Test(
        arguments: [
            ["sort": ["height"]], ["fields": ["code", "height"]], ["cursor": "x"],
            ["cursor": "WzFd", "sort": ["age", "code"]], ["cursor": "bnVsbA"],
        ] as [[String: JSONValue]])
    func whatIsNotThereIsRefusedByName(parameters: [String: JSONValue]) async throws {
        let error = await #expect(throws: ProblemDocument.self) { _ = try await page(parameters) }
        #expect(error?.status == 400 && error?.fields.first.map { parameters.keys.contains($0.field) } == true)
    }

    @Test(arguments: [
        ("*/*", ListFormat.page), ("application/json", .page), ("text/csv", .csv), ("application/x-ndjson;q=1", .lines),
        ("text/html, application/json;q=0.9", .page),
    ])
    func theFirstThatIsWantedAndThereIsIsTaken(accepts: String, format: ListFormat) throws {
        #expect(try ListFormat(accepts: accepts) == format)
    }

    @Test func whatCannotBeHadIsRefused() {
        let error = #expect(throws: ProblemDocument.self) { try ListFormat(accepts: "image/png") }
        #expect(error?.status == 406)
    }
}

/// Over a file of its own, which goes with the folder of temporary files.
func openTestServices() async throws -> Services {
    try await Services.open(NSTemporaryDirectory() + "etime-server-\(UUID().uuidString).db")
}

/// A call of nobody's, for what looks at parameters alone.
func withCall<T>(_ parameters: [String: JSONValue], _ body: (Call) async throws -> T) async throws -> T {
    let services = try await openTestServices()
    let call = Call(
        services: services, actor: Actor(name: "test", grants: .nothing), address: "192.0.2.1", parameters: parameters,
        body: .null, bytes: [], accepts: "*/*", now: Instant(seconds: 0))
    do {
        let result = try await body(call)
        try await services.close()
        return result
    } catch {
        try? await services.close()
        throw error
    }
}
