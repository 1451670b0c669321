package import Domain
import Storage

/// Where a day stands in the order of codes and dates.
package struct DayPosition: Hashable, Sendable {
    package var code: String
    package var date: CivilDate

    package init(code: String, date: CivilDate) {
        self.code = code
        self.date = date
    }
}

/// Some people's days, by code and date.
package struct DayPage: Hashable, Sendable {
    package var rows: [DayRow]
    /// After which the next page begins; nil: this was the last one.
    package var next: DayPosition?
    /// Until when nothing but a change of the data changes it.
    package var lasts: Instant
}

/// Which days are wanted; nil: whatever it is.
package struct DayFilter: Hashable, Sendable {
    package var employee: ID<Employee>?
    package var department: String?
    package var location: String?

    package init(employee: ID<Employee>? = nil, department: String? = nil, location: String? = nil) {
        self.employee = employee
        self.department = department
        self.location = location
    }

    fileprivate func fits(_ employee: Employee, _ date: CivilDate) -> Bool {
        let posting = employee.postings.on(date)
        return department.map { $0 == posting.department } ?? true && location.map { $0 == posting.location } ?? true
    }
}

extension AttendanceService {
    /// The days of people in reach, as far as they have come; of each only those of employment.
    /// - Parameter after: nil: from the first on.
    package func days(
        _ days: ClosedRange<CivilDate>, matching filter: DayFilter = DayFilter(), after: DayPosition? = nil, limit: Int,
        by actor: Actor
    ) async throws -> DayPage {
        let now = context.now()
        return try await context.reading(.readAttendance, by: actor) { db, people in
            if let one = filter.employee { try people.require(one) }
            return try DayPaging(db, days, filter, people, now: now).page(after: after, limit: limit)
        }
    }
}

/// Reads no more people than a page needs.
private struct DayPaging {
    /// People that are read at once, at most.
    private static let largestPortion = 100

    private let db: any SQLConnection
    private let days: ClosedRange<CivilDate>
    private let filter: DayFilter
    private let people: PeopleInReach
    private let now: Instant
    private let rules: CompanyRules
    private let reasons: ProvisionalReasons

    init(
        _ db: any SQLConnection, _ days: ClosedRange<CivilDate>, _ filter: DayFilter, _ people: PeopleInReach,
        now: Instant
    ) throws {
        self.db = db
        self.days = days
        self.filter = filter
        self.people = people
        self.now = now
        rules = try CompanyRules(db, now: now)
        reasons = ProvisionalReasons(now: now, terminals: try DeviceCompleteness.all(db), zone: rules.book.zone)
    }

    func page(after: DayPosition?, limit: Int) throws -> DayPage {
        var rows: [DayRow] = []
        var code = after?.code
        var isFirst = true
        // Of a month of days, a page holds few people's; of whom a filter leaves few, more are read at once the next time.
        var portion = min(Self.largestPortion, limit / days.count + 2)
        while true {
            let found = try employees(from: code, isIncluded: isFirst, portion)
            isFirst = false
            for row in try self.rows(of: found) {
                // The order of codes is the database's own, so that nothing but the one it began with is compared.
                if let after, row.code == after.code, row.result.date <= after.date { continue }
                guard rows.count < limit else {
                    let last = rows[limit - 1]
                    return page(rows, next: DayPosition(code: last.code, date: last.result.date))
                }
                rows.append(row)
            }
            guard filter.employee == nil, found.count == portion else { return page(rows, next: nil) }
            code = found.last?.code
            portion = min(Self.largestPortion, portion * 2)
        }
    }

    /// Days that are over and final stay as they are, and over whom somebody may read them is another matter each day. Of
    /// others the time is a part, in whole seconds.
    private func page(_ rows: [DayRow], next: DayPosition?) -> DayPage {
        let isOver = days.upperBound < rules.today && !rows.contains(where: \.isProvisional)
        let lasts = isOver ? rules.book.zone.place(LocalTime(rules.today + 1)).instant : now + 1
        return DayPage(rows: rows, next: next, lasts: lasts)
    }

    private func employees(from code: String?, isIncluded: Bool, _ portion: Int) throws -> [Employee] {
        let store = EmployeeStore(db)
        if let one = filter.employee { return try store.find(one).map { [$0] } ?? [] }
        return try store.page(from: code, isIncluded: isIncluded, limit: portion)
    }

    private func rows(of employees: [Employee]) throws -> [DayRow] {
        let wanted = employees.filter { people.contains($0.id) && $0.employedDays(days) > 0 }
        var reader = DayReader(db, rules)
        let found = try reader.days(of: wanted, days)
        return wanted.flatMap { employee in
            (found[employee.id] ?? []).filter { filter.fits(employee, $0.date) }.map { row($0, employee, reader) }
        }
    }

    private func row(_ result: DayResult, _ employee: Employee, _ reader: DayReader) -> DayRow {
        var row = DayRow(
            employee: employee, shiftCode: result.shift.flatMap { rules.shiftCodes[$0] } ?? "", result: result,
            isLive: result.date == rules.today, leaveCodes: rules.book.leaveCodes)
        row.provisional = reader.settling[DayKey(employee: employee.id, date: result.date)]
            .map(reasons.reason(settling:))
        return row
    }
}
