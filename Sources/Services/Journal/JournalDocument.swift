import Foundation
import Storage

/// A value of a record as the journal keeps it.
enum JournalValue: Hashable, Decodable {
    case none
    case flag(Bool)
    case number(Int64)
    case text(String)
    case list([JournalValue])
    case group([String: JournalValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .none
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int64.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JournalValue].self) {
            self = .list(list)
        } else {
            self = .group(try container.decode([String: JournalValue].self))
        }
    }

    var number: Int64? { if case .number(let number) = self { number } else { nil } }
    var text: String? { if case .text(let text) = self { text } else { nil } }

    /// Of a list of records each; empty where it is none.
    var groups: [[String: JournalValue]] {
        guard case .list(let parts) = self else { return [] }
        return parts.compactMap { if case .group(let group) = $0 { group } else { nil } }
    }
}

/// A record as the journal keeps it, its groups laid flat: `policy.overtime.minimum` is 1800.
struct JournalDocument: Hashable {
    /// Under an empty name what is no group at all.
    private(set) var fields: [String: JournalValue] = [:]

    /// - Parameter json: nil: there was no record.
    /// - Throws: `StorageError.unreadable(_:)`
    init(_ json: String?) throws {
        guard let json else { return }
        guard let value = try? JSONDecoder().decode(JournalValue.self, from: Data(json.utf8)) else {
            throw StorageError.unreadable("a journal entry")
        }
        add(value, "")
    }

    subscript(_ name: String) -> JournalValue { fields[name] ?? .none }

    /// The same with another value in one field that it has.
    func replacing(_ name: String, _ value: (JournalValue) -> JournalValue) -> JournalDocument {
        var document = self
        document.fields[name] = fields[name].map(value)
        return document
    }

    private mutating func add(_ value: JournalValue, _ name: String) {
        guard case .group(let group) = value else {
            fields[name] = value
            return
        }
        for (key, value) in group { add(value, name.isEmpty ? key : "\(name).\(key)") }
    }
}
