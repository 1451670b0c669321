import Domain
import Storage

/// Takes the rows of a file of rosters over, within one transaction.
struct RosterImport {
    private let file: TableFile
    private let db: any SQLConnection
    private let run: ImportRun
    private let people: ImportedPeople
    private let codes: [String: ID<Shift>]
    private let shifts: [ID<Shift>: String]
    private let known: [Place: RosterOverride]

    private struct Place: Hashable {
        var person: ID<Employee>
        var date: CivilDate
    }

    private typealias Edit = (index: Int, before: RosterOverride?, after: RosterOverride)

    init(_ file: TableFile, _ db: any SQLConnection, _ run: ImportRun, _ people: ImportedPeople) throws {
        self.file = file
        self.db = db
        self.run = run
        self.people = people
        let all = try ShiftStore(db).all()
        codes = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0.id) })
        shifts = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.code) })
        known = Dictionary(
            uniqueKeysWithValues: try RosterOverrideStore(db).all().map {
                (Place(person: $0.employee, date: $0.date), $0)
            })
    }

    func rows() throws -> [ImportReport.Row] {
        var fates: [Int: ImportReport.Fate] = [:]
        var edits: [Edit] = []
        var firstLine: [Place: Int] = [:]
        for (index, row) in file.rows.enumerated() {
            do throws(ServiceError) {
                let (fate, edit) = try plan(index, row, &firstLine)
                fates[index] = fate
                if let edit { edits.append(edit) }
            } catch { fates[index] = .refused(error.problems) }
        }
        return try ImportRun.settling(db) { late in
            var attempt = ImportRun.Attempt(
                rows: file.rows.enumerated().map { index, row in
                    self.row(row, late[index].map { ImportReport.Fate.refused($0) } ?? fates[index] ?? .unchanged)
                })
            try write(edits.filter { late[$0.index] == nil }, &attempt)
            return attempt
        }
    }

    private func row(_ row: TableRow, _ fate: ImportReport.Fate) -> ImportReport.Row {
        ImportReport.Row(
            line: row.line, code: file.cell("employee", row),
            what: "\(file.cell("date", row)) \(file.cell("day", row))".trimmed, fate: fate)
    }

    private func plan(
        _ index: Int, _ row: TableRow, _ firstLine: inout [Place: Int]
    ) throws(ServiceError) -> (ImportReport.Fate, Edit?) {
        if let problem = row.problem { throw .invalid([problem]) }
        let person = try people.person(file, row)
        let place = Place(person: person.id, date: try file.date("date", row))
        let day = try RosterService.day(file.cell("day", row), codes)
        if let line = firstLine[place] {
            throw .invalid("date", "\(person.name) has a row for \(place.date) in line \(line) already.")
        }
        firstLine[place] = row.line
        let before = known[place]
        let usual = before?.day == day ? before?.reason ?? "" : run.options.reason
        let reason = try file.reason(row, else: usual, atMost: RosterService.longestReason)
        let after = RosterOverride(employee: person.id, date: place.date, day: day, reason: reason)
        guard let before else { return (.added, (index, nil, after)) }
        let changes = changes(from: before, to: after)
        return changes.isEmpty ? (.unchanged, nil) : (.changed(changes), (index, before, after))
    }

    private func changes(from before: RosterOverride, to after: RosterOverride) -> [ImportReport.FieldChange] {
        let fields = [
            ("day", before.day.text(shifts), after.day.text(shifts)), ("reason", before.reason, after.reason),
        ]
        return fields.filter { $0.1 != $0.2 }.map { .init(field: $0.0, before: $0.1, after: $0.2) }
    }

    /// What a limit warns of is told with a row; what it refuses, refuses the rows that it is about.
    private func write(_ edits: [Edit], _ attempt: inout ImportRun.Attempt) throws {
        let dates = edits.map(\.after.date)
        guard let first = dates.min(), let last = dates.max() else { return }
        let whom = Set(edits.map(\.after.employee)).sorted()
        let conflicts = try RosterEdit(db, by: run.stamp, days: (first, last)).conflicts(of: whom) {
            try RosterOverrideStore(db).set(
                edits.map { ($0.before, $0.after, run.stamp.because($0.after.reason)) })
        }
        let own = Dictionary(grouping: edits, by: \.after.employee)
        for conflict in conflicts {
            let rows = own[conflict.employee] ?? []
            let near = rows.filter { conflict.days.contains($0.after.date) }
            guard let row = near.first ?? rows.first else { continue }
            if conflict.reaction != .refuse {
                attempt.rows[row.index].notes.append(conflict.sentence)
                continue
            }
            for row in near.isEmpty ? rows : near {
                attempt.late[row.index, default: []].append(FieldProblem(field: "day", sentence: conflict.sentence))
            }
        }
    }
}
