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
        return differences + viewDifferences(from: live)
    }

    private func viewDifferences(from live: LiveSchema) -> [SchemaDifference] {
        let known = Set(views.map(\.name))
        return views.compactMap { $0.difference(from: live) }
            + live.views.filter { !known.contains($0.name) }.map { SchemaDifference(.extra, "view \($0.name)") }
    }
}

extension SchemaTable {
    fileprivate func differences(from live: LiveSchema) -> [SchemaDifference] {
        columnDifferences(from: live) + indexDifferences(from: live) + referenceDifferences(from: live)
            + checkDifferences(from: live)
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
            differences.append(SchemaDifference(.missing, "key of \(name)", key.inBrackets))
        }
        for index in indexes {
            guard let other = found.first(where: { $0.name == index.name }) else {
                differences.append(
                    SchemaDifference(.missing, "index \(index.name)", "on \(name) \(index.columns.inBrackets)"))
                continue
            }
            if other.columns != index.columns || other.isUnique != index.isUnique {
                let kind = other.isUnique && !index.isUnique ? "unique " : ""
                differences.append(
                    SchemaDifference(
                        .different, "index \(index.name)",
                        "on \(kind)\(other.columns.inBrackets) instead of \(index.columns.inBrackets)"))
            }
        }
        return differences
            + found.filter { isExtra($0, live.references[name] ?? []) }.map {
                SchemaDifference(.extra, "index \($0.name)", $0.columns.inBrackets)
            }
    }

    private func isExtra(_ index: LiveSchema.Index, _ found: [SchemaReference]) -> Bool {
        if indexes.contains(where: { $0.name == index.name }) { return false }
        if index.isUnique { return !([primaryKey] + uniqueKeys).contains(index.columns) }
        // MySQL and MariaDB make one for each foreign key.
        return !(references + found).contains { $0.columns == index.columns }
    }
}

extension SchemaColumn {
    fileprivate func differences(from other: LiveSchema.Column) -> [String] {
        var differences: [String] = []
        if ColumnKind(declaredType: other.type) != kind { differences.append("is \(other.type) instead of \(kind)") }
        if other.isNullable != isNullable {
            differences.append(isNullable ? "must not be NULL, where it may be" : "may be NULL, where it must not")
        }
        if kind == .text, let found = other.longest, found < longest ?? .max {
            differences.append(
                "holds \(found) characters instead of \(longest.map { "\($0)" } ?? "any number of them")")
        }
        return differences
    }
}

extension LiveSchema.Column {
    /// In characters; nil where the type names no length.
    fileprivate var longest: Int? { Int(type.drop { $0 != "(" }.filter(\.isNumber)) }
}

extension SchemaView {
    fileprivate func difference(from live: LiveSchema) -> SchemaDifference? {
        guard let other = live.views.first(where: { $0.name == name }) else {
            return SchemaDifference(.missing, "view \(name)")
        }
        if other.columns == columns, !live.brokenViews.contains(name) { return nil }
        let found =
            other.columns == columns || other.columns.isEmpty ? "cannot be read" : "has \(other.columns.inBrackets)"
        return SchemaDifference(.different, "view \(name)", "\(found) instead of \(columns.inBrackets)")
    }
}
