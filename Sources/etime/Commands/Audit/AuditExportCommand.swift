import ArgumentParser
import Domain
import Foundation
import Services
import Storage

struct AuditExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the journal out with its seals, for an auditor.",
        discussion: """
            One JSON object a line, oldest first, with all that is sealed: whoever has docs/ledger.md can check it without this \
            program. That it was exported stands in the journal itself.

            Examples:
              etime audit export > journal.ndjson
              etime audit export --since 2026-04-01 --until 2027-03-31 --employee 0042 > asha.ndjson
            """)

    @OptionGroup var wanted: JournalFilterOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let filter = try await wanted.filter(services, by: actor)
            try await services.journal.export(matching: filter, by: actor) { entry, line in
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                say(String(decoding: try encoder.encode(ExportedEntry(entry, line)), as: UTF8.self))
            }
        }
    }
}

/// An entry as it is sealed, and in words.
private struct ExportedEntry: Encodable {
    var id: Int64
    /// Seconds since 1970, UTC.
    var at: Int64
    var actor: String
    var behalf: String?
    var origin: String?
    var reason: String?
    var action: String
    var entity: String
    var entityID: String
    var before: String?
    var after: String?
    var hash: String
    var words: String

    /// The names of the table's columns, by which docs/ledger.md says what is sealed.
    enum CodingKeys: String, CodingKey {
        case id, at, actor, behalf, origin, reason, action, entity, hash, words
        case entityID = "entity_id"
        case before = "before_json"
        case after = "after_json"
    }

    init(_ entry: JournalEntry, _ line: JournalLine) {
        (id, at, actor) = (entry.id, entry.stamp.at.seconds, entry.stamp.actor)
        (behalf, origin, reason) = (entry.stamp.behalf, entry.stamp.origin, entry.stamp.reason)
        (action, entity, entityID) = (entry.action.rawValue, entry.entity.rawValue, entry.entityID)
        (before, after, hash) = (entry.before, entry.after, entry.hash.hexadecimal)
        words = line.sentence
    }
}
