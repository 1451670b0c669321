import Domain
import Storage

/// Takes the rows of a file of employees over, within one transaction.
struct EmployeeImport {
    private let file: TableFile
    private let db: any SQLConnection
    private let actor: Actor
    private let stamp: Stamp
    private let people: PeopleInReach
    private let records: EmployeeRecords
    private let drafts: [EmployeeDraft]

    init(
        _ file: TableFile, _ db: any SQLConnection, by actor: Actor, within people: PeopleInReach, _ stamp: Stamp
    ) throws {
        self.file = file
        self.db = db
        self.actor = actor
        self.stamp = stamp
        self.people = people
        records = try EmployeeRecords(db, today: try SettingStore(db).companyZone().local(at: stamp.at).date)
        drafts = file.rows.map { EmployeeTable.draft(file, $0) }
    }

    func rows() throws -> [ImportReport.Row] {
        let unreadable = problems()
        return try ImportRun.settling(db) { late in
            let writer = try EmployeeWriter(db, by: stamp)
            let refused = unreadable.merging(late) { first, _ in first }
            let fates = try take(refused, writer)
            var attempt = ImportRun.Attempt(rows: file.rows.indices.map { row($0, fates[$0]) })
            attempt.late = try outOfReach(attempt.rows)
            return attempt
        }
    }

    private typealias Taken = (fate: ImportReport.Fate, notes: [String])

    private func row(_ index: Int, _ taken: Taken?) -> ImportReport.Row {
        var row = ImportReport.Row(
            line: file.rows[index].line, code: drafts[index].code, what: drafts[index].name,
            fate: taken?.fate ?? .unchanged)
        row.notes = taken?.notes ?? []
        return row
    }

    /// What can be said of rows without the database, by place. The first row of a code stands; which of two is meant
    /// cannot be guessed, so that the later ones are refused.
    private func problems() -> [Int: [FieldProblem]] {
        var found: [Int: [FieldProblem]] = [:]
        var firstLine: [String: Int] = [:]
        for (index, row) in file.rows.enumerated() {
            var problems = row.problem.map { [$0] } ?? drafts[index].problems().inOrder.byEmployeeColumn
            let code = drafts[index].code
            if let line = firstLine[code], !code.isEmpty {
                problems.append(
                    FieldProblem(field: "code", sentence: "The code \(code) stands in line \(line) already."))
            } else {
                firstLine[code] = row.line
            }
            if !problems.isEmpty { found[index] = problems }
        }
        return found
    }

    /// A row that is refused is tried again after the others: a number may be free once the row of who left is taken.
    private func take(_ refused: [Int: [FieldProblem]], _ writer: EmployeeWriter) throws -> [Int: Taken] {
        var taken: [Int: Taken] = refused.mapValues { (.refused($0), []) }
        var open = file.rows.indices.filter { refused[$0] == nil }
        while !open.isEmpty {
            var again: [Int] = []
            for index in open {
                let one = try take(drafts[index], writer)
                taken[index] = one
                if case .refused = one.fate { again.append(index) }
            }
            if again.count == open.count { break }
            open = again
        }
        return taken
    }

    private func take(_ draft: EmployeeDraft, _ writer: EmployeeWriter) throws -> Taken {
        do {
            return try store(draft, writer)
        } catch ServiceError.invalid(let problems) {
            // Checked before anything of the row is written, so that nothing of it has to be undone.
            return (.refused(problems.byEmployeeColumn), [])
        }
    }

    private func store(_ draft: EmployeeDraft, _ writer: EmployeeWriter) throws -> Taken {
        guard let known = records.find(draft.code) else { return (.added, try writer.add(draft.validated()).notes) }
        guard people.contains(known.id) else { return (.refused([Self.outOfReach(draft.code)]), []) }
        let valid = try records.merged(draft, with: known).validated()
        let changes = records.changes(of: known, to: valid)
        guard !changes.isEmpty else { return (.unchanged, []) }
        let written = try writer.update(known.id, to: valid)
        return (written.isChanged ? .changed(changes) : .unchanged, written.notes)
    }

    /// Those who were added and are not the actor's to add.
    private func outOfReach(_ rows: [ImportReport.Row]) throws -> [Int: [FieldProblem]] {
        guard !people.isEveryone else { return [:] }
        let after = try PeopleInReach(actor, .changePeople, db, now: stamp.at)
        let ids = Dictionary(uniqueKeysWithValues: try EmployeeStore(db).all().map { ($0.code, $0.id) })
        var found: [Int: [FieldProblem]] = [:]
        for (index, row) in rows.enumerated() where row.fate == .added {
            if let id = ids[row.code], after.contains(id) { continue }
            found[index] = [Self.outOfReach(row.code)]
        }
        return found
    }

    /// The same of whoever is there and of whoever is not.
    private static func outOfReach(_ code: String) -> FieldProblem {
        FieldProblem(
            field: "code",
            sentence:
                "Nobody with the code \(code) is within your reach, nor would a new person of this row be; check the "
                + "code, the department and the location, or ask an administrator.")
    }
}
