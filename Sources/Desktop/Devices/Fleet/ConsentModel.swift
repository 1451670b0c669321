package import Domain
package import Services
package import Storage

package typealias ConsentForm = DraftForm<ConsentEntry, BiometricConsent>

/// Who agreed to fingerprints being kept, and what is kept.
package final class ConsentModel {
    package private(set) var rows: [BiometricEntry] = []
    package private(set) var chosen: BiometricEntry?
    package private(set) var isLoaded = false
    package private(set) var isBusy = false
    package private(set) var failure: Problem?
    /// What was done last, as a sentence.
    package private(set) var done: String?
    package var onChange: () -> Void = {}

    private let session: Session

    package init(session: Session) {
        self.session = session
    }

    package func load() async {
        do {
            rows = try await session.services.biometrics.list(by: session.actor)
            failure = nil
        } catch is CancellationError {
            return
        } catch {
            failure = Problem("Who agreed could not be read", error, consequence: "Nothing was changed.")
        }
        chosen = rows.first { $0.id == chosen?.id }
        isLoaded = true
        onChange()
    }

    package func choose(_ row: BiometricEntry?) {
        guard row != chosen else { return }
        chosen = row
        onChange()
    }

    /// The form for somebody's consent, given today unless another day is typed.
    package func form() async -> ConsentForm {
        let today = try? await session.services.attendance.currentDate()
        return ConsentForm(ConsentEntry(on: today ?? Words.today), isNew: true) { [session] entry in
            guard let employee = entry.employee, let day = CivilDate(typed: entry.day) else {
                throw ServiceError.invalid(
                    ConsentEntry.Field.allCases.compactMap { field in
                        entry.problems()[field].map { FieldProblem(field: field.rawValue, sentence: $0) }
                    })
            }
            return try await session.services.biometrics.recordConsent(
                of: employee, on: day, statement: entry.statement, by: session.actor)
        }
    }

    package func recorded(_ consent: BiometricConsent) async {
        await load()
        chosen = rows.first { $0.id == consent.employee }
        done = chosen.map { "\($0.employee.name) agreed on \(Words.date(consent.givenOn))." }
        onChange()
    }

    /// What is asked before the chosen person's consent is withdrawn; nil where there is none to withdraw.
    package var question: (heading: String, text: String, verb: String)? {
        guard let chosen, chosen.agrees, !isBusy else { return nil }
        let fingers = Words.count(chosen.fingers, "finger", "fingers")
        let kept =
            switch chosen.fingers {
            case 0: "No finger is kept now; none will be from now on."
            case 1: "The one finger that is kept here is deleted at once."
            default: "The \(fingers) that are kept here are deleted at once."
            }
        return (
            "Does \(chosen.employee.name) agree no more?",
            "\(kept) What terminals hold they keep until it is removed there. “Remove somebody everywhere” in the menu Fleet does that; it "
                + "takes the person's card and password from them too.",
            chosen.fingers == 0 ? "Withdraw" : "Withdraw and delete \(fingers)"
        )
    }

    package func withdraw() async {
        guard let chosen, question != nil else { return }
        (isBusy, failure, done) = (true, nil, nil)
        onChange()
        do {
            let withdrawal = try await session.services.biometrics.withdrawConsent(of: chosen.id, by: session.actor)
            let count = Words.count(withdrawal.fingers, "finger", "fingers")
            done = "Noted; \(count) of \(chosen.employee.name) removed." + Self.sentence(of: withdrawal.terminals)
            isBusy = false
            await load()
        } catch {
            failure = Problem("Nothing was withdrawn", error, consequence: "What is kept is still kept.")
            isBusy = false
            onChange()
        }
    }
}

extension ConsentModel {
    /// Where fingers may be still, and how they go from there; empty where no terminal knows the person.
    private static func sentence(of terminals: [String]) -> String {
        if terminals.isEmpty { return "" }
        return
            " \(Words.list(terminals)) may hold fingers still: “Remove somebody everywhere” in the menu Fleet takes the "
            + "person away there, and “Remove…” on a terminal’s page Users single fingers."
    }
}

extension BiometricEntry {
    package var agrees: Bool { consent.map { $0.withdrawnAt == nil } ?? false }

    /// `Agrees`
    package var state: String {
        guard let consent else { return "Never agreed" }
        return consent.withdrawnAt == nil ? "Agrees" : "Withdrawn"
    }
}

/// Somebody's consent, as it is typed.
package nonisolated struct ConsentEntry: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case employee, statement, day
    }

    package var employee: ID<Employee>?
    package var statement = ""
    package var day: String

    package init(on day: CivilDate) {
        self.day = day.description
    }

    package func problems() -> [Field: String] {
        var found: [Field: String] = [:]
        if employee == nil { found[.employee] = "Choose who agreed." }
        if statement.withoutBlanks.isEmpty {
            found[.statement] = "Say what the person agreed to, or where the signed sheet is."
        }
        if CivilDate(typed: day) == nil { found[.day] = "Enter the day, such as 2026-11-20." }
        return found
    }
}

extension ConsentEntry: nonisolated FormDraft {}
