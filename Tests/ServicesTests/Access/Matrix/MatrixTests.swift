import Domain
import Foundation
import Storage
import Testing

@testable import Services

/// Every operation × every role × everybody over whom it could reach, against a table that was written from what the roles
/// are for (`matrix.txt`), not from the program's.
struct MatrixTests {
    @Test func everyRoleMayDoWhatTheTableSaysOverWhomItSays() async throws {
        let table = try MatrixTable.read()
        try await TestCompany.open(now: "2026-11-25 10:00:00") { company in
            let matrix = try await MatrixCompany(company)
            for operation in MatrixOperation.all {
                let rule = try #require(table.rules[operation.name], "\(operation.name) is not in matrix.txt")
                for (role, expected) in zip(table.roles, rule) {
                    let got = try await operation.outcome(matrix, by: matrix.actor(role))
                    #expect(got == expected, "\(operation.name) by \(role)")
                }
            }
            #expect(Set(table.rules.keys) == Set(MatrixOperation.all.map(\.name)))
        }
    }

    /// The sources are read: a use case that is added without a line in the table fails here.
    @Test func theTableHasEveryUseCase() throws {
        let known = Set(try MatrixTable.read().rules.keys)
        let lacking = try ServiceSources.useCases().subtracting(known)
        #expect(lacking == [], "add them to matrix.txt and MatrixOperation")
        #expect(known.subtracting(try ServiceSources.useCases()) == [], "these are no use cases")
    }
}

/// The expected answers: for each operation one word a role.
struct MatrixTable {
    let roles: [String]
    /// Letters of those over whom it holds, in the order of ``MatrixCompany/letters``; `all`: of what is the company's; `-`: not at all.
    let rules: [String: [String]]

    static func read() throws -> MatrixTable {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("matrix.txt")
        var (roles, rules): ([String], [String: [String]]) = ([], [:])
        var answers: [String] = []
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ").map(String.init)
            switch words.first {
            case "roles": roles = Array(words.dropFirst())
            case "answers":
                answers = Array(words.dropFirst())
                try #require(answers.count == roles.count, "\(line)")
            default: for name in words { rules[name] = answers }
            }
        }
        return MatrixTable(roles: roles, rules: rules)
    }
}

enum ServiceSources {
    /// `leave.request`: the public functions of the services that take an actor.
    static func useCases() throws -> Set<String> {
        let root = URL(fileURLWithPath: #filePath).pathComponents.prefix { $0 != "Tests" }.dropFirst()
        let folder = URL(fileURLWithPath: "/" + root.joined(separator: "/")).appendingPathComponent("Sources/Services")
        var found: Set<String> = []
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        for case let file as URL in files where file.pathExtension == "swift" {
            var service = ""
            for part in try String(contentsOf: file, encoding: .utf8).split(separator: "\n    package func ") {
                if !service.isEmpty, let name = useCase(part) { found.insert("\(service).\(name)") }
                service = declared(part) ?? service
            }
        }
        return found
    }

    private static func useCase(_ text: Substring) -> String? {
        let signature = text.prefix { $0 != "{" }
        guard signature.contains(": Actor") else { return nil }
        return signature.prefix { $0 != "(" && $0 != "<" }.replacingOccurrences(of: "`", with: "")
    }

    /// The service whose functions follow.
    private static func declared(_ text: Substring) -> String? {
        let kinds = text.matches(of: /(?:struct|extension) (\w+)Service\b/).map { String($0.1) }
        guard let kind = kinds.last else { return nil }
        return kind.prefix(1).lowercased() + kind.dropFirst()
    }
}
