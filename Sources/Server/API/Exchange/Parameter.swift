import Services

/// A parameter of a path, a query or a header.
package struct Parameter: Hashable, Sendable {
    package enum Place: String, Hashable, Sendable { case path, query, header }

    package var name: String
    package var place: Place
    package var schema: Schema
    package var note: String
    package var isRequired: Bool
    /// What is meant where nothing is said; nil: it is said in words, or nothing.
    package var usual: JSONValue?

    package static func path(_ name: String, _ schema: Schema, _ note: String = "") -> Parameter {
        Parameter(name: name, place: .path, schema: schema, note: note, isRequired: true)
    }

    package static func query(
        _ name: String, _ schema: Schema, _ note: String = "", required isRequired: Bool = false,
        usual: JSONValue? = nil
    ) -> Parameter {
        Parameter(name: name, place: .query, schema: schema, note: note, isRequired: isRequired, usual: usual)
    }

    package static func header(_ name: String, _ schema: Schema, _ note: String = "") -> Parameter {
        Parameter(name: name, place: .header, schema: schema, note: note, isRequired: false)
    }

    package var document: JSONValue {
        let usual = usual.map { [JSONValue.Member("default", $0)] } ?? []
        return .object(
            [
                .init("name", .string(name)), .init("in", .string(place.rawValue)),
                .init("required", .bool(isRequired)),
                .init("schema", .object((schema.document.members ?? []) + usual)),
            ] + (isList ? [.init("style", "form"), .init("explode", false)] : [])
                + (note.isEmpty ? [] : [.init("description", .string(note))]))
    }

    /// It holds several values, with commas between.
    private var isList: Bool { if case .array = schema { true } else { false } }

    /// The text as it stands in the address, read as the schema has it.
    /// - Parameter texts: one; several only of a list, whose parts may stand in parameters of their own too.
    /// - Throws: ``ProblemDocument``
    package func value(of texts: [String]) throws -> JSONValue {
        guard texts.count == 1 || isList else { throw problem("\(name) is given twice.") }
        return try value(of: texts.joined(separator: ","))
    }

    /// - Throws: ``ProblemDocument``
    package func value(of text: String) throws -> JSONValue {
        let value: JSONValue? =
            switch schema {
            case .integer: Int64(text).map { .integer($0) }
            case .boolean: Bool(text).map { .bool($0) }
            case .array:
                .array(text.split(separator: ",", omittingEmptySubsequences: false).map { .string(String($0)) })
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
