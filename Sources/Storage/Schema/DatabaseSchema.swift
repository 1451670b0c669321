/// The tables of a company as the migrations leave them. Tables and views stand by name, indexes too.
package struct DatabaseSchema: Hashable, Sendable {
    package var tables: [SchemaTable]
    package var views: [SchemaView]

    package func table(_ name: String) -> SchemaTable? { tables.first { $0.name == name } }
}

package struct SchemaTable: Hashable, Sendable {
    package var name: String
    package var columns: [SchemaColumn]
    package var primaryKey: [String]
    /// The database counts the primary key up.
    package var hasIdentity: Bool
    package var uniqueKeys: [[String]]
    package var indexes: [SchemaIndex]
    package var references: [SchemaReference]
    package var checks: [SchemaCheck] = []
}

package struct SchemaColumn: Hashable, Sendable {
    package var name: String
    package var kind: ColumnKind
    /// In characters; nil: any number of them, or no text.
    package var longest: Int?
    package var isNullable: Bool
}

package struct SchemaIndex: Hashable, Sendable {
    package var name: String
    package var columns: [String]
    package var isUnique: Bool
}

/// A foreign key.
package struct SchemaReference: Hashable, Sendable {
    package var columns: [String]
    package var table: String
    package var targets: [String]
}

package struct SchemaView: Hashable, Sendable {
    package var name: String
    package var columns: [String]
}
