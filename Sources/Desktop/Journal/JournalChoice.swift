package import Domain
import Services
package import Storage

/// Which entries of the journal somebody wants to see.
package struct JournalChoice: Equatable {
    package enum Period: Int, CaseIterable {
        case everything, today, week, month, custom

        package var title: String {
            switch self {
            case .everything: "At any time"
            case .today: "Today"
            case .week: "The last 7 days"
            case .month: "This month"
            case .custom: "From … to …"
            }
        }
    }

    /// The name of who did it; nil: anybody.
    package var actor: String?
    /// Whom it is about; nil: anybody, and what is nobody's.
    package var employee: ID<Employee>?
    package var period = Period.everything
    /// Of the period that somebody says; both days are in it.
    package var days: ClosedRange<CivilDate>?
    package var kind: JournalKind?
    /// One record alone.
    package var record: JournalRecord?

    package init() {}

    /// Something is left out.
    package var isNarrowed: Bool { self != JournalChoice() }

    /// - Parameter today: in the zone.
    package func filter(today: CivilDate, in zone: ZoneRules) -> JournalFilter {
        var filter = JournalFilter(
            entity: record?.entity ?? kind?.entity, entityID: record?.id, actor: actor, employee: employee)
        guard let days = span(today) else { return filter }
        filter.since = zone.place(LocalTime(days.lowerBound)).instant
        filter.before = zone.place(LocalTime(days.upperBound + 1)).instant
        return filter
    }

    private func span(_ today: CivilDate) -> ClosedRange<CivilDate>? {
        switch period {
        case .everything: nil
        case .today: today...today
        case .week: today - 6...today
        case .month: CivilDate(year: today.year, month: today.month, day: 1).map { $0...max($0, today) }
        case .custom: days
        }
    }
}

/// One record, whatever was done with it.
package struct JournalRecord: Equatable {
    package var entity: JournalEntity
    package var id: String
    /// As its entries call it: `Account ravi`.
    package var title: String

    package init(entity: JournalEntity, id: String, title: String) {
        (self.entity, self.id, self.title) = (entity, id, title)
    }

    package init(_ account: AccountLine) {
        self.init(entity: .account, id: String(account.id.rawValue), title: "Account \(account.name)")
    }
}

/// A kind of record, as people look for it.
package struct JournalKind: Equatable {
    package var entity: JournalEntity
    package var title: String

    package static let all = known.map { JournalKind(entity: $0, title: $1) }

    private static let known: [(JournalEntity, String)] = [
        (.account, "Accounts and sign-ins"), (.accessToken, "Access tokens"), (.employee, "People"),
        (.deviceNumber, "Numbers on terminals"), (.punchOverlay, "Corrections of punches"),
        (.approvalRequest, "Requests"), (.delegation, "Deputies"), (.departmentHead, "Heads of departments"),
        (.approvalChain, "Who decides what"), (.leaveRequest, "Leave asked for"), (.leaveEntry, "Leave given by hand"),
        (.leaveType, "Kinds of leave"), (.shift, "Shifts"), (.rosterAssignment, "Rosters"),
        (.rosterOverride, "Single days of rosters"), (.rotation, "Rotations"), (.shiftSwap, "Swaps"),
        (.namedPolicy, "Policies"), (.policyAssignment, "Who has which policy"), (.holiday, "Holidays"),
        (.weeklyOff, "Weekly offs"), (.periodLock, "Locked months"), (.device, "Terminals"),
        (.deviceUser, "Users of terminals"), (.setting, "Company settings"), (.dayResults, "Exports of attendance"),
        (.punches, "Exports of punches"), (.journal, "Exports of the journal"), (.archive, "Archives"),
    ]
}
