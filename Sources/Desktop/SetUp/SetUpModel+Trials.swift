import Devices
import Domain
import Foundation
package import Services
import Storage

// What is tried out before it is stored.
extension SetUpModel {
    /// Whether the database can be used, and what is in it; nothing is changed there.
    package func tryPlace() async {
        guard trial != .running else { return }
        let entry = place.draft
        set(.running)
        do {
            let url = try entry.checkedURL()
            let found = try await DatabaseTrial.of(try await resolved(entry, url), drivers: drivers)
            set(.good(isOpen(entry) ? found.openSentence : found.sentence))
        } catch {
            set(.bad(CommandWords.sentence(of: error)))
        }
    }

    /// Another place is typed: what was found belongs to the one before.
    package func forgetTrial() { if trial != .running, trial != .none { set(.none) } }

    private func set(_ found: Trial) {
        trial = found
        onChange()
    }

    /// Whether a terminal answers at the address.
    package func tryTerminal() async {
        guard terminalTrial != .running else { return }
        terminalTrial = .running
        onChange()
        do {
            let draft = terminal.draft.draft
            let wrong = draft.problems()
            if let sentence = wrong[.host] ?? wrong[.port] ?? wrong[.commKey] { throw TrialRefusal(sentence) }
            terminalTrial = try await answer(
                of: TerminalSearch(
                    [draft.host.trimmed], port: Int(draft.port.trimmed) ?? 0,
                    commKey: UInt32(draft.commKey.trimmed) ?? 0))
        } catch {
            terminalTrial = .bad(CommandWords.sentence(of: error))
        }
        onChange()
    }

    package func forgetTerminalTrial() {
        guard terminalTrial != .running, terminalTrial != .none else { return }
        terminalTrial = .none
        onChange()
    }

    private func answer(of search: TerminalSearch) async throws -> Trial {
        for await event in try await session.services.discovery.scan(search, by: session.actor) {
            guard case .found(let terminal) = event, case .answered(let found) = terminal.way else { continue }
            if found.needsCommKey {
                return .bad("A terminal answers, and wants a comm key: enter the one that its menu shows.")
            }
            return .good("\(terminal.description) answers.")
        }
        return .bad("Nothing answers there. Look at the cable, and at the address that the terminal’s menu shows.")
    }
}

/// It was not even tried.
private struct TrialRefusal: Error, CustomStringConvertible {
    var description: String

    init(_ sentence: String) { description = sentence }
}

extension PlaceEntry {
    func checkedURL() throws -> DatabaseURL {
        do { return try url() } catch { throw TrialRefusal(error.sentence) }
    }
}

extension DatabaseTrial {
    /// The same of the database that is open.
    var openSentence: String { "\(product ?? "The database") answers. It is the one that is open." }

    /// What is there, in one sentence.
    package var sentence: String {
        let place = product.map { "\($0) answers" } ?? "A new file is made there"
        return switch content {
        case .nothing: product == nil ? "\(place)." : "\(place); no company is in it yet."
        case .olderCompany:
            "\(place). A company of an older version of this program is in it, and is brought up to date."
        case .company(let name):
            "\(place). A company is in it already\(name.isEmpty ? "" : ", \(name)"): it is opened as it is."
        }
    }
}
