import Domain
import HTTPTypes
import Services
import Storage

/// Corrections over the punches of the terminals, which themselves never change.
enum CorrectionOperations {
    private static let tag = "Corrections"

    struct Row: Sendable {
        var record: PunchOverlayRecord
        /// Of the employee.
        var code: String
    }

    static let correction = Resource<Row>(
        "Correction",
        [
            .init("id", .id) { .integer($0.record.overlay.id.rawValue) },
            .init("employee", .text, "The code.") { .string($0.code) },
            .init("kind", .words(kinds), "A punch that was missing, that does not count, or that went the other way.") {
                .string($0.record.overlay.change.kind)
            },
            .init("at", .moment, "Of the punch, by the clock that showed it.") {
                .string(Moment.text($0.record.local, offset: $0.record.offset))
            },
            .init("way", .nullable(.words(ways)), "`either`: it takes its turn; null: it does not count.") {
                JSONValue($0.record.overlay.change.way)
            },
            .init("why", .sentence) { .string($0.record.overlay.why) },
            .init("madeBy", .text, "As the journal has it.") { .string($0.record.overlay.madeBy) },
            .init("madeAt", .moment) { .string(Moment.text($0.record.overlay.madeAt)) },
            .init("request", .nullable(.id), "By which it was asked for; null: it was made directly.") {
                JSONValue($0.record.overlay.request?.rawValue)
            },
            .init("revokedBy", .nullable(.text), "null: it holds.") { JSONValue($0.record.revoked?.by) },
            .init("revokedAt", .nullable(.moment)) { row in
                JSONValue(row.record.revoked.map { Moment.text($0.at) })
            },
            .init("revokedWhy", .nullable(.sentence)) { JSONValue($0.record.revoked?.why) },
        ])
    static let listing = Listing(correction, in: "at") { .integer($0.record.overlay.id.rawValue) }

    static let settings = Resource<CorrectionSettings>(
        "CorrectionSettings",
        [
            .init(
                "monthlyLimit", .nullable(.count), "Requests of one person for the days of a month; null: any number."
            ) {
                JSONValue($0.monthlyLimit.map { Int64($0) })
            },
            .init("daysBack", .nullable(.count), "How many days ago a day may be; null: any.") {
                JSONValue($0.daysBack.map { Int64($0) })
            },
            .init("largestFile", .integer(0...100_000_000), "The largest file that may come with a request, in bytes.")
            {
                JSONValue($0.largestFile)
            },
        ])

    static let schemas = [(correction.name, correction.schema), (settings.name, settings.schema)]

    static let kinds = ["add", "void", "redirect"]
    static let ways = ["either", "in", "out"]

    static let days: [Parameter] = [
        .query("from", .date, "`to` unless said; without both, today."),
        .query("to", .date, "`from` unless said; at most 400 days."),
    ]

    /// What is to be corrected, also where it is only asked for.
    static let draft: [Schema.Property] = [
        .init("date", .date, required: true, "The day that is corrected; a night’s end is on the next day."),
        .init(
            "changes",
            .list(
                .object([
                    .init("kind", .words(kinds), required: true),
                    .init(
                        "at", .text(1...40), required: true,
                        "By the company’s clock, without a zone: `2026-11-22T09:00:00`; of a terminal’s punch, by its clock."
                    ),
                    .init("way", .words(ways), "`either` unless said; with `redirect` it is `in` or `out`."),
                ]), atLeast: 1, atMost: 10), required: true),
        .init("why", .reason, required: true, "It is kept and shown."),
    ]

    /// The use case names a change by its kind; in the body they stand in one list.
    static let names = Dictionary(uniqueKeysWithValues: kinds.map { ($0, "changes") })

    static let all: [Operation] = [
        .get(
            "listCorrections", "/employees/{code}/corrections", tag, "What was corrected of one person’s punches",
            [EmployeeOperations.code] + days + listing.parameters, answering: listing.schema
        ) { call in
            let employee = try await call.employee()
            let records = try await call.services.corrections.list(of: employee.id, call.days(), by: call.actor)
            return try listing.reply(records.map { Row(record: $0, code: employee.code) }, to: call)
        }.detailed("In order of time, with those that were taken back."),
        .write(
            .post, "correctPunches", "/employees/{code}/corrections", tag, "Correct punches without a request",
            [EmployeeOperations.code], taking: .object(draft),
            answering: .object([.init("items", .list(correction.reference), required: true)]), status: 201
        ) { call in
            let employee = try await call.employee()
            let wanted = try CorrectionDraft(call.body)
            let made = try await call.naming(names) {
                try await call.services.corrections.correct(wanted, of: employee.id, by: call.actor)
            }
            let items = made.map { correction.json(Row(record: $0, code: employee.code)) }
            return .json(["items": .array(items)], status: 201)
        },
        .get("getCorrection", "/corrections/{id}", tag, "One correction", [id], answering: correction.reference) {
            call in
            // The version first: what is read after it is never older than it says.
            let version = try await call.services.version(of: [key(call)])
            let record = try await call.services.corrections.find(call.id("id"), by: call.actor)
            let people = try await call.services.employees.colleagues(by: call.actor)
            let code = people.first { $0.id == record.employee }?.code ?? ""
            return Reply.json(correction.json(Row(record: record, code: code))).version(version)
        }.versioned(),
        .write(
            .delete, "revokeCorrection", "/corrections/{id}", tag, "Take a correction back",
            [id, .query("why", .reason, "It stays listed, with this.", required: true)], status: 204
        ) { call in
            try await call.holding([key(call)]) {
                try await call.services.corrections.revoke(call.id("id"), why: call.text("why") ?? "", by: call.actor)
            }
            return .done
        }.versioned(),
        .get(
            "getCorrectionSettings", "/corrections/settings", tag, "How far corrections can be asked for",
            answering: settings.reference
        ) { try await settingsReply($0) }.versioned(),
        .write(
            .put, "setCorrectionSettings", "/corrections/settings", tag, "Say how far corrections can be asked for",
            taking: settings.schema, answering: settings.reference
        ) { call in
            let wanted = CorrectionSettings(
                monthlyLimit: call.body["monthlyLimit"]?.integer.map { Int($0) },
                daysBack: call.body["daysBack"]?.integer.map { Int($0) },
                largestFile: Int(call.body["largestFile"]?.integer ?? 0))
            try await call.holding(settingKeys) {
                try await call.services.corrections.update(wanted, by: call.actor)
            }
            return try await settingsReply(call)
        }.versioned().detailed("Whoever corrects without a request is bound by none of it."),
    ]

    private static let id = Parameter.path("id", .id, "The correction’s number.")

    private static func key(_ call: Call) -> RecordKey {
        RecordKey(.punchOverlay, call.id("id", of: PunchOverlay.self))
    }

    /// As the table of settings has them.
    private static let settingKeys = [
        RecordKey(.setting, "correction.monthly_limit"), RecordKey(.setting, "correction.days_back"),
        RecordKey(.setting, "attachment.largest"),
    ]

    private static func settingsReply(_ call: Call) async throws -> Reply {
        let version = try await call.services.version(of: settingKeys)
        return Reply.json(settings.json(try await call.services.corrections.settings())).version(version)
    }
}

extension PunchOverlay.Change {
    fileprivate var kind: String {
        switch self {
        case .add: "add"
        case .void: "void"
        case .redirect: "redirect"
        }
    }

    /// Nil of a punch that does not count.
    fileprivate var way: String? {
        switch self {
        case .add(_, _, let way), .redirect(_, let way): way.word.isEmpty ? "either" : way.word
        case .void: nil
        }
    }
}

extension CorrectionDraft {
    /// - Parameter body: as ``CorrectionOperations/draft`` has it.
    /// - Throws: ``ServiceError/invalid(_:)`` with all that is no time or no way.
    init(_ body: JSONValue) throws {
        let date = try body.required(date: "date")
        var problems: [FieldProblem] = []
        var changes: [Change] = []
        for (index, part) in (body["changes"]?.elements ?? []).enumerated() {
            switch Self.change(part, at: "changes[\(index)]") {
            case .success(let change): changes.append(change)
            case .failure(let refusal): problems.append(refusal.problem)
            }
        }
        if !problems.isEmpty { throw ServiceError.invalid(problems) }
        self.init(date: date, changes: changes, why: body.text("why") ?? "")
    }

    private struct Refusal: Error {
        var problem: FieldProblem

        init(_ field: String, _ sentence: String) { problem = FieldProblem(field: field, sentence: sentence) }
    }

    private static func change(_ part: JSONValue, at field: String) -> Result<Change, Refusal> {
        let text = part.text("at") ?? ""
        guard let time = LocalTime(text) else {
            return .failure(
                Refusal(
                    "\(field).at",
                    "“\(text)” is no time of a wall clock; write it as 2026-11-22T09:00:00, without a zone."))
        }
        let way = PunchWay.allCases.first { $0.word == part.text("way") } ?? .either
        switch part.text("kind") {
        case "void" where way != .either:
            return .failure(Refusal("\(field).way", "A punch that does not count goes no way; leave it out."))
        case "void": return .success(.void(time))
        case "redirect" where way == .either:
            return .failure(Refusal("\(field).way", "Say whether the punch at \(time) went in or out."))
        case "redirect": return .success(.redirect(time, way))
        default: return .success(.add(time, way))
        }
    }
}

extension JSONValue {
    /// A date that the schema requires.
    func required(date name: String) throws -> CivilDate {
        guard let found = date(name) else {
            throw ServiceError.invalid([FieldProblem(field: name, sentence: "\(name) is missing.")])
        }
        return found
    }
}

extension Call {
    /// Runs a use case that names fields otherwise than the body does.
    /// - Parameter names: the body’s, by those of the use case.
    func naming<T: Sendable>(_ names: [String: String], _ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch ServiceError.invalid(let problems) {
            throw ServiceError.invalid(
                problems.map { FieldProblem(field: names[$0.field] ?? $0.field, sentence: $0.sentence) })
        }
    }
}
