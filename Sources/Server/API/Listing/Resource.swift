/// A kind of record: its fields, and with them its JSON, its CSV and its schema.
package struct Resource<Row: Sendable>: Sendable {
    package struct Field: Sendable {
        package var name: String
        package var schema: Schema
        package var note: String
        package var value: @Sendable (Row) -> JSONValue

        package init(
            _ name: String, _ schema: Schema, _ note: String = "", _ value: @escaping @Sendable (Row) -> JSONValue
        ) {
            self.name = name
            self.schema = schema
            self.note = note
            self.value = value
        }
    }

    /// `Employee`
    package var name: String
    package var fields: [Field]

    package init(_ name: String, _ fields: [Field]) {
        self.name = name
        self.fields = fields
    }

    package var schema: Schema { .object(fields.map { .init($0.name, $0.schema, required: true, $0.note) }) }
    package var reference: Schema { .named(name) }

    /// Those that a list can be ordered by.
    var sortable: [Field] { fields.filter(\.schema.isScalar) }

    /// Which fields of its rows a list is wanted with.
    package var fieldsParameter: Parameter {
        .query(
            "fields", .list(.named("\(name)Field"), atLeast: 1, atMost: 100),
            "Only these fields of each row, with commas between; all unless said.")
    }

    /// - Parameter usual: as the order is where nothing is said; empty: no field says it.
    package func sortParameter(usual: [String]) -> Parameter {
        .query(
            "sort", .list(.named("\(name)Order"), atLeast: 1, atMost: 5),
            "Fields with commas between, each with - before it for descending: `-name,code`.",
            usual: usual.isEmpty ? nil : .array(usual.map { .string($0) }))
    }

    package func json(_ row: Row) -> JSONValue {
        .object(fields.map { JSONValue.Member($0.name, $0.value(row)) })
    }

    /// Those that are wanted, in their own order.
    /// - Parameter names: nil: all.
    /// - Throws: ``ProblemDocument``
    func chosen(_ names: [String]?) throws -> [Field] {
        guard let names = names.map({ Set($0) }) else { return fields }
        if let unknown = names.subtracting(fields.map(\.name)).sorted().first {
            throw ProblemDocument.parameter(
                "fields",
                "There is no field “\(unknown.prefix(60))”; there are \(fields.map(\.name).joined(separator: ", ")).")
        }
        return fields.filter { names.contains($0.name) }
    }
}
