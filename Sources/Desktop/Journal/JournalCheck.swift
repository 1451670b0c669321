import Domain
import Services

/// Whether the journal is what was written, against a seal that somebody kept where they have one.
package final class JournalCheck {
    package enum Outcome: Equatable {
        /// A sentence, and the seal that is to be kept elsewhere.
        case whole(String, seal: String)
        case broken(String)
    }

    /// As it is typed; empty: none.
    package var known = ""
    package private(set) var outcome: Outcome?
    /// What is wrong with what was typed.
    package private(set) var typing: String?
    package private(set) var failure: Problem?
    package private(set) var isRunning = false
    package var onChange: () -> Void = {}

    private let session: Session

    package init(session: Session) {
        self.session = session
    }

    package func run() async {
        guard !isRunning else { return }
        (outcome, typing, failure) = (nil, nil, nil)
        let text = known.trimmed
        let seal = JournalSeal(text)
        if !text.isEmpty, seal == nil {
            typing = "This is no seal; it reads as 812:3f2a…, as an earlier check told it."
            return onChange()
        }
        isRunning = true
        onChange()
        do {
            outcome = Outcome(try await session.services.journal.verify(against: seal, by: session.actor), known: seal)
        } catch {
            failure = Problem("The journal could not be checked", error)
        }
        isRunning = false
        onChange()
    }
}

extension JournalCheck.Outcome {
    fileprivate init(_ verdict: JournalVerdict, known: JournalSeal?) {
        if let broken = verdict.broken {
            self = .broken("The journal was changed from outside. \(broken)")
            return
        }
        let entries = Words.count(Int(verdict.seal.entry), "entry", "entries")
        let proven =
            known.map { " Up to entry \(Words.grouped(Int($0.entry))) it is the one whose seal you kept." } ?? ""
        self = .whole("The journal is whole: \(entries), each as it was written.\(proven)", seal: verdict.seal.text)
    }
}
