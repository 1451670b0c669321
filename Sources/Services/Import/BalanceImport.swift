import Domain
import Storage

/// Takes the rows of a file of leave balances over, within one transaction.
struct BalanceImport {
    private let file: TableFile
    private let db: any SQLConnection
    private let run: ImportRun
    private let people: ImportedPeople
    private let types: [String: LeaveType]

    private struct Entry {
        var person: Employee
        var type: LeaveType
        var date: CivilDate
        var amount: LeaveAmount
        var through: CivilDate?
        var reason: String
    }

    private struct Place: Hashable {
        var person: ID<Employee>
        var type: ID<LeaveType>
        var date: CivilDate
    }

    init(_ file: TableFile, _ db: any SQLConnection, _ run: ImportRun, _ people: ImportedPeople) throws {
        self.file = file
        self.db = db
        self.run = run
        self.people = people
        types = Dictionary(uniqueKeysWithValues: try LeaveTypeStore(db).all().map { ($0.code, $0) })
    }

    func rows() throws -> [ImportReport.Row] {
        var booking = BalanceBooking(db)
        var firstLine: [Place: Int] = [:]
        return try file.rows.map { row in
            do {
                let entry = try entry(row, &firstLine)
                return self.row(row, try take(entry, &booking))
            } catch let error as ServiceError {
                // Checked before anything of the row is written, so that nothing of it has to be undone.
                guard case .invalid = error else { throw error }
                return self.row(row, .refused(error.problems))
            }
        }
    }

    private func row(_ row: TableRow, _ fate: ImportReport.Fate) -> ImportReport.Row {
        let what = ["type", "date", "days"].map { file.cell($0, row) }.filter { !$0.isEmpty }
        return ImportReport.Row(
            line: row.line, code: file.cell("employee", row), what: what.joined(separator: " "), fate: fate)
    }

    private func entry(_ row: TableRow, _ firstLine: inout [Place: Int]) throws(ServiceError) -> Entry {
        if let problem = row.problem { throw .invalid([problem]) }
        let person = try people.person(file, row)
        let code = file.cell("type", row)
        guard let type = types[code] else {
            throw .invalid("type", ServiceError.unknownLeaveType(code: code.clipped(to: 60)).description)
        }
        let date = try file.date("date", row)
        guard let amount = LeaveAmount(file.cell("days", row)) else {
            throw .invalid(
                "days",
                "“\(file.cell("days", row).clipped(to: 60))” is no number of days: at most 3650, with at most three places "
                    + "after a point.")
        }
        let place = Place(person: person.id, type: type.id, date: date)
        if let line = firstLine[place] {
            throw .invalid("date", "\(person.name) has a row for \(type.code) on \(date) in line \(line) already.")
        }
        firstLine[place] = row.line
        return Entry(
            person: person, type: type, date: date, amount: amount,
            through: file.cell("through", row).isEmpty ? nil : try file.date("through", row),
            reason: try file.reason(row, else: run.options.reason))
    }

    private func take(_ entry: Entry, _ booking: inout BalanceBooking) throws -> ImportReport.Fate {
        let before = try booking.balance(of: entry.person.id, entry.type.id, on: entry.date)
        let difference = entry.amount - (before ?? .zero)
        guard difference != .zero else { return .unchanged }
        try people.requireChange(of: entry.person)
        do {
            try booking.adjust(by: run.stamp.because(entry.reason)) { ledger in
                try ledger.adjust(
                    entry.person.id, entry.type.id, by: difference, on: entry.date, through: entry.through,
                    reason: entry.reason)
            }
        } catch ServiceError.invalid(let problems) {
            throw ServiceError.invalid(
                problems.map { FieldProblem(field: Self.column($0.field), sentence: $0.sentence) })
        }
        booking.forget(entry.person.id)
        guard let before else { return .added }
        return .changed([.init(field: "days", before: before.description, after: entry.amount.description)])
    }

    /// Of the form's field.
    private static func column(_ field: String) -> String {
        switch field {
        case LeaveProblem.Field.amount.rawValue: "days"
        case LeaveProblem.Field.last.rawValue: "through"
        case "on": "date"
        default: field
        }
    }
}
