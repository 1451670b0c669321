/// The offsets of one time zone over the years that matter, as values: the domain never asks the system for them.
package struct ZoneRules: Hashable, Sendable {
    package struct Transition: Hashable, Sendable {
        /// The first instant at which `offset` holds.
        package var at: Instant
        /// Seconds to add to UTC to get the wall clock.
        package var offset: Int32

        package init(at: Instant, offset: Int32) {
            self.at = at
            self.offset = offset
        }
    }

    /// The IANA name, for people: `Asia/Kolkata`.
    package var name: String
    /// Holds before the first transition.
    package var initialOffset: Int32
    /// Ascending.
    package var transitions: [Transition]

    package init(name: String, initialOffset: Int32, transitions: [Transition] = []) {
        self.name = name
        self.initialOffset = initialOffset
        self.transitions = transitions
    }

    package static let utc = ZoneRules(name: "UTC", initialOffset: 0)

    package func offset(at instant: Instant) -> Int32 {
        let next = index(ofFirstAfter: instant)
        return next == 0 ? initialOffset : transitions[next - 1].offset
    }

    /// The position of the first transition later than `instant`; the count of transitions where there is none.
    func index(ofFirstAfter instant: Instant) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].at <= instant { low = middle + 1 } else { high = middle }
        }
        return low
    }

    package func local(at instant: Instant) -> LocalTime {
        LocalTime(seconds: instant.seconds + Int64(offset(at: instant)))
    }
}

/// What a naive local time meant.
package struct Placement: Hashable, Sendable {
    package enum Kind: UInt8, Hashable, Sendable {
        case exact
        /// The clock showed this time twice; the first occurrence is taken unless the record order shows otherwise.
        case ambiguous
        /// The clock jumped over this time; it is moved forward by the length of the jump.
        case nonexistent
    }

    package var instant: Instant
    /// Seconds added to UTC to get the wall clock at `instant`.
    package var offset: Int32
    package var kind: Kind

    package init(instant: Instant, offset: Int32, kind: Kind) {
        self.instant = instant
        self.offset = offset
        self.kind = kind
    }
}

extension ZoneRules {
    /// The instant a wall clock in this zone meant.
    ///
    /// - Parameter notBefore: the instant of the record stored before this one. An ambiguous time that would run
    ///   backwards by its first occurrence is taken as the second.
    package func place(_ local: LocalTime, notBefore: Instant? = nil) -> Placement {
        // No offset reaches a day, so all transitions that are a day older than this clock time are behind it.
        let start = index(ofFirstAfter: Instant(seconds: local.seconds - 86_400))
        var before = start == 0 ? initialOffset : transitions[start - 1].offset
        for transition in transitions[start...] {
            let first = transition.at.seconds + Int64(min(before, transition.offset))
            let second = transition.at.seconds + Int64(max(before, transition.offset))
            if local.seconds < first { break }
            if local.seconds < second { return placeInside(transition, before: before, local, notBefore) }
            before = transition.offset
        }
        return exact(local, before)
    }

    private func exact(_ local: LocalTime, _ offset: Int32) -> Placement {
        Placement(instant: Instant(seconds: local.seconds - Int64(offset)), offset: offset, kind: .exact)
    }

    private func placeInside(
        _ transition: Transition, before: Int32, _ local: LocalTime, _ notBefore: Instant?
    ) -> Placement {
        let early = Instant(seconds: local.seconds - Int64(before))
        guard transition.offset < before else {
            return Placement(instant: early, offset: transition.offset, kind: .nonexistent)
        }
        let late = Instant(seconds: local.seconds - Int64(transition.offset))
        if let notBefore, early < notBefore, late >= notBefore {
            return Placement(instant: late, offset: transition.offset, kind: .ambiguous)
        }
        return Placement(instant: early, offset: before, kind: .ambiguous)
    }
}

extension ZoneRules {
    /// Whether the wall clock changes in the half-open span.
    func changes(from start: Int64, until end: Int64) -> Bool {
        index(ofFirstAfter: Instant(seconds: start - 1)) != index(ofFirstAfter: Instant(seconds: end - 1))
    }

    /// Whether a clock time read at this instant may be one that the clock showed twice, or one that was moved
    /// forward because the clock jumped over it.
    func isDoubtful(_ instant: Instant) -> Bool {
        let next = index(ofFirstAfter: instant + -86_400)
        var before = next == 0 ? initialOffset : transitions[next - 1].offset
        for transition in transitions[next...] {
            let length = Int64(abs(transition.offset - before))
            let first = transition.offset < before ? transition.at.seconds - length : transition.at.seconds
            if instant.seconds < first { return false }
            if instant.seconds < transition.at.seconds + length { return true }
            before = transition.offset
        }
        return false
    }
}
