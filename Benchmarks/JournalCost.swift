import Domain
import Foundation
import Storage

/// What the journal takes of a piece of work: the same entries are written again with nothing else, in one transaction.
struct JournalCost {
    private static let times = 5

    private let database: any Database

    init(_ path: String) async throws { database = try await openDatabase(DatabaseURL(path)) }

    /// - Returns: the seconds that the body tells, and what the journal adds to all the rest of them.
    func measuring(_ body: () async throws -> Double) async throws -> (seconds: Double, added: Double) {
        let before = try await length()
        let seconds = try await body()
        let written = try await entries(after: before)
        precondition(!written.isEmpty, "nothing was written into the journal")
        let journal = try await time(written)
        return (seconds, journal / (seconds - journal))
    }

    private func length() async throws -> Int64 { try await database.read { try JournalStore($0).head().length } }

    private func entries(after place: Int64) async throws -> [JournalEntry] {
        try await database.read { db in
            let journal = JournalStore(db)
            return try journal.page(limit: Int(journal.head().length - place)).reversed()
        }
    }

    private func time(_ entries: [JournalEntry]) async throws -> Double {
        let documents = try entries.map { entry in (entry, try document(entry.before), try document(entry.after)) }
        var times: [Double] = []
        for _ in 0..<Self.times { times.append(try await time(documents)) }
        return times.sorted()[Self.times / 2]
    }

    /// Without the commit, which the work has anyway.
    private func time(_ documents: [(entry: JournalEntry, before: Document?, after: Document?)]) async throws -> Double
    {
        do {
            return try await database.write { db in
                let start = ContinuousClock.now
                try JournalStore(db).append(
                    documents.map { entry, before, after in
                        JournalChange(
                            entry.action, entry.entity, id: entry.entityID, before: before, after: after,
                            by: entry.stamp)
                    })
                throw Undone(seconds: (ContinuousClock.now - start) / .seconds(1))
            }
        } catch let undone as Undone {
            return undone.seconds
        }
    }

    /// Takes back what was written.
    private struct Undone: Error {
        let seconds: Double
    }

    private func document(_ text: String?) throws -> Document? {
        try text.map { try JSONDecoder().decode(Document.self, from: Data($0.utf8)) }
    }
}

/// What an entry has of its record, as it is written again.
private enum Document: Codable, Sendable {
    case text(String)
    case number(Int64)
    case flag(Bool)
    case list([Document])
    case fields([(name: Name, value: Document)])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? value.decode(Int64.self) {
            self = .number(number)
        } else if let list = try? value.decode([Document].self) {
            self = .list(list)
        } else {
            let fields = try value.decode([String: Document].self)
            self = .fields(fields.sorted { $0.key < $1.key }.map { (Name(stringValue: $0.key), $0.value) })
        }
    }

    func encode(to encoder: any Encoder) throws {
        guard case .fields(let fields) = self else { return try single(encoder.singleValueContainer()) }
        // Field by field, as a record of the program is.
        var container = encoder.container(keyedBy: Name.self)
        for (name, value) in fields {
            switch value {
            case .text(let text): try container.encode(text, forKey: name)
            case .number(let number): try container.encode(number, forKey: name)
            case .flag(let flag): try container.encode(flag, forKey: name)
            case .list, .fields: try container.encode(value, forKey: name)
            }
        }
    }

    private func single(_ container: any SingleValueEncodingContainer) throws {
        var container = container
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .list(let list): try container.encode(list)
        case .fields: break
        }
    }

    struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
