package import Domain

/// A real day kept as a worked example: what was punched, by which rules, and what it came to.
package struct KeptCase: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<KeptCase>
    package var name: String
    package var employee: Domain.ID<Employee>
    package var date: CivilDate
    /// A scenario file.
    package var document: String
    package var stamp: Stamp

    package init(
        id: Domain.ID<KeptCase> = ID(0), name: String, employee: Domain.ID<Employee>, date: CivilDate,
        document: String, stamp: Stamp
    ) {
        self.id = id
        self.name = name
        self.employee = employee
        self.date = date
        self.document = document
        self.stamp = stamp
    }
}

package struct KeptCaseStore {
    private static let columns = ["name", "employee_id", "day", "document", "kept_at", "kept_by"]
    private static let select = "SELECT id, \(columns.joined(separator: ", ")) FROM kept_case"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// By name.
    package func all() throws -> [KeptCase] { try db.all("\(Self.select) ORDER BY name", [], Self.keptCase) }

    package func find(name: String) throws -> KeptCase? {
        try db.first("\(Self.select) WHERE name = ?", [.text(name)], Self.keptCase)
    }

    /// - Throws: ``StorageError/constraint(_:detail:)`` `.unique` where the name is taken.
    @discardableResult
    package func insert(_ item: KeptCase) throws -> KeptCase {
        var stored = item
        stored.id = ID(
            try db.insert(
                into: "kept_case", Self.columns,
                [
                    .text(item.name), .integer(item.employee.rawValue), .integer(item.date.daysSinceEpoch),
                    .text(item.document), .integer(item.stamp.at.seconds), .text(item.stamp.actor),
                ]))
        try JournalStore(db).append(
            .add, .keptCase, id: String(stored.id.rawValue), before: nil, after: KeptCaseDocument(item),
            by: item.stamp)
        return stored
    }

    package func remove(_ item: KeptCase, by stamp: Stamp) throws {
        try db.execute("DELETE FROM kept_case WHERE id = ?", [.integer(item.id.rawValue)])
        try JournalStore(db).append(
            .remove, .keptCase, id: String(item.id.rawValue), before: KeptCaseDocument(item), after: nil, by: stamp)
    }

    private static func keptCase(_ row: any SQLRow) -> KeptCase {
        KeptCase(
            id: row.id(0), name: row.text(1), employee: row.id(2), date: row.date(3), document: row.text(4),
            stamp: Stamp(actor: row.text(6), at: row.instant(5)))
    }
}

/// A case as the journal shows it.
private struct KeptCaseDocument: Encodable {
    var name: String
    var employee: Int64
    var date: String

    init(_ item: KeptCase) {
        name = item.name
        employee = item.employee.rawValue
        date = item.date.description
    }
}
