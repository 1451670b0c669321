extension SchemaTable {
    /// Foreign keys, known by their columns: their names are the database's own.
    func referenceDifferences(from live: LiveSchema) -> [SchemaDifference] {
        var others = live.references[name] ?? []
        let missing = references.filter { !others.remove($0) }
        let differences = missing.map { reference in
            let subject = "foreign key of \(name)"
            guard let place = others.firstIndex(where: { $0.columns == reference.columns }) else {
                return SchemaDifference(.missing, subject, reference.text)
            }
            return SchemaDifference(
                .different, subject, "\(others.remove(at: place).text) instead of \(reference.text)")
        }
        return differences + others.map { SchemaDifference(.extra, "foreign key of \(name)", $0.text) }
    }

    /// CHECKs, known by the columns that they speak of; by their words too where the database keeps them.
    func checkDifferences(from live: LiveSchema) -> [SchemaDifference] {
        guard let checks = live.checks else { return [] }
        var others = checks[name] ?? []
        let missing = self.checks.filter { check in
            !others.remove { $0.columns == check.columns && (!live.keepsConditions || $0.condition == check.condition) }
        }
        let differences = missing.map { check in
            let isOther = others.remove { $0.columns == check.columns }
            return SchemaDifference(isOther ? .different : .missing, "check of \(name)", check.condition)
        }
        return differences + others.map { SchemaDifference(.extra, "check of \(name)", $0.condition) }
    }
}

extension SchemaReference {
    fileprivate var text: String { "\(columns.inBrackets) to \(table) \(targets.inBrackets)" }
}

extension [String] {
    var inBrackets: String { "(\(joined(separator: ", ")))" }
}

extension Array {
    /// Removes the first that is so; false where there is none.
    fileprivate mutating func remove(where isIt: (Element) -> Bool) -> Bool {
        guard let place = firstIndex(where: isIt) else { return false }
        remove(at: place)
        return true
    }
}

extension [SchemaReference] {
    fileprivate mutating func remove(_ reference: SchemaReference) -> Bool { remove { $0 == reference } }
}
