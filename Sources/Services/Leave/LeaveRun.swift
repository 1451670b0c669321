package import Domain
import Storage

/// What is booked for everybody at once.
package enum LeaveRunKind: String, Hashable, Sendable {
    /// What the types' rules grant by a day.
    case grants
    /// What ended up to a day is carried forward or lapses.
    case yearEnd = "year end"
    /// The leave of those whose last day was up to a day.
    case leavers
}

/// One line of a run over everybody: what is booked for whom, and why.
package struct LeaveRunLine: Hashable, Sendable {
    package enum What: String, Hashable, Sendable {
        case grant, carry, lapse
        /// Granted for days after the last one.
        case unearned
        /// Taken as leave, and not earned: the person owes it.
        case owed
        case payOut = "pay out"
        case forfeit
        /// The last day is another now: what was settled for it is given back.
        case revert
        /// Leave that is booked for days after the last one stands in the way; nothing is booked.
        case blocked
    }

    package var employee: Employee
    package var type: LeaveType
    package var what: What
    package var amount: LeaveAmount
    /// The days on which granted or carried days can be taken; of what is lost the day after which it was; of the rest
    /// the last day of the employment.
    package var from: CivilDate
    package var through: CivilDate
    package var reason: String
}

/// Grants, year ends and leavers, within one transaction. The same code is the preview and the booking: a preview
/// changes copies and drops them.
struct LeaveRun {
    private let db: any SQLConnection
    private let books: LeaveBooks

    init(_ db: any SQLConnection) throws {
        self.db = db
        books = try LeaveBooks(db)
    }

    /// What was booked before is left out.
    /// - Parameter stamp: nil: a preview.
    func lines(_ kind: LeaveRunKind, through date: CivilDate, by stamp: Stamp?) throws -> [LeaveRunLine] {
        var lines: [LeaveRunLine] = []
        let employees = try EmployeeStore(db).all().filter { $0.joined <= date }
        for type in books.types where kind != .grants || type.grant != .none {
            for employee in employees {
                var book = try books.book(of: employee, only: type.id)
                let later = kind == .leavers ? try leaveAfterTheLastDay(employee, type, by: date) : []
                do {
                    switch kind {
                    case .grants: lines += try grant(type, through: date, in: &book)
                    case .yearEnd:
                        lines += try book.close(type.id, through: date).flatMap { Self.lines($0, employee, type) }
                    case .leavers: lines += try later.isEmpty ? settle(type, leftBy: date, in: &book) : later
                    }
                } catch { throw error.refusal }
                if let stamp { try books.save(book, by: stamp) }
            }
            if kind == .yearEnd, stamp != nil { try LeaveTypeStore(db).setClosed(type.id, through: date) }
        }
        if let stamp { try journal(kind.rawValue, date, lines, stamp) }
        return lines
    }

    private func grant(
        _ type: LeaveType, through date: CivilDate, in book: inout LeaveBook
    ) throws(LeaveProblems) -> [LeaveRunLine] {
        let employee = book.employee
        let due = book.due(type, through: date) { books.worked(employee.id, $0) }
        return try book.book(due, of: type.id).map { grant in
            let limit = type.balanceAtMost?.description ?? ""
            let cut = grant.cut == .zero ? "" : "; \(grant.cut) of \(grant.amount) cut, the balance is at most \(limit)"
            return LeaveRunLine(
                employee: employee, type: type, what: .grant, amount: grant.amount - grant.cut, from: grant.from,
                through: grant.through, reason: grant.reason + cut)
        }
    }

    /// What is due by the last day is granted first. Who has not left yet may have been settled for a day that no longer
    /// is the last.
    private func settle(
        _ type: LeaveType, leftBy date: CivilDate, in book: inout LeaveBook
    ) throws(LeaveProblems) -> [LeaveRunLine] {
        let employee = book.employee
        guard let left = employee.left, left <= date else {
            book.setLastDay(nil)
            return Self.lines(try book.settle(type.id), employee, type, on: date)
        }
        let grants = try grant(type, through: left, in: &book)
        return grants + Self.lines(try book.settle(type.id), employee, type, on: left)
    }

    /// By request; unpaid leave stands in nothing's way.
    private func leaveAfterTheLastDay(
        _ employee: Employee, _ type: LeaveType, by date: CivilDate
    ) throws -> [LeaveRunLine] {
        guard let left = employee.left, left <= date, type.overdraft != .unlimited else { return [] }
        let days = try LeaveDayStore(db).days(of: employee.id, left + 1...CivilDate.distantFuture).filter {
            $0.leave.type == type.id
        }
        return Dictionary(grouping: days, by: \.request).sorted { $0.key < $1.key }.map { request, days in
            LeaveRunLine(
                employee: employee, type: type, what: .blocked, amount: days.map(\.amount).total(), from: left,
                through: left, reason: "Request \(request.rawValue) takes leave after the last day; cancel that first")
        }
    }

    /// One entry a run: the lines themselves are in the ledger, with who booked them.
    private func journal(_ run: String, _ date: CivilDate, _ lines: [LeaveRunLine], _ stamp: Stamp) throws {
        let booked = lines.filter { $0.what != .blocked }
        guard !booked.isEmpty else { return }
        let document = LeaveRunDocument(
            run: run, through: date.description, people: Set(booked.map(\.employee.id)).count, lines: booked.count,
            // What is owed is a part of what was not earned.
            days: booked.filter { $0.what != .owed }.map(\.amount).total().description)
        try JournalStore(db).append(
            .add, .leaveEntry, id: run, before: nil, after: document, by: stamp)
    }
}

// In lines.
extension LeaveRun {
    private static func lines(_ closing: LeaveClosing, _ employee: Employee, _ type: LeaveType) -> [LeaveRunLine] {
        let end = closing.lot.through ?? closing.lot.from
        var lines: [LeaveRunLine] = []
        if closing.carried != .zero, let days = closing.days {
            lines.append(
                LeaveRunLine(
                    employee: employee, type: type, what: .carry, amount: closing.carried, from: days.lowerBound,
                    through: days.upperBound, reason: "Left on \(end)"))
        }
        if closing.lapsed != .zero {
            lines.append(
                LeaveRunLine(
                    employee: employee, type: type, what: .lapse, amount: closing.lapsed, from: closing.lot.from,
                    through: end, reason: "Not taken by \(end)"))
        }
        return lines
    }

    /// - Parameter day: the last of the employment.
    private static func lines(
        _ settlement: LeaveSettlement, _ employee: Employee, _ type: LeaveType, on day: CivilDate
    ) -> [LeaveRunLine] {
        let parts: [(LeaveRunLine.What, LeaveAmount, String)] = [
            (.revert, settlement.reverted, "The last day changed"),
            (.unearned, settlement.unearned, "Granted for days after \(day)"),
            (.owed, settlement.owed, "Taken, and not earned by \(day)"),
            (.payOut, settlement.paidOut, "Left on the last day, \(day)"),
            (.forfeit, settlement.forfeited, "Left on the last day, \(day)"),
        ]
        return settlement.closings.flatMap { lines($0, employee, type) }
            + parts.filter { $0.1 != .zero }.map { what, amount, reason in
                LeaveRunLine(
                    employee: employee, type: type, what: what, amount: amount, from: day, through: day, reason: reason)
            }
    }
}

/// As the journal shows it.
private struct LeaveRunDocument: Encodable {
    var run: String
    var through: String
    var people: Int
    var lines: Int
    var days: String
}
