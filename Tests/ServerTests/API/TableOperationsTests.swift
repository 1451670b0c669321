import Domain
import Foundation
import Services
import Testing

@testable import Server

struct TableOperationsTests {
    private static let file = "code,name,joined\n1,Asha,2026-11-01\n2,,2026-11-01\n"

    /// The answers to the operations, one after the other, by who may do everything.
    private func answers(
        _ asked: [(id: String, body: String, parameters: [String: JSONValue])]
    ) async throws -> [JSONValue] {
        try await withCall([:]) { call in
            var answers: [JSONValue] = []
            for one in asked {
                let operation = try #require(APIServer.operations.first { $0.id == one.id })
                var call = call
                call.actor = Actor(name: "Meera", grants: .everything)
                (call.parameters, call.bytes) = (one.parameters, Array(one.body.utf8))
                switch try await operation.run(call).content {
                case .json(let value):
                    for row in value["rows"]?.elements ?? [] {
                        #expect(TableOperations.row.schema.problems(of: row, at: "row") == [])
                    }
                    answers.append(value)
                case .bytes(let bytes, let type):
                    #expect(type == "text/csv; charset=utf-8")
                    answers.append(.string(String(decoding: bytes, as: UTF8.self)))
                default: Issue.record("another kind of answer")
                }
            }
            return answers
        }
    }

    @Test func theAnswerHasTheFateOfEachRow() async throws {
        let found = try await answers([
            ("importEmployees", Self.file, ["dryRun": true]), ("importEmployees", Self.file, [:]),
            ("importEmployees", Self.file, ["refused": "skip", "file": "staff.csv"]),
            ("importEmployees", Self.file, ["refused": "skip"]),
        ])
        #expect(found.map { $0["isStored"]?.bool } == [false, false, true, true])
        #expect(found.map { $0["added"]?.integer } == [1, 1, 1, 0])
        #expect(found.map { $0["unchanged"]?.integer } == [0, 0, 0, 1])
        for answer in found {
            let rows = try #require(answer["rows"]?.elements)
            #expect(rows.map { $0["line"]?.integer } == [2, 3])
            #expect(rows[1]["problems"]?.elements?.map { $0["field"]?.string } == ["name"])
        }
        #expect(found[0]["rows"] == found[2]["rows"])
    }

    @Test func whatIsExportedComesBackUnchanged() async throws {
        let first = try await answers([
            ("importEmployees", "code,name,joined\n1,=Asha,2020-01-01\n", [:]),
            ("importPunchTable", "employee,at\n1,2020-02-03T09:00:00\n", [:]),
            ("exportPunches", "", ["from": "2020-02-03"]),
        ])
        let text = try #require(first.last?.string)
        #expect(text.contains("\r\n1,'=Asha,2020-02-03T09:00:00"))
    }

    @Test(arguments: ["PK\u{3}\u{4}", "", "code\0"])
    func whatIsNoTableIsAFileThatCannotBeTaken(body: String) async throws {
        let error = await #expect(throws: ServiceError.self) {
            _ = try await answers([("importPunchTable", body, [:])])
        }
        let problem = try #require(error.map { ProblemDocument($0) })
        #expect((problem.status, problem.kind) == (422, "unreadable-file"))
    }

    @Test func aWrongColumnIsNamed() async throws {
        let error = await #expect(throws: ServiceError.self) {
            _ = try await answers([("importRosters", "employee,dat,day\n", [:])])
        }
        #expect(error.map { ProblemDocument($0).fields.map(\.field) } == ["dat", "date"])
    }
}
