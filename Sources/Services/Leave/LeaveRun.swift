package import Domain
import Storage

/// One line of a run over everybody: what is booked for whom, and why.
package struct LeaveRunLine: Hashable, Sendable {
    package enum What: String, Hashable, Sendable {
        case grant, carry, lapse
    }

    package var employee: Employee
    package var type: LeaveType
    package var what: What
    package var amount: LeaveAmount
    /// The days on which granted or carried days can be taken; of a lapse the day after which they were lost.
    package var from: CivilDate
    package var through: CivilDate
    package var reason: String
}

/// Grants and year ends of everybody, within one transaction. The same code is the preview and the booking: a preview
/// changes copies and drops them.
struct LeaveRun {
    private let db: any SQLConnection
    private let books: LeaveBooks

    init(_ db: any SQLConnection) throws {
        self.db = db
        books = try LeaveBooks(db)
    }

    /// What the types' rules grant by `date`. Who and what was granted before is left out.
    /// - Parameter stamp: nil: a preview.
    func accrue(through date: CivilDate, by stamp: Stamp?) throws -> [LeaveRunLine] {
        var lines: [LeaveRunLine] = []
        for type in books.types where type.grant != .none {
            for employee in try EmployeeStore(db).all() where employee.joined <= date {
                var book = try books.book(of: employee, only: type.id)
                let due = book.due(type, through: date) { books.worked(employee.id, $0) }
                guard !due.isEmpty else { continue }
                do { try book.book(due, of: type.id) } catch { throw error.refusal }
                lines += due.map {
                    LeaveRunLine(
                        employee: employee, type: type, what: .grant, amount: $0.amount, from: $0.from,
                        through: $0.through, reason: $0.reason)
                }
                if let stamp { try books.save(book, by: stamp) }
            }
        }
        if let stamp { try journal("grants", date, lines, stamp) }
        return lines
    }

    /// What ended up to `date` is carried forward or lapses.
    /// - Parameter stamp: nil: a preview.
    func close(through date: CivilDate, by stamp: Stamp?) throws -> [LeaveRunLine] {
        var lines: [LeaveRunLine] = []
        for type in books.types {
            for employee in try EmployeeStore(db).all() where employee.joined <= date {
                var book = try books.book(of: employee, only: type.id)
                let closings: [LeaveClosing]
                do { closings = try book.close(type.id, through: date) } catch { throw error.refusal }
                lines += closings.flatMap { Self.lines($0, employee, type) }
                if let stamp { try books.save(book, by: stamp) }
            }
            if stamp != nil { try LeaveTypeStore(db).setClosed(type.id, through: date) }
        }
        if let stamp { try journal("year end", date, lines, stamp) }
        return lines
    }

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

    /// One entry a run: the lines themselves are in the ledger, with who booked them.
    private func journal(_ run: String, _ date: CivilDate, _ lines: [LeaveRunLine], _ stamp: Stamp) throws {
        guard !lines.isEmpty else { return }
        let document = LeaveRunDocument(
            run: run, through: date.description, people: Set(lines.map(\.employee.id)).count, lines: lines.count,
            days: lines.map(\.amount).total().description)
        try JournalStore(db).append(
            .add, .leaveEntry, id: run, before: nil, after: document, by: stamp)
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
