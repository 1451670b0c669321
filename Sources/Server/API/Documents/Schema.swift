/// What a value of JSON may be: the same that the OpenAPI document says and that requests are held against.
package indirect enum Schema: Hashable, Sendable {
    case text(Text)
    case integer(ClosedRange<Int64>)
    case number
    case boolean
    case array(Schema, atMost: Int)
    case object([Property])
    /// The same, or null.
    case nullable(Schema)
    /// A schema of ``SchemaLibrary``, by name.
    case named(String)
    case anything

    package struct Text: Hashable, Sendable {
        package enum Format: String, Hashable, Sendable {
            case plain = ""
            case date
            /// `09:00`
            case time
            case month
            case dateTime = "date-time"
            case password
        }

        package var format = Format.plain
        /// Characters.
        package var length = 0...400
        /// Empty: any.
        package var values: [String] = []
    }

    package struct Property: Hashable, Sendable {
        package var name: String
        package var schema: Schema
        package var isRequired: Bool
        package var note: String

        package init(_ name: String, _ schema: Schema, required isRequired: Bool = false, _ note: String = "") {
            self.name = name
            self.schema = schema
            self.isRequired = isRequired
            self.note = note
        }
    }
}

extension Schema {
    package static let id = Schema.integer(1...Int64.max)
    package static let count = Schema.integer(0...Int64.max)
    package static let seconds = Schema.integer(Int64(Int32.min)...Int64(Int32.max))
    package static let date = Schema.text(Text(format: .date, length: 10...10))
    package static let month = Schema.text(Text(format: .month, length: 7...7))
    package static let time = Schema.text(Text(format: .time, length: 5...8))
    package static let moment = Schema.text(Text(format: .dateTime, length: 20...35))
    package static let text = Schema.text(Text())
    package static let filledText = Schema.text(Text(length: 1...400))
    /// A sentence of the program's own, however long.
    package static let sentence = Schema.text(Text(length: 0...100_000))
    package static let password = Schema.text(Text(format: .password, length: 1...1_024))

    package static func words(_ values: [String]) -> Schema { .text(Text(values: values)) }
    package static func text(_ length: ClosedRange<Int>) -> Schema { .text(Text(length: length)) }
    package static func list(_ schema: Schema, atMost count: Int = 1_000) -> Schema { .array(schema, atMost: count) }
}

extension Schema {
    /// As JSON Schema (draft 2020-12) says it.
    package var document: JSONValue {
        switch self {
        case .text(let text): text.document
        case .integer(let range):
            .object(
                [.init("type", "integer"), .init("format", "int64")]
                    + (range.lowerBound == .min ? [] : [.init("minimum", .integer(range.lowerBound))])
                    + (range.upperBound == .max ? [] : [.init("maximum", .integer(range.upperBound))]))
        case .number: ["type": "number"]
        case .boolean: ["type": "boolean"]
        case .array(let element, let most):
            ["type": "array", "items": element.document, "maxItems": .integer(Int64(most))]
        case .object(let properties): Self.object(properties)
        case .nullable(let schema): ["anyOf": [schema.document, ["type": "null"]]]
        case .named(let name): ["$ref": .string("#/components/schemas/\(name)")]
        case .anything: [:]
        }
    }

    private static func object(_ properties: [Property]) -> JSONValue {
        let members = properties.map { property in
            var schema = property.schema.document.members ?? []
            if !property.note.isEmpty { schema.append(.init("description", .string(property.note))) }
            return JSONValue.Member(property.name, .object(schema))
        }
        let required = properties.filter(\.isRequired).map { JSONValue.string($0.name) }
        return .object(
            [.init("type", "object"), .init("properties", .object(members))]
                + (required.isEmpty ? [] : [.init("required", .array(required))])
                + [.init("additionalProperties", false)])
    }
}

extension Schema.Text {
    fileprivate var document: JSONValue {
        var members: [JSONValue.Member] = [.init("type", "string")]
        switch format {
        case .plain: break
        case .time: members.append(.init("pattern", "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"))
        case .month: members.append(.init("pattern", "^[0-9]{4}-(0[1-9]|1[0-2])$"))
        case .date, .dateTime, .password: members.append(.init("format", .string(format.rawValue)))
        }
        if !values.isEmpty {
            members.append(.init("enum", .array(values.map { .string($0) })))
        } else if format == .plain || format == .password {
            if length.lowerBound > 0 { members.append(.init("minLength", .integer(Int64(length.lowerBound)))) }
            members.append(.init("maxLength", .integer(Int64(length.upperBound))))
        }
        return .object(members)
    }
}
