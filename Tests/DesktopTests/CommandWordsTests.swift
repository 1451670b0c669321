import Desktop
import Foundation
import Services
import Testing

/// Whoever sits at the desktop is told where to press, not what to type.
struct CommandWordsTests {
    @Test(arguments: [
        (
            ServiceError.ownAccount,
            "That is your own account: “Change password…” in the user menu and “Second factor…” in the user menu ask for your "
                + "present password."
        ),
        (
            .notAdministrator("asha"),
            "asha is no administrator’s account; an administrator sets its password with “Reset password…” under Accounts."
        ),
        (
            .numberStillGiven(number: "7", employee: "Asha Verma"),
            "The number 7 is Asha Verma’s; give Asha Verma another number first, or say with “Open inbox…” under Devices whose "
                + "it is."
        ),
    ])
    func aPlaceStandsInTheCommandsPlace(error: ServiceError, told: String) {
        #expect(CommandWords.sentence(of: error) == told)
    }

    @Test func whatIsDoneByCommandAloneIsNamedAsItIs() {
        let sentence = "The ledger is not whole (see “etime ledger verify”), so nothing was archived."
        #expect(CommandWords.onDesktop(sentence) == sentence)
    }

    @MainActor @Test func formsTellIt() async {
        let refused = DraftForm<PlaceEntry, Void>(PlaceEntry(present: "a.db"), isNew: true) { _ in
            throw ServiceError.invalid([FieldProblem(field: "path", sentence: "See “etime audit list”.")])
        }
        _ = await refused.save()
        #expect(refused.problems == [.path: "See the audit journal."])
    }

    /// A sentence that names another command fails here: say where the desktop does it, or that it does not.
    @Test func eachCommandThatUseCasesNameIsKnown() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Services")
        var named: Set<String> = []
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            named.formUnion(
                text.matches(of: /“(etime [^”\n"]*)/).map { String($0.1).trimmingCharacters(in: .whitespaces) })
        }
        #expect(named.count > 15)
        #expect(named.filter { CommandWords.names.command($0) == nil } == [])
    }
}
