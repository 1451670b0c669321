import Domain
import Storage

/// What becomes of where an employee belongs and works, by date; and why it cannot.
struct PostingEdit {
    /// As stored until now.
    let before: Employee
    let today: CivilDate
    let locks: PeriodLocks

    struct Outcome {
        var postings: Postings
        /// Why it must not be; the postings then are what they would be.
        var problem: String?
        /// What is told of it.
        var note: String?
    }

    /// From the draft's day on the person is where the draft says. Left as it was shown, nothing changes.
    func take(_ valid: ValidEmployee) -> Outcome {
        var outcome = Outcome(postings: before.postings)
        outcome.postings.begin(on: valid.joined)
        let from = valid.postedFrom ?? max(today, valid.joined)
        let posting = Posting(from: from, department: valid.department, location: valid.location)
        guard valid.isPostingMeant, !posting.isSamePlace(as: outcome.postings.on(from)) else { return outcome }
        outcome.postings.set(posting)
        outcome.problem = goneProblem(valid, from) ?? lockProblem(outcome.postings)
        outcome.note = note(posting, in: outcome.postings, joined: valid.joined)
        return outcome
    }

    /// - Parameter new: nil: the person does not move on `old` after all.
    func changeMove(on old: CivilDate, to new: CivilDate?) -> Outcome {
        var outcome = Outcome(postings: before.postings)
        guard let index = before.postings.all.indices.dropFirst().first(where: { before.postings.all[$0].from == old })
        else {
            outcome.problem = unknownMove(old)
            return outcome
        }
        if let new {
            outcome.problem = employmentProblem(new) ?? orderProblem(new, ofMoveAt: index)
            guard outcome.problem == nil else { return outcome }
            _ = outcome.postings.redateMove(on: old, to: new)
        } else {
            _ = outcome.postings.removeMove(on: old)
        }
        outcome.problem = lockProblem(outcome.postings)
        outcome.note = note(
            outcome.postings.on(new ?? old), in: outcome.postings, joined: before.joined, on: new ?? old)
        return outcome
    }

    /// Whoever has left does not move today.
    private func goneProblem(_ valid: ValidEmployee, _ from: CivilDate) -> String? {
        guard valid.postedFrom == nil, let left = valid.left, from > left else { return nil }
        return "\(before.name)’s last day was \(left): say from which day on the department or location was another."
    }

    private func employmentProblem(_ date: CivilDate) -> String? {
        guard !before.isEmployed(on: date) else { return nil }
        let span = before.left.map { "from \(before.joined) to \($0)" } ?? "from \(before.joined) on"
        return "\(before.name) is not employed on \(date), but \(span)."
    }

    private func unknownMove(_ date: CivilDate) -> String {
        let moves = before.postings.moves.map(\.from.description)
        let known = moves.isEmpty ? "there is no move" : "the moves are on \(moves.joined(separator: ", "))"
        return "\(before.name) does not move on \(date); \(known)."
    }

    /// Moves keep their order: what lies between two of them was not said to vanish.
    private func orderProblem(_ new: CivilDate, ofMoveAt index: Int) -> String? {
        let all = before.postings.all
        if index > 1, new <= all[index - 1].from {
            return "There is a move on \(all[index - 1].from) already; choose a later day, or remove that move first."
        }
        guard index + 1 < all.count, new >= all[index + 1].from else { return nil }
        return "There is a move on \(all[index + 1].from) already; choose an earlier day, or remove that move first."
    }

    /// What a locked month pays is settled, so where somebody was in it stays.
    private func lockProblem(_ after: Postings) -> String? {
        let last = min(today, before.left ?? today)
        guard !locks.isEmpty, before.joined <= last else { return nil }
        let changed = after.changes(from: before.postings, in: before.joined...last)
        guard let date = changed.lazy.joined().first(where: { locks.isLocked(before.id, $0) }) else { return nil }
        let (month, open) = (Month(of: date), locks.nextOpenMonth(before.id, after: date))
        return
            "\(month) is locked for \(before.name), so department and location on \(date) stay as they are; choose a "
            + "day from \(open) on, or unlock \(month) first."
    }

    /// - Parameter date: nil: the posting's own.
    private func note(
        _ posting: Posting, in postings: Postings, joined: CivilDate, on date: CivilDate? = nil
    ) -> String {
        let from = date ?? posting.from
        let next = postings.moves.first { $0.from > from }
        let end = next.map { " until \($0.from - 1)" } ?? ""
        let start = from <= joined ? "From the first day on" : "From \(from) on"
        return "\(start)\(end): \(posting.words)." + (from <= joined ? "" : " The days before it stay as they are.")
    }
}

extension Posting {
    /// `department Press, location Pune`.
    var words: String {
        let parts = [
            department.isEmpty ? nil : "department \(department)", location.isEmpty ? nil : "location \(location)",
        ].compactMap(\.self)
        return parts.isEmpty ? "no department and no location" : parts.joined(separator: ", ")
    }
}
