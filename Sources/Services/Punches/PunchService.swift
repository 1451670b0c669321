package import Domain
package import Storage

/// Some punches, and where the next ones begin.
package struct PunchPage: Hashable, Sendable {
    package var rows: [ListedPunch]
    package var deviceNames: [ID<Device>: String]
    /// Up to which place everything was looked at; nil: there is no more at present.
    package var next: ID<Punch>?
    /// Up to which place everything was looked at, also on the last page; nil: there is nothing.
    package var reached: ID<Punch>?
}

/// Which punches are wanted; nil: whatever it is.
package struct PunchFilter: Hashable, Sendable {
    /// By the terminals' clocks.
    package var days: ClosedRange<CivilDate>?
    package var employee: ID<Employee>?
    package var device: ID<Device>?

    package init(
        days: ClosedRange<CivilDate>? = nil, employee: ID<Employee>? = nil, device: ID<Device>? = nil
    ) {
        self.days = days
        self.employee = employee
        self.device = device
    }

    fileprivate var times: ClosedRange<LocalTime>? {
        days.map { LocalTime($0.lowerBound)...LocalTime(seconds: LocalTime($0.upperBound + 1).seconds - 1) }
    }
}

/// The ledger as it was written: what terminals said, in the order in which it came in.
package struct PunchService: Sendable {
    let context: ServiceContext

    /// Rows that are looked through at once, and the most of them for one page.
    private static let portion = 1_000
    private static let mostSearched = 20_000

    /// Who does not reach everybody gets the punches of people in reach. Punches of nobody are among them for who does.
    /// - Parameter after: the last place that was read, such as ``PunchPage/next``; nil: from the first on.
    package func page(
        after: ID<Punch>? = nil, matching filter: PunchFilter = PunchFilter(), limit: Int, by actor: Actor
    ) async throws -> PunchPage {
        try await context.reading(.readAttendance, by: actor) { db, people in
            if let employee = filter.employee { try people.require(employee) }
            let names = try DeviceStore(db).byID().mapValues(\.name)
            var page = PunchPage(rows: [], deviceNames: names)
            var (place, searched) = (after, 0)
            while page.rows.count < limit, searched < Self.mostSearched {
                let found = try PunchLedger(db).page(
                    after: place, times: filter.times, of: filter.device, limit: max(limit, Self.portion / 10))
                for row in found where page.rows.count < limit {
                    place = row.id
                    page.reached = row.id
                    let isWanted = row.employee.map(people.contains) ?? people.isEveryone
                    if isWanted, filter.employee == nil || filter.employee == row.employee { page.rows.append(row) }
                }
                searched += found.count
                // Nothing is left behind what was read to its end.
                if found.count < max(limit, Self.portion / 10), found.last?.id == place || found.isEmpty { return page }
            }
            page.next = place
            return page
        }
    }
}
