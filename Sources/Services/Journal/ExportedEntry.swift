import Domain
import Foundation
package import Storage

/// An entry as it is sealed, and in words: what an auditor is given.
package struct ExportedEntry: Encodable {
    private let id: Int64
    /// Seconds since 1970, UTC.
    private let at: Int64
    private let actor: String
    private let behalf: String?
    private let origin: String?
    private let reason: String?
    private let action: String
    private let entity: String
    private let entityID: String
    private let before: String?
    private let after: String?
    private let hash: String
    private let words: String

    /// The names of the table's columns, by which docs/ledger.md says what is sealed.
    private enum CodingKeys: String, CodingKey {
        case id, at, actor, behalf, origin, reason, action, entity, hash, words
        case entityID = "entity_id"
        case before = "before_json"
        case after = "after_json"
    }

    package init(_ entry: JournalEntry, _ line: JournalLine) {
        (id, at, actor) = (entry.id, entry.stamp.at.seconds, entry.stamp.actor)
        (behalf, origin, reason) = (entry.stamp.behalf, entry.stamp.origin, entry.stamp.reason)
        (action, entity, entityID) = (entry.action.rawValue, entry.entity.rawValue, entry.entityID)
        (before, after, hash) = (entry.before, entry.after, entry.hash.hexadecimal)
        words = line.sentence
    }

    /// One line, without its end; its keys are sorted.
    package var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
