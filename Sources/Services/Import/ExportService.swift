package import Domain
import Storage

/// A table as it goes out: by the columns that an import of it takes.
package struct ExportedTable: Hashable, Sendable {
    package var table: CompanyTable
    /// Cells in the order of the table's columns, not guarded yet.
    package var rows: [[String]]

    /// Lines of CSV in UTF-8, the columns' names first.
    package var csv: [UInt8] {
        rows.reduce(into: CSVLine.bytes(table.columns.map(\.name))) { $0 += CSVLine.bytes($1) }
    }
}

/// Tables of a company as files that other programs read, and that an import takes back unchanged. That they went out
/// stands in the journal.
package struct ExportService: Sendable {
    let context: ServiceContext

    /// Of people in reach, by code; department, location and shift are today's.
    package func employees(by actor: Actor) async throws -> ExportedTable {
        let now = context.now()
        let rows = try await context.reading(.readPeople, by: actor) { db, people -> [[String]] in
            let today = try SettingStore(db).companyZone().local(at: now).date
            let records = try EmployeeRecords(db, today: today)
            let work = try EmployeeWork(db, of: records.all, today: today)
            return records.all.filter { people.contains($0.id) }.map { person -> [String] in
                let draft = records.draft(of: person)
                return EmployeeField.allCases.map { draft[$0] } + [
                    work.text(of: person, next: records.shift(of: person))
                ]
            }
        }
        return try await noted(ExportedTable(table: .employees, rows: rows), "", actor)
    }

    /// Those that count on the days, by code and time: the terminals' as they were corrected, and those that were added.
    package func punches(_ days: ClosedRange<CivilDate>, by actor: Actor) async throws -> ExportedTable {
        let rows = try await context.reading(.readAttendance, by: actor) { db, people -> [[String]] in
            try PunchExport(db, days, of: EmployeeStore(db).all().filter { people.contains($0.id) }).rows()
        }
        return try await noted(ExportedTable(table: .punches, rows: rows), Self.words(days), actor)
    }

    /// What people in reach work on single days, whatever the roster says, by code and date.
    package func rosters(_ days: ClosedRange<CivilDate>, by actor: Actor) async throws -> ExportedTable {
        let rows = try await context.reading(.readPeople, by: actor) { db, people -> [[String]] in
            let codes = Dictionary(uniqueKeysWithValues: try ShiftStore(db).all().map { ($0.id, $0.code) })
            let overrides = Dictionary(
                grouping: try RosterOverrideStore(db).all().filter { days.contains($0.date) }, by: \.employee)
            return try EmployeeStore(db).all().filter { people.contains($0.id) }.flatMap { person in
                (overrides[person.id] ?? []).map { RosterTable.cells($0, of: person, codes) }
            }
        }
        return try await noted(ExportedTable(table: .rosters, rows: rows), Self.words(days), actor)
    }

    /// What people in reach who are employed on the day have of each type, by code: what is in the ledger.
    package func balances(on date: CivilDate, by actor: Actor) async throws -> ExportedTable {
        let types = try await context.database.read { try LeaveTypeStore($0).all() }
        let people = try await LeaveService(context: context).balances(on: date, by: actor)
        let rows = people.flatMap { person in
            person.amounts(of: types).map { BalanceTable.cells($1, $0, of: person.employee, on: date) }
        }
        return try await noted(ExportedTable(table: .balances, rows: rows), "\(date)", actor)
    }

    private static func words(_ days: ClosedRange<CivilDate>) -> String { "\(days.lowerBound) to \(days.upperBound)" }

    private func noted(_ table: ExportedTable, _ what: String, _ actor: Actor) async throws -> ExportedTable {
        try await JournalService(context: context).note(export: table.table.entity, what, by: actor)
        return table
    }
}

extension EmployeeLeave {
    /// Of each type that is for the person, or of which something was ever booked.
    package func amounts(of types: [LeaveType]) -> [(type: LeaveType, amount: LeaveAmount)] {
        types.filter { $0.isFor(employee) || booked[$0.id] != nil }.map { ($0, booked[$0.id] ?? .zero) }
    }
}
