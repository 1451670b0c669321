/// Facts about the company as a whole.
package struct SettingStore {
    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// Nil where nobody has set it.
    package func value(_ name: SettingName) throws -> String? {
        try db.first("SELECT value FROM setting WHERE name = ?", [.text(name.rawValue)]) { $0.text(0) }
    }

    package func set(_ name: SettingName, _ value: String, by stamp: Stamp) throws {
        let before = try self.value(name)
        guard before != value else { return }
        try db.execute(
            db.dialect.upsert(into: "setting", ["name", "value"], key: ["name"]), [.text(name.rawValue), .text(value)])
        try JournalStore(db).append(
            before == nil ? .add : .change, .setting, id: name.rawValue, before: before.map { ["value": $0] },
            after: ["value": value], by: stamp)
    }
}

package struct SettingName: RawRepresentable, Hashable, Sendable {
    package var rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let companyName = SettingName(rawValue: "company.name")
    /// An IANA name: `Asia/Kolkata`.
    package static let timeZone = SettingName(rawValue: "company.time_zone")
}
