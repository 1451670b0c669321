/// Where somebody belongs and works, from a day on.
package struct Posting: Hashable, Sendable {
    package var from: CivilDate
    /// Department name; empty where there is none.
    package var department: String
    /// Name of the place of work; empty where there is only one. Holidays and rosters can belong to it.
    package var location: String

    package init(from: CivilDate, department: String = "", location: String = "") {
        self.from = from
        self.department = department
        self.location = location
    }

    package func isSamePlace(as other: Posting) -> Bool {
        department == other.department && location == other.location
    }

    package func belongs(to scope: Scope) -> Bool {
        switch scope {
        case .company: true
        case .department(let name): department == name
        case .location(let name): location == name
        case .shift, .employee: false
        }
    }
}

/// Where a person belonged, belongs and will: exactly one posting on each day.
///
/// Whatever judges a day asks for the posting on its date; there is none "of the person".
package struct Postings: Hashable, Sendable {
    /// Ascending, never empty, no two neighbours of one place. The first holds on the days before it, too.
    package private(set) var all: [Posting]

    /// - Parameters:
    ///   - first: holds from the first day of employment, whatever its own date.
    ///   - moves: in any order; of two from one day the later one in the list holds.
    package init(_ first: Posting, moves: [Posting] = []) {
        all = [first]
        for move in moves { set(move) }
    }

    package var first: Posting { all[0] }
    package var moves: ArraySlice<Posting> { all.dropFirst() }
    /// The person never moved.
    package var isOne: Bool { all.count == 1 }

    package func on(_ date: CivilDate) -> Posting {
        isOne ? all[0] : all.last { $0.from <= date } ?? all[0]
    }

    /// From its day on, until the next move, the person is there; a move from that day is replaced.
    package mutating func set(_ posting: Posting) {
        if posting.from <= first.from {
            all[0].department = posting.department
            all[0].location = posting.location
        } else {
            all.removeAll { $0.from == posting.from }
            all.insert(posting, at: all.firstIndex { $0.from > posting.from } ?? all.count)
        }
        join()
    }

    /// The first posting begins with the employment.
    package mutating func begin(on date: CivilDate) {
        all[0].from = moves.first.map { min(date, $0.from - 1) } ?? date
    }

    /// The person moves on another day, which lies between the moves before and after; on the day on which the first
    /// posting begins, or before it, there is no move any more.
    /// - Returns: false where nobody moves on `old`.
    package mutating func redateMove(on old: CivilDate, to new: CivilDate) -> Bool {
        guard let index = moves.firstIndex(where: { $0.from == old }) else { return false }
        all[index].from = new
        if new <= first.from { all.removeFirst(index) }
        return true
    }

    /// The posting before it holds instead.
    /// - Returns: false where nobody moves on that day.
    package mutating func removeMove(on date: CivilDate) -> Bool {
        guard let index = moves.firstIndex(where: { $0.from == date }) else { return false }
        all.remove(at: index)
        join()
        return true
    }

    /// Two that follow each other at one place are one.
    private mutating func join() {
        guard all.count > 1 else { return }
        for index in all.indices.dropFirst().reversed() where all[index].isSamePlace(as: all[index - 1]) {
            all.remove(at: index)
        }
    }
}

extension Postings {
    /// The postings with the days on which they hold, in order, as far as these lie within the days.
    package func spans(
        in days: ClosedRange<CivilDate> = .distantPast ... .distantFuture
    ) -> [(days: ClosedRange<CivilDate>, posting: Posting)] {
        all.indices.compactMap { index in
            let first = index == 0 ? days.lowerBound : max(days.lowerBound, all[index].from)
            let last = index + 1 < all.count ? min(days.upperBound, all[index + 1].from - 1) : days.upperBound
            return first <= last ? (first...last, all[index]) : nil
        }
    }

    /// The days on which the person is elsewhere than by the other postings: ascending, apart.
    package func changes(from other: Postings, in days: ClosedRange<CivilDate>) -> [ClosedRange<CivilDate>] {
        var borders: Set<CivilDate> = [days.lowerBound, days.upperBound + 1]
        for posting in all + other.all where days.contains(posting.from) { borders.insert(posting.from) }
        let ordered = borders.sorted()
        return zip(ordered, ordered.dropFirst()).reduce(into: []) { runs, span in
            guard !on(span.0).isSamePlace(as: other.on(span.0)) else { return }
            if let last = runs.last, last.upperBound + 1 == span.0 {
                runs[runs.count - 1] = last.lowerBound...(span.1 - 1)
            } else {
                runs.append(span.0...(span.1 - 1))
            }
        }
    }
}
