import Domain
package import Services
import Storage

/// What somebody says of punches in doubt, as it is typed.
package nonisolated struct SettleEntry: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case date, time, why
    }

    package enum Kind: Hashable, Sendable, CaseIterable {
        case madeAt, right, noPunch
    }

    package let kind: Kind
    package var date = ""
    package var time = ""
    package var why = ""

    /// The day on which it was collected is the likeliest one; of a clock that was set it is the day that it showed.
    package init(_ kind: Kind, of doubts: [Doubt]) {
        self.kind = kind
        guard kind == .madeAt, let doubt = doubts.first else { return }
        date = (doubt.counts ? doubt.punch.local : doubt.collected).date.description
    }

    package func problems() -> [Field: String] {
        var found: [Field: String] = [:]
        if kind == .madeAt {
            if CivilDate(typed: date) == nil { found[.date] = "Enter the day, such as 2026-11-20." }
            if TimeOfDay(time.withoutBlanks) == nil { found[.time] = "Enter the time, such as 18:05." }
        }
        if why.withoutBlanks.isEmpty { found[.why] = "Say it, such as: seen by the guard." }
        return found
    }

    /// Of a time that cannot be read that it is no punch; `problems` lets nobody so far.
    package var resolution: DoubtResolution {
        switch kind {
        case .right: return .right
        case .noPunch: return .noPunch
        case .madeAt:
            guard let day = CivilDate(typed: date), let time = TimeOfDay(time.withoutBlanks) else { return .noPunch }
            return .madeAt(day, time)
        }
    }

    /// As a sentence ends.
    var outcome: String {
        switch resolution {
        case .right: "right as it is"
        case .noPunch: "no punch"
        case .madeAt(let day, let time): "made at \(LocalTime(day, time).description)"
        }
    }
}

/// Why lines are no punches, as it is typed.
package nonisolated struct DismissEntry: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case why
    }

    package var why = ""

    package init() {}

    package func problems() -> [Field: String] {
        why.withoutBlanks.isEmpty ? [.why: "Say why it is no punch, such as: a heading."] : [:]
    }
}
