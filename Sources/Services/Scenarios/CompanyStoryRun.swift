import Devices
import Domain
import Foundation
import Storage
import Synchronization

/// Lives through a story in a database in a temporary folder, and says where it comes out differently.
///
/// Everything goes the way it goes in a company: punches are stored as a collection stores what a terminal told, and the
/// rest is asked of the services. Only the terminal's wire is left out, and the clock is the story's own.
final class CompanyStoryRun: Sendable {
    private static let actor = Actor(name: "Story", grants: .everything)

    private let story: CompanyStory
    private let rules: RuleBook
    private let now: Mutex<Instant>
    /// All that each terminal has in its log.
    private let logs = Mutex<[String: [StoryPunch]]>([:])

    /// - Parameter rules: shifts and rest days of the company.
    init(_ story: CompanyStory, _ rules: RuleBook) {
        self.story = story
        self.rules = rules
        let first = story.steps.lazy.compactMap { step in
            if case .collect(_, let at, _) = step.deed { at } else { nil }
        }.first
        now = Mutex(rules.zone.place(first ?? LocalTime(CivilDate(daysSinceEpoch: 0))).instant)
    }

    func differences() async throws -> [ScenarioDifference] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("etime-story-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let services = try await Services.open(
            folder.appendingPathComponent("story.db").path, zone: rules.zone.name,
            now: { [self] in now.withLock { $0 } })
        do {
            try await found(services)
            var found: [ScenarioDifference] = []
            for (place, step) in story.steps.enumerated() {
                found += try await differences(of: step, number: place + 1, services)
            }
            try await services.close()
            return found
        } catch {
            try? await services.close()
            throw error
        }
    }

    /// Shifts, rest days and people, as a company begins with them.
    private func found(_ services: Services) async throws {
        let actor = Self.actor
        for shift in rules.shifts { try await services.shifts.add(ShiftDraft(shift), by: actor) }
        try await services.shifts.setWeeklyOffs(rules.calendars.weeklyOffs, by: actor)
        for holiday in rules.calendars.holidays { try await services.shifts.addHoliday(holiday, by: actor) }
        let report = try await services.imports.employees(Data(Self.table(story.people).utf8), by: actor)
        if let refused = report.refused.first {
            throw ServiceError.unreadableImport("\(refused.code): \(refused.fate)")
        }
    }

    private static func table(_ people: [EmployeeDraft]) -> String {
        let rows = people.map { person in
            [
                person.code, person.name, person.department, person.location, person.joined, person.left, person.shift,
                person.deviceUser,
            ].map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
        }
        return (["code,name,department,location,joined,left,shift,device user"] + rows).joined(separator: "\n") + "\n"
    }

    private func differences(
        of step: CompanyStep, number: Int, _ services: Services
    ) async throws -> [ScenarioDifference] {
        let date = rules.zone.local(at: now.withLock { $0 }).date
        func difference(_ field: String, _ expected: String, _ got: String) -> ScenarioDifference {
            ScenarioDifference(date: date, field: "step \(number), \(field)", expected: expected, got: got)
        }
        do {
            let found = try await live(step.deed, services)
            if let refused = step.refused {
                return [difference("refused", refused.joined(separator: "; "), "nothing was refused")]
            }
            return found.map { item in
                var item = item
                item.field = "step \(number), \(item.field)"
                return item
            }
        } catch let error as ServiceError {
            guard let refused = step.refused else { return [difference("deed", "done", error.description)] }
            return refused.filter { !error.description.contains($0) }
                .map { difference("refused", $0, error.description) }
        }
    }

    /// - Returns: what is not as expected, of a step that looks at something.
    private func live(_ deed: CompanyStep.Deed, _ services: Services) async throws -> [ScenarioDifference] {
        let actor = Self.actor
        switch deed {
        case .collect(let terminal, let at, let punches): try await collect(terminal, at, punches, services)
        case .lock(let month): try await services.periods.lock(month, by: actor)
        case .recompute(let days): _ = try await services.attendance.recompute(days, by: actor)
        case .change(let code, let fields): try await change(code, fields, services)
        case .map(let user, let terminal, let code, let time):
            let person = try await person(code, services).id
            let device = try await device(terminal, services).id
            try await services.inbox.map(UnknownUser.ID(device: device, user: user), to: person, time, by: actor)
        case .days(let people): return try await compare(people, services)
        case .adjustments(let texts): return try await compare(adjustments: texts, services)
        case .inbox(let counts): return try await compare(inbox: counts, services)
        case .totals(let days, let totals): return try await compare(totals, days, services)
        }
        return []
    }

    private func person(_ code: String, _ services: Services) async throws -> EmployeeEntry {
        guard let entry = try await services.employees.find(code: code, by: Self.actor) else {
            throw ServiceError.unknownEmployee(code: code)
        }
        return entry
    }

    private func device(_ name: String, _ services: Services) async throws -> DeviceRecord {
        let id = try await services.devices.find(name: name, by: Self.actor)?.id
        if let id { return try await services.attendance.context.device(id) }
        let added = try await services.devices.add(DeviceDraft(name: name, host: "127.0.0.1"), by: Self.actor)
        return try await services.attendance.context.device(added.id)
    }

    private func change(
        _ code: String, _ fields: [EmployeeField: String], _ services: Services
    ) async throws {
        let entry = try await person(code, services)
        var draft = entry.draft
        draft.code = fields[.code] ?? draft.code
        draft.name = fields[.name] ?? draft.name
        draft.department = fields[.department] ?? draft.department
        draft.joined = fields[.joined] ?? draft.joined
        draft.left = fields[.left] ?? draft.left
        draft.deviceUser = fields[.deviceUser] ?? draft.deviceUser
        try await services.employees.update(entry.id, to: draft, by: Self.actor)
    }
}

extension CompanyStoryRun {
    private func collect(
        _ terminal: String, _ at: LocalTime, _ punches: [StoryPunch], _ services: Services
    ) async throws {
        let readAt = rules.zone.place(at).instant
        now.withLock { $0 = readAt }
        let log = logs.withLock { logs in
            logs[terminal, default: []] += punches
            return logs[terminal, default: []]
        }
        // A terminal writes its log as time goes on; what a story tells person by person is put into that order.
        let records = log.sorted { $0.local < $1.local }.compactMap { punch in
            PackedTime(punch.local).map {
                AttendanceRecord(userID: DeviceUserID(punch.user), rawTime: $0.rawValue, state: punch.state)
            }
        }
        let reading = TerminalReading(
            information: DeviceInformation(), shown: at, readAt: readAt,
            log: AttendanceRead(records: records, position: nil, terminalCount: records.count, wasFullRead: true),
            users: [])
        let storing = CollectionStoring(
            record: try await device(terminal, services), zone: rules.zone, reading: reading,
            stamp: Stamp(actor: Self.actor.name, at: readAt))
        _ = try await services.attendance.context.database.write { try storing.store($0) }
        try await services.attendance.recomputePending()
    }

    private func compare(
        _ people: [(code: String, expectations: [DayExpectation])], _ services: Services
    ) async throws -> [ScenarioDifference] {
        let now = now.withLock { $0 }
        let book = try await services.attendance.context.database.read { try CompanyRules($0, now: now).book }
        var found: [ScenarioDifference] = []
        for (code, expectations) in people {
            let person = try await person(code, services).id
            for expectation in expectations {
                let month = Month(of: expectation.date)
                let sheet = try await services.attendance.month(month, of: person, by: Self.actor)
                guard let day = sheet.rows.first?.days[expectation.date.day - 1] else {
                    found.append(
                        ScenarioDifference(
                            date: expectation.date, field: "day of \(code)", expected: "worked out", got: "not there"))
                    continue
                }
                found += expectation.fields.differences(from: day, under: book, prefix: "\(code), ")
            }
        }
        return found
    }

    private func compare(adjustments expected: [String], _ services: Services) async throws -> [ScenarioDifference] {
        let got = try await services.periods.adjustments(by: Self.actor).map { line in
            "\(line.employee.code) \(line.adjustment.date) \(line.adjustment.statusBefore.code)→"
                + "\(line.adjustment.statusAfter.code) for \(line.due): \(line.adjustment.difference.words)"
        }
        return difference("adjustments", expected, got)
    }

    private func compare(inbox expected: [String: Int], _ services: Services) async throws -> [ScenarioDifference] {
        let got = try await services.inbox.list(by: Self.actor).map { "\($0.id.user): \($0.punchCount)" }.sorted()
        return difference("inbox", expected.map { "\($0.key): \($0.value)" }.sorted(), got)
    }

    private func compare(
        _ totals: [StoryTotal], _ days: ClosedRange<CivilDate>, _ services: Services
    ) async throws -> [ScenarioDifference] {
        let results = try await services.attendance.context.database.read { try DayResultStore($0).results(days) }
        var sums: [String: Int] = [:]
        for day in results {
            sums[day.status.code, default: 0] += 1
            for (name, amount) in zip(StoryTotal.durations, [day.work, day.late, day.early, day.overtime]) {
                sums[name, default: 0] += Int(amount)
            }
        }
        return totals.compactMap { total in
            let got = StoryTotal(name: total.name, amount: sums[total.name] ?? 0)
            guard got != total else { return nil }
            return ScenarioDifference(date: days.lowerBound, field: total.name, expected: total.text, got: got.text)
        }
    }

    private func difference(_ field: String, _ expected: [String], _ got: [String]) -> [ScenarioDifference] {
        guard expected != got else { return [] }
        func text(_ list: [String]) -> String { list.isEmpty ? "none" : list.joined(separator: "; ") }
        return [
            ScenarioDifference(
                date: rules.zone.local(at: now.withLock { $0 }).date, field: field, expected: text(expected),
                got: text(got))
        ]
    }
}
