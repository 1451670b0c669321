/// What lists say beside their rows: pages of them, their fields by name, what is left of a row with some of these, and the
/// orders in which they can be had.
enum ListSchemas {
    /// Those that the operations refer to.
    static func made(
        of rows: [(name: String, schema: Schema)], for operations: [Operation]
    ) -> [(name: String, schema: Schema)] {
        let referred = Set(operations.flatMap(names))
        return rows.flatMap { row -> [(name: String, schema: Schema)] in
            let all: [(name: String, schema: Schema)] = [
                (row.name + "Page", page(row.name)), (row.name + "Field", fields(row.schema)),
                (row.name + "Part", part(row.schema)), (row.name + "Order", order(row.schema)),
            ]
            return all.filter { referred.contains($0.name) }
        }
    }

    private static func page(_ name: String) -> Schema {
        .object([
            .init("items", .array(.row(name), atMost: Int(Listing<Never>.most)), required: true),
            .init(
                "next", .nullable(.cursor), required: true,
                "For the parameter `cursor`; null: this was the last page."),
        ])
    }

    private static func fields(_ schema: Schema) -> Schema {
        .words(schema.properties.map(\.name))
    }

    private static func part(_ schema: Schema) -> Schema {
        .object(schema.properties.map { .init($0.name, $0.schema, $0.note) })
    }

    private static func order(_ schema: Schema) -> Schema {
        let names = schema.properties.filter(\.schema.isScalar).map(\.name)
        return .words(names.flatMap { [$0, "-" + $0] })
    }

    /// Of schemas that an operation’s parameters and its answer refer to.
    private static func names(_ operation: Operation) -> [String] {
        let parameters = operation.parameters.compactMap { parameter -> String? in
            if case .array(.named(let name), _, _) = parameter.schema { name } else { nil }
        }
        let parts = parameters.filter { $0.hasSuffix("Field") }.map { String($0.dropLast(5)) + "Part" }
        guard case .page(let name)? = operation.success.schema else { return parameters + parts }
        return parameters + parts + [name + "Page"]
    }
}

extension Schema {
    fileprivate var properties: [Property] { if case .object(let properties) = self { properties } else { [] } }
}
