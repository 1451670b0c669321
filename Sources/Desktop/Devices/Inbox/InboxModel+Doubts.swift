import Domain
package import Services
import Storage

extension InboxModel {
    /// Those to be settled, as they are listed.
    package var chosenOfDoubt: [Doubt] { doubts.filter { chosenDoubts.contains($0.id) } }

    package func choose(doubts: Set<Doubt.ID>) {
        guard doubts != chosenDoubts else { return }
        chosenDoubts = doubts
        onChange()
    }

    /// What may be said of the chosen punches: when it was made of one, and that it is right of those that count.
    package func may(_ kind: SettleEntry.Kind) -> Bool {
        let chosen = chosenOfDoubt
        guard !chosen.isEmpty, !isBusy else { return false }
        switch kind {
        case .madeAt: return chosen.count == 1
        case .noPunch: return true
        case .right: return chosen.allSatisfy(\.counts)
        }
    }

    /// Why the chosen punch is in doubt and what can be done.
    package var doubtDetail: String {
        let chosen = chosenOfDoubt
        guard let first = chosen.first else {
            return "Choose a punch, or several by Ctrl or Shift, to see why it is in doubt."
        }
        guard chosen.count == 1 else {
            return "\(Words.count(chosen.count, "punch", "punches")) chosen. What you say then holds for all of them."
        }
        let effect = first.counts ? "It counts as it is." : "It counts for no day."
        let nobody = first.employee == nil ? " Nobody has user \(first.punch.deviceUser) yet: match it first." : ""
        return "\(first.sentence) \(effect)\(nobody)"
    }

    /// Says what the chosen punches are, once the form is filled in.
    package func settleForm(_ kind: SettleEntry.Kind) -> DraftForm<SettleEntry, Void> {
        let chosen = chosenOfDoubt
        return DraftForm(SettleEntry(kind, of: chosen), isNew: true) { [weak self, inbox, session] entry in
            let punches = chosen.map(\.id)
            try await inbox.settle(punches, as: entry.resolution, why: entry.why, by: session.actor)
            guard let self else { return }
            undoable = .settling(punches)
            done = "\(Words.count(chosen.count, "punch is", "punches are")) settled: \(entry.outcome)."
            await load()
            onDone()
        }
    }

    /// Takes back what was done last.
    @discardableResult
    package func undo() async -> Bool {
        switch undoable {
        case .settling(let punches): await undoSettling(punches)
        case .giving(let users, let name): await takeBack(users, from: name)
        case nil: false
        }
    }

    private func undoSettling(_ punches: [ID<Punch>]) async -> Bool {
        await attempt("It was not taken back", "What was said of the punches still holds.") {
            try await inbox.undoSettling(punches, why: "Taken back right after it was said", by: session.actor)
            return "\(Words.count(punches.count, "punch is", "punches are")) in doubt again."
        }
    }
}

extension Doubt {
    /// Whether it is part of a day as it is.
    package nonisolated var counts: Bool { if case .clockWentBack = kind { true } else { false } }

    /// In a few words; the sentence says more.
    package nonisolated var word: String {
        switch kind {
        case .quarantine(.future): "Was still to come"
        case .quarantine(.ancient): "Long before its time"
        case .quarantine(.impossible): "No such day"
        case .clockWentBack: "The clock went back"
        }
    }

    package nonisolated var person: String {
        employee?.name ?? (userName.isEmpty ? "Not matched" : "\(userName) (not matched)")
    }
}
