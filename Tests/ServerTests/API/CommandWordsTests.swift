import Foundation
import Services
import Testing

@testable import Server

/// Whoever asks over HTTP is not told to type something.
struct CommandWordsTests {
    @Test(arguments: [
        (
            "There is no token 7; see “etime token list” for the numbers.",
            "There is no token 7; see GET /api/v1/tokens for the numbers."
        ),
        (
            "an administrator sets its password with “etime account password asha”.",
            "an administrator sets its password with PUT /api/v1/users/{name}/password."
        ),
        ("give it away with “etime inbox map 7 CODE --all”.", "give it away with POST /api/v1/inbox/mappings."),
        ("make one with “etime device token Gate”.", "make one with “etime device token Gate”."),
        ("its punches are in a.db, where every command can read them (--database).", "its punches are in a.db."),
        ("Nobody has “etime” for a name.", "Nobody has “etime” for a name."),
    ])
    func anOperationStandsInTheCommandsPlace(sentence: String, told: String) {
        #expect(CommandWords.overHTTP(sentence) == told)
        let problem = ProblemDocument(
            409, "refused", "Refused", sentence, fields: [.init(field: "x", sentence: sentence)])
        let document = problem.document(request: "1")
        #expect(document["detail"]?.string == told)
        #expect(document["errors"]?.elements?.first?["detail"]?.string == told)
    }

    @Test func eachIsAnOperation() {
        let known = Set(APIServer.operations.map(\.id))
        #expect(Set(CommandWords.operations.values).subtracting(known) == [])
    }

    /// A sentence that names another command fails here: say which operation does it, or that none does.
    @Test func eachCommandThatUseCasesNameIsKnown() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Services")
        var named: Set<String> = []
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            named.formUnion(
                text.matches(of: /“(etime [^”\n"]*)/).map { String($0.1).trimmingCharacters(in: .whitespaces) })
        }
        #expect(named.count > 15)
        #expect(named.filter { CommandWords.command($0) == nil } == [])
    }
}
