import Domain
import HTTPTypes
import HummingbirdCore
import NIOCore
import Services
import Storage

/// Who changed what.
enum AuditOperations {
    private static let tag = "Audit"

    static let entry = Resource<JournalLine>(
        "JournalEntry",
        [
            .init("id", .id, "The place in the journal, without gaps.") { .integer($0.id) },
            .init("at", .moment) { .string(Moment.text($0.at)) },
            .init("actor", .sentence) { .string($0.actor) },
            .init("behalf", .nullable(.sentence), "In whose name, where it is not the actor’s own.") {
                JSONValue($0.behalf)
            },
            .init("origin", .nullable(.sentence), "From where.") { JSONValue($0.origin) },
            .init("reason", .nullable(.sentence)) { JSONValue($0.reason) },
            .init("entity", .text, "What kind of record.") { .string($0.entity.rawValue) },
            .init("record", .text, "Which of them; empty: none in particular.") { .string($0.entityID) },
            .init("subject", .sentence, "Whom or what it is about, by today’s name.") { .string($0.subject) },
            .init("change", .sentence, "From what to what.") { .string($0.change) },
        ])

    static let schemas = [(entry.name, entry.schema), ("JournalPage", journal), ("JournalEntryDetail", detail)]

    private static let journal = Schema.object([
        .init("items", .array(.row(entry.name), atMost: 1_000), required: true),
        .init(
            "next", .nullable(.cursor), required: true,
            "For the parameter `cursor`; null: this was the oldest that there is."),
    ])

    private static let filters: [Parameter] = [
        .query("from", .date), .query("to", .date), .query("actor", .text(1...200)),
        .query("employee", .code, "Only what concerns this employee."),
        .query("entity", .text(1...64), "Only this kind of record, as the answers call it."),
        .query("record", .text(1...100), "Of `entity` only the record with this identity, as an entry’s `record`."),
    ]

    static let all: [Operation] = [
        .get(
            "listJournal", "/audit/entries", tag, "Changes, the newest first",
            filters + [.limit, .cursor, entry.fieldsParameter], answering: .named("JournalPage")
        ) { try await page($0) }.detailed("Pages stay as they are while entries are added."),
        .get(
            "getJournalEntry", "/audit/entries/{id}", tag, "One change", [.path("id", .id)],
            answering: .named("JournalEntryDetail")
        ) {
            call in
            let found = try await call.services.journal.find(call.integer("id") ?? 0, by: call.actor)
            let (sealed, line) = (found.entry, found.line)
            return .json(
                .object(
                    (entry.json(line).members ?? []) + [
                        .init("before", JSONValue(sealed.before)), .init("after", JSONValue(sealed.after)),
                        .init("hash", .string(sealed.hash.hexadecimal)),
                    ]))
        },
        .get(
            "verifyJournal", "/audit/verification", tag, "Whether the journal is what was written",
            [.query("known", .text(3...100), "A seal that an earlier verification told.")],
            answering: .object([
                .init("isWhole", .boolean, required: true),
                .init("seal", .text, required: true, "Kept elsewhere, it finds a journal that was written anew."),
                .init("problem", .nullable(.sentence), required: true, "Where it is broken first."),
            ])
        ) { call in
            let known = call.text("known").map { JournalSeal($0) }
            if case .some(.none) = known {
                throw ProblemDocument.parameter("known", "This is no seal; it reads as 812:3f2a….")
            }
            let verdict = try await call.services.journal.verify(against: known ?? nil, by: call.actor)
            return .json([
                "isWhole": .bool(verdict.broken == nil), "seal": .string(verdict.seal.text),
                "problem": JSONValue(verdict.broken?.description),
            ])
        },
    ]

    private static func page(_ call: Call) async throws -> Reply {
        let fields = try entry.chosen(call.texts("fields"))
        let limit = Int(call.integer("limit") ?? Listing<JournalLine>.usual)
        var filter = try await filter(call)
        filter.olderThan = try call.text("cursor").map(Cursor.number)
        // One more tells whether another page follows.
        let lines = try await call.services.journal.page(limit: limit + 1, matching: filter, by: call.actor)
        let shown = lines.prefix(limit)
        let last = lines.count > limit ? shown.last : nil
        return .json([
            "items": .array(shown.map { Listing.json($0, fields) }),
            "next": JSONValue(last.map { Cursor.text([.integer($0.id)]) }),
        ])
    }

    private static let detail = Schema.object(
        entry.fields.map { .init($0.name, $0.schema, required: true, $0.note) } + [
            .init("before", .nullable(.sentence), required: true, "The record as it was, as JSON."),
            .init("after", .nullable(.sentence), required: true),
            .init("hash", .text, required: true, "The seal over this entry and all before it."),
        ])

    private static func filter(_ call: Call) async throws -> JournalFilter {
        var filter = JournalFilter(
            entity: call.text("entity").map { JournalEntity(rawValue: $0) }, entityID: call.text("record"),
            actor: call.text("actor"))
        let zone = try await ZoneRules.system(named: call.services.company.settings().zone) ?? .utc
        filter.since = call.date("from").map { zone.place(LocalTime($0)).instant }
        filter.before = call.date("to").map { zone.place(LocalTime($0 + 1)).instant }
        filter.employee = try await call.filteredEmployee()?.id
        return filter
    }
}
