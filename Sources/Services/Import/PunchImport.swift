import Domain
import Storage

/// Takes the rows of a file of punches over, within one transaction: what no terminal has becomes a correction.
struct PunchImport {
    private let file: TableFile
    private let db: any SQLConnection
    private let run: ImportRun
    private let zone: ZoneRules
    private let people: ImportedPeople
    private let archived: ArchivedDays

    /// A row that could be read.
    private struct Entry {
        var index: Int
        var person: Employee
        var moment: PunchMoment
        var way: PunchWay
        var why: String
    }

    init(_ file: TableFile, _ db: any SQLConnection, _ run: ImportRun, _ people: ImportedPeople) throws {
        self.file = file
        self.db = db
        self.run = run
        zone = try SettingStore(db).companyZone()
        self.people = people
        archived = try ArchivedDays(db)
    }

    func rows() throws -> [ImportReport.Row] {
        var fates: [Int: ImportReport.Fate] = [:]
        var entries: [ID<Employee>: [Entry]] = [:]
        for (index, row) in file.rows.enumerated() {
            do throws(ServiceError) {
                let entry = try entry(index, row)
                entries[entry.person.id, default: []].append(entry)
            } catch { fates[index] = .refused(error.problems) }
        }
        var writing = PunchWriting(db, run.stamp)
        for (_, own) in entries.sorted(by: { $0.key < $1.key }) { try take(own, &writing, &fates) }
        try writing.finish(today: zone.local(at: run.stamp.at).date)
        return file.rows.enumerated().map { index, row in self.row(row, fates[index] ?? .unchanged) }
    }

    private func row(_ row: TableRow, _ fate: ImportReport.Fate) -> ImportReport.Row {
        let time = ["at", "date", "time", "direction"].map { file.cell($0, row) }.filter { !$0.isEmpty }
        return ImportReport.Row(
            line: row.line, code: file.cell("employee", row), what: time.joined(separator: " "), fate: fate)
    }

    private func entry(_ index: Int, _ row: TableRow) throws(ServiceError) -> Entry {
        if let problem = row.problem { throw .invalid([problem]) }
        let person = try people.person(file, row)
        let moment = try moment(row)
        let entry = Entry(index: index, person: person, moment: moment, way: try way(row), why: try why(row))
        if let sentence = refusal(of: entry) { throw .invalid(timeColumn(row), sentence) }
        return entry
    }

    private func timeColumn(_ row: TableRow) -> String { file.cell("at", row).isEmpty ? "date" : "at" }

    private func moment(_ row: TableRow) throws(ServiceError) -> PunchMoment {
        let text = file.cell("at", row)
        if !text.isEmpty {
            guard let moment = PunchMoment(text, in: zone) else {
                throw .invalid("at", "“\(text.clipped(to: 60))” is no date and time; write it as 2026-11-20T09:00:00.")
            }
            return moment
        }
        let date = try file.date("date", row)
        guard let time = TimeOfDay(file.cell("time", row)) else {
            throw .invalid(
                "time", "“\(file.cell("time", row).clipped(to: 60))” is no time; write it as 09:00 or 09:00:30.")
        }
        return PunchMoment(LocalTime(date, time), in: zone)
    }

    private func way(_ row: TableRow) throws(ServiceError) -> PunchWay {
        let text = file.cell("direction", row)
        guard let way = PunchWay.allCases.first(where: { $0.word == text.lowercased() }) else {
            throw .invalid(
                "direction", "“\(text.clipped(to: 60))” is no direction; write in or out, or leave it empty.")
        }
        return way
    }

    private func why(_ row: TableRow) throws(ServiceError) -> String {
        let device = file.cell("device", row)
        if device.count > 100 { throw .invalid("device", "The name of a terminal has at most 100 characters.") }
        return try file.reason(row, else: run.options.reason) + (device.isEmpty ? "" : " (at \(device))")
    }

    /// As a correction would be refused.
    private func refusal(of entry: Entry) -> String? {
        let (local, person) = (entry.moment.local, entry.person)
        if entry.moment.instant > run.stamp.at { return CorrectionRules.ahead(local) }
        // A night's end is on the next day.
        guard person.isEmployed(on: local.date) || person.isEmployed(on: local.date - 1) else {
            return CorrectionRules.unemployed(person, local.date)
        }
        return archived.refusal(of: local.date)?.description
    }

    private func take(
        _ entries: [Entry], _ writing: inout PunchWriting, _ fates: inout [Int: ImportReport.Fate]
    ) throws {
        let instants = entries.map(\.moment.instant)
        guard let person = entries.first?.person.id, let first = instants.min(), let last = instants.max() else {
            return
        }
        let known = try CorrectablePunches(db, of: person, from: first, through: last).all
        var there = Dictionary(grouping: known.filter { $0.quarantine == nil }, by: \.instant)
        var said: [Instant: (way: PunchWay, line: Int)] = [:]
        for entry in entries {
            let instant = entry.moment.instant
            if let before = said[instant] {
                fates[entry.index] = repeated(entry, before)
                continue
            }
            fates[entry.index] = try take(entry, there[instant] ?? [], &writing)
            there[instant] = nil
            said[instant] = (entry.way, file.rows[entry.index].line)
        }
    }

    private func repeated(_ entry: Entry, _ before: (way: PunchWay, line: Int)) -> ImportReport.Fate {
        guard entry.way != .either, entry.way != before.way else { return .unchanged }
        return .refused([
            FieldProblem(
                field: "direction",
                sentence: "Line \(before.line) has the same punch with another direction; remove one of them.")
        ])
    }

    /// - Parameter known: the person's punches of that second.
    private func take(
        _ entry: Entry, _ known: [Punch], _ writing: inout PunchWriting
    ) throws -> ImportReport.Fate {
        let isThere = !known.isEmpty && (entry.way == .either || known.contains { PunchWay($0) == entry.way })
        if isThere { return .unchanged }
        do { try people.requireChange(of: entry.person) } catch { return .refused(error.problems) }
        guard let punch = known.last else {
            writing.add(entry.way, at: entry.moment, of: entry.person.id, why: entry.why)
            return .added
        }
        try writing.turn(punch, to: entry.way, of: entry.person.id, why: entry.why)
        return .changed([
            ImportReport.FieldChange(field: "direction", before: PunchWay(punch).word, after: entry.way.word)
        ])
    }
}
