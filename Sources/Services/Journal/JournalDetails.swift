import Domain
package import Storage

/// One change with all that is known of it.
package struct JournalDetails: Hashable, Sendable {
    /// As it is sealed.
    package var entry: JournalEntry
    package var line: JournalLine
    /// Those that changed first; empty where the entry tells of no record.
    package var fields: [JournalComparison]
}

/// One field of a record, before a change and after it, as people call and write it.
package struct JournalComparison: Hashable, Sendable {
    package var name: String
    /// Nil: the record did not say it, or was not there.
    package var before: String?
    package var after: String?

    package init(name: String, before: String?, after: String?) {
        (self.name, self.before, self.after) = (name, before, after)
    }

    package var isChange: Bool { before != after }
}

extension JournalWords {
    func comparison(_ entry: JournalEntry) throws -> [JournalComparison] {
        let (before, after) = (try JournalDocument(entry.before), try JournalDocument(entry.after))
        let fields = JournalField.all(in: before, after).map { field in
            JournalComparison(
                name: field.name.isEmpty ? "value" : field.name, before: text(field, before), after: text(field, after))
        }
        return fields.filter(\.isChange) + fields.filter { !$0.isChange }
    }

    private func text(_ field: JournalField, _ document: JournalDocument) -> String? {
        guard let value = document.fields[field.key] else { return nil }
        return names.meant(by: field.key, value) ?? field.text(value)
    }
}

extension JournalNames {
    /// Whom or what a field means that holds a number; nil: it holds no such number.
    func meant(by key: String, _ value: JournalValue) -> String? {
        if key == "account" { return value.text.flatMap { Int64($0) }.map { account($0) } }
        if key == "roles" { return value.text.map(roles) }
        guard let id = value.number else { return nil }
        return switch key {
        case "employee", "manager", "requester", "partner", "approver", "delegate", "head": employee(id)
        case "shift": shift(id)
        case "device": device(id)
        default: nil
        }
    }

    /// `Manager: department Stores`; what a newer program wrote stands as it is.
    func roles(_ text: String) -> String {
        let words = text.split(separator: ", ").map { part in
            switch AccountDraft.grant(String(part)) {
            case .success(let grant): grant.title
            case .failure: String(part)
            }
        }
        return words.isEmpty ? "none" : words.joined(separator: ", ")
    }
}
