/// Something in which a schema is not what the migrations make.
package struct SchemaDifference: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable { case missing, extra, different }

    package var kind: Kind
    /// `column employee.code`
    package var subject: String
    package var detail: String

    package init(_ kind: Kind, _ subject: String, _ detail: String = "") {
        self.kind = kind
        self.subject = subject
        self.detail = detail
    }
}

extension DatabaseSchema {
    /// Tables of the program's own work, which no migration makes.
    private static let internalTables: Set<String> = [
        "schema_migration", "schema_progress", "write_turn", "write_outcome",
    ]

    /// In the order of the tables, then of the columns.
    package func differences(from live: LiveSchema) -> [SchemaDifference] {
        let known = Set(tables.map(\.name)).union(Self.internalTables)
        var differences = tables.flatMap { table in
            live.tables.contains(table.name)
                ? table.differences(from: live) : [SchemaDifference(.missing, "table \(table.name)")]
        }
        differences += live.tables.filter { !known.contains($0) }.map { table in
            SchemaDifference(
                .extra, "table \(table)", table == CopyProgressStore.table ? "a copy was interrupted; copy again" : "")
        }
        return differences + live.brokenViews.map { SchemaDifference(.missing, "view \($0)") }
    }
}

extension SchemaTable {
    fileprivate func differences(from live: LiveSchema) -> [SchemaDifference] {
        columnDifferences(from: live) + indexDifferences(from: live)
    }

    private func columnDifferences(from live: LiveSchema) -> [SchemaDifference] {
        let found = live.columns.filter { $0.table == name }
        let differences = columns.flatMap { column in
            let subject = "column \(name).\(column.name)"
            guard let other = found.first(where: { $0.name == column.name }) else {
                return [SchemaDifference(.missing, subject)]
            }
            return column.differences(from: other).map { SchemaDifference(.different, subject, $0) }
        }
        let known = Set(columns.map(\.name))
        return differences
            + found.filter { !known.contains($0.name) }.map {
                SchemaDifference(.extra, "column \(name).\($0.name)", $0.type)
            }
    }

    // Constraints have the database's own names, so keys are known by their columns.
    private func indexDifferences(from live: LiveSchema) -> [SchemaDifference] {
        let found = live.indexes.filter { $0.table == name }
        let keys = [primaryKey] + uniqueKeys
        var differences: [SchemaDifference] = []
        for key in keys where !found.contains(where: { $0.isUnique && $0.columns == key }) {
            differences.append(SchemaDifference(.missing, "key of \(name)", Self.list(key)))
        }
        for index in indexes {
            guard let other = found.first(where: { $0.name == index.name }) else {
                differences.append(
                    SchemaDifference(.missing, "index \(index.name)", "on \(name) \(Self.list(index.columns))"))
                continue
            }
            if other.columns != index.columns || other.isUnique != index.isUnique {
                let kind = other.isUnique && !index.isUnique ? "unique " : ""
                differences.append(
                    SchemaDifference(
                        .different, "index \(index.name)",
                        "on \(kind)\(Self.list(other.columns)) instead of \(Self.list(index.columns))"))
            }
        }
        return differences
            + found.filter { isExtra($0) }.map { SchemaDifference(.extra, "index \($0.name)", Self.list($0.columns)) }
    }

    private func isExtra(_ index: LiveSchema.Index) -> Bool {
        if indexes.contains(where: { $0.name == index.name }) { return false }
        if index.isUnique { return !([primaryKey] + uniqueKeys).contains(index.columns) }
        // MySQL and MariaDB make one for each foreign key.
        return !references.contains { $0.columns == index.columns }
    }

    private static func list(_ columns: [String]) -> String { "(\(columns.joined(separator: ", ")))" }
}

extension SchemaColumn {
    fileprivate func differences(from other: LiveSchema.Column) -> [String] {
        var differences: [String] = []
        if ColumnKind(declaredType: other.type) != kind { differences.append("is \(other.type) instead of \(kind)") }
        if other.isNullable != isNullable {
            differences.append(isNullable ? "must not be NULL, where it may be" : "may be NULL, where it must not")
        }
        return differences
    }
}
