import Domain

/// What a value of JSON may be: the same that the OpenAPI document says and that requests are held against.
package indirect enum Schema: Hashable, Sendable {
    case text(Text)
    case integer(ClosedRange<Int64>)
    case number
    case boolean
    case array(Schema, atLeast: Int = 0, atMost: Int)
    case object([Property])
    /// The same, or null.
    case nullable(Schema)
    /// A schema of ``APICatalogue/schemas``, by name, or one that ``ListSchemas`` makes of it.
    case named(String)
    /// A page of rows of a named schema. The same rows can be had whole, as lines of JSON and as CSV.
    case page(String)
    /// A row of a list: a named schema, or what was wanted of it.
    case row(String)
    /// Bytes that are no JSON.
    case bytes
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
            /// Something beside blanks.
            case filled
            /// Without blanks.
            case unbroken
            /// Letters, digits and signs of ASCII.
            case visible
            /// Handed back as it was given: letters, digits, - and _.
            case opaque
            /// Without blanks and without what means something in a roster.
            case shiftCode
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
    /// Of an employee.
    package static let code = Schema.text(1...32)
    package static let newCode = Schema.text(Text(format: .unbroken, length: 1...32))
    /// Of a shift.
    package static let shiftCode = Schema.text(Text(format: .shiftCode, length: 1...8))
    /// Of a department or a location, as people’s postings have it.
    package static let place = Schema.text(0...120)
    package static let reason = Schema.filled(1_000)
    /// Of a page, as the one before told it.
    package static let cursor = Schema.text(Text(format: .opaque, length: 1...4_000))
    /// A sentence of the program's own, however long.
    package static let sentence = Schema.text(Text(length: 0...100_000))
    package static let password = Schema.text(Text(format: .password, length: 1...1_024))
    /// One that is to be set.
    package static let newPassword = Schema.text(
        Text(format: .password, length: PasswordRules.shortest...PasswordRules.longest))

    package static func words(_ values: [String]) -> Schema { .text(Text(values: values)) }
    package static func text(_ length: ClosedRange<Int>) -> Schema { .text(Text(length: length)) }
    /// With something beside blanks in it.
    package static func filled(_ most: Int) -> Schema { .text(Text(format: .filled, length: 1...most)) }
    package static func list(_ schema: Schema, atLeast least: Int = 0, atMost most: Int = 1_000) -> Schema {
        .array(schema, atLeast: least, atMost: most)
    }

    /// A value that stands for itself, by which rows can be put into an order.
    package var isScalar: Bool {
        switch self {
        case .text, .integer, .number, .boolean: true
        case .nullable(let schema): schema.isScalar
        case .array, .object, .named, .page, .row, .bytes, .anything: false
        }
    }
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
        case .array(let element, let least, let most):
            .object(
                [.init("type", "array"), .init("items", element.document)]
                    + (least == 0 ? [] : [.init("minItems", .integer(Int64(least)))])
                    + [.init("maxItems", .integer(Int64(most)))])
        case .object(let properties): Self.object(properties)
        case .nullable(let schema): ["anyOf": [schema.document, ["type": "null"]]]
        case .named(let name): ["$ref": .string("#/components/schemas/\(name)")]
        case .page(let name): Schema.named(name + "Page").document
        case .row(let name): ["anyOf": [Schema.named(name).document, Schema.named(name + "Part").document]]
        case .bytes: ["type": "string", "format": "binary"]
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
        if let pattern = format.pattern { members.append(.init("pattern", .string(pattern))) }
        if [.date, .dateTime, .password].contains(format) {
            members.append(.init("format", .string(format.rawValue)))
        }
        if !values.isEmpty {
            members.append(.init("enum", .array(values.map { .string($0) })))
        } else if format.hasLength {
            if length.lowerBound > 0 { members.append(.init("minLength", .integer(Int64(length.lowerBound)))) }
            members.append(.init("maxLength", .integer(Int64(length.upperBound))))
        }
        return .object(members)
    }
}

extension Schema.Text.Format {
    fileprivate var pattern: String? {
        switch self {
        case .plain, .date, .dateTime, .password: nil
        case .time: "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
        case .month: "^[0-9]{4}-(0[1-9]|1[0-2])$"
        case .filled: "\\S"
        case .unbroken: "^\\S*$"
        case .visible: "^[!-~]*$"
        case .opaque: "^[A-Za-z0-9_-]*$"
        case .shiftCode: "^[^\\s:+,=]*$"
        }
    }

    /// How long it is does not follow from what it is.
    var hasLength: Bool { ![.date, .time, .month, .dateTime].contains(self) }
}
