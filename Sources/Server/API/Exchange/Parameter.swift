import Services

/// A parameter of a path, a query or a header.
package struct Parameter: Hashable, Sendable {
    package enum Place: String, Hashable, Sendable { case path, query, header }

    package var name: String
    package var place: Place
    package var schema: Schema
    package var note: String
    package var isRequired: Bool

    package static func path(_ name: String, _ schema: Schema, _ note: String = "") -> Parameter {
        Parameter(name: name, place: .path, schema: schema, note: note, isRequired: true)
    }

    package static func query(
        _ name: String, _ schema: Schema, _ note: String = "", required isRequired: Bool = false
    ) -> Parameter {
        Parameter(name: name, place: .query, schema: schema, note: note, isRequired: isRequired)
    }

    package static func header(_ name: String, _ schema: Schema, _ note: String = "") -> Parameter {
        Parameter(name: name, place: .header, schema: schema, note: note, isRequired: false)
    }

    package var document: JSONValue {
        .object(
            [
                .init("name", .string(name)), .init("in", .string(place.rawValue)),
                .init("required", .bool(isRequired)),
                .init("schema", schema.document),
            ] + (note.isEmpty ? [] : [.init("description", .string(note))]))
    }

    /// The text as it stands in the address, read as the schema has it.
    /// - Throws: ``ProblemDocument``
    package func value(of text: String) throws -> JSONValue {
        let value: JSONValue? =
            switch schema {
            case .integer: Int64(text).map { .integer($0) }
            case .boolean: Bool(text).map { .bool($0) }
            default: .string(text)
            }
        guard let value else {
            throw problem("“\(text.prefix(60))” is no \(schema == .boolean ? "true or false" : "whole number").")
        }
        if let wrong = schema.problems(of: value, at: name).first { throw problem(wrong.sentence) }
        return value
    }

    /// What is wrong with a path leads nowhere.
    private func problem(_ sentence: String) -> ProblemDocument {
        place == .path ? .notFound("\(name): \(sentence)") : .parameter(name, sentence)
    }
}
