import Domain
package import Services

extension Schema {
    /// - Returns: what is wrong with the value, a sentence for each field; `field` is its path, such as `days[2].from`.
    package func problems(of value: JSONValue, at field: String) -> [FieldProblem] {
        func problem(_ sentence: String) -> [FieldProblem] { [FieldProblem(field: field, sentence: sentence)] }
        switch (self, value) {
        case (.anything, _), (.nullable, .null), (.boolean, .bool), (.number, .number), (.number, .integer): return []
        case (.nullable(let schema), _): return schema.problems(of: value, at: field)
        case (.text(let text), .string(let string)): return text.problem(of: string).map(problem) ?? []
        case (.integer(let range), .integer(let number)):
            return range.contains(number)
                ? [] : problem("\(field) lies between \(range.lowerBound) and \(range.upperBound).")
        // 7.0 is 7 to JSON Schema.
        case (.integer, .number(let number)):
            return Int64(exactly: number).map { problems(of: .integer($0), at: field) }
                ?? problem("\(field) is a whole number.")
        case (.array(let element, let least, let most), .array(let elements)):
            if elements.count > most { return problem("\(field) has at most \(most) parts.") }
            if elements.count < least {
                return problem("\(field) has at least \(least == 1 ? "one part" : "\(least) parts").")
            }
            return elements.enumerated().flatMap { element.problems(of: $1, at: "\(field)[\($0)]") }
        case (.object(let properties), .object(let members)): return Self.problems(of: members, properties, at: field)
        case (.named, _), (.page, _), (.row, _), (.bytes, _): return []
        default: return problem("\(field.isEmpty ? "The body" : field) is \(kind), and \(value.kind) was given.")
        }
    }

    private static func problems(
        of members: [JSONValue.Member], _ properties: [Property], at path: String
    ) -> [FieldProblem] {
        func inner(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
        let known = Dictionary(uniqueKeysWithValues: properties.map { ($0.name, $0) })
        let given = Set(members.map(\.name))
        let unknown = members.filter { known[$0.name] == nil }.map {
            FieldProblem(
                field: inner($0.name),
                sentence: "There is no field “\($0.name.prefix(60))” here; check how it is written.")
        }
        let missing = properties.filter { $0.isRequired && !given.contains($0.name) }.map {
            FieldProblem(field: inner($0.name), sentence: "\(inner($0.name)) is missing.")
        }
        return unknown + missing
            + members.flatMap { member in
                known[member.name]?.schema.problems(of: member.value, at: inner(member.name)) ?? []
            }
    }

    private var kind: String {
        switch self {
        case .text: "a text"
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        case .array: "a list"
        case .object, .named, .page, .row: "an object"
        case .bytes: "a file"
        case .nullable(let schema): "\(schema.kind) or null"
        case .anything: "anything"
        }
    }
}

extension JSONValue {
    fileprivate var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

extension Schema.Text {
    /// Nil: nothing is wrong with it.
    fileprivate func problem(of text: String) -> String? {
        let shown = text.prefix(60)
        // No database takes it everywhere, and no name has it.
        if text.unicodeScalars.contains("\0") { return "A text has no character with the number zero." }
        if !values.isEmpty {
            return values.contains(text) ? nil : "“\(shown)” is none of \(values.joined(separator: ", "))."
        }
        switch format {
        case .date: return CivilDate(text) == nil ? "“\(shown)” is no date; write it as 2026-11-22." : nil
        case .month: return Month(text) == nil ? "“\(shown)” is no month; write it as 2026-11." : nil
        case .time: return TimeOfDay(text) == nil ? "“\(shown)” is no time of a day; write it as 09:00." : nil
        case .dateTime:
            return Moment.read(text) == nil ? "“\(shown)” is no moment; write it as 2026-11-22T09:00:00Z." : nil
        case .plain, .password: return lengthProblem(of: text)
        case .filled, .unbroken, .visible, .opaque, .shiftCode: return lengthProblem(of: text) ?? signProblem(of: text)
        }
    }

    private func lengthProblem(of text: String) -> String? {
        let (count, least) = (text.unicodeScalars.count, length.lowerBound)
        if count < least { return least == 1 ? "It is empty." : "It has fewer than \(least) characters." }
        return count > length.upperBound ? "It has more than \(length.upperBound) characters." : nil
    }

    private func signProblem(of text: String) -> String? {
        let hasBlank = text.contains(where: \.isWhitespace)
        switch format {
        case .filled where text.trimmed.isEmpty: return "It has nothing but blanks."
        case .unbroken where hasBlank, .shiftCode where hasBlank: return "It has no blanks in it."
        case .shiftCode where text.contains(where: { ":+,=".contains($0) }):
            return "It has no : + , or = in it: these mean something in a roster."
        case .opaque where text.contains(where: { !$0.isASCII || !$0.isLetter && !$0.isNumber && !"-_".contains($0) }):
            return "It has letters, digits, - and _ alone; take “next” of the page before as it is."
        case .visible where !text.unicodeScalars.allSatisfy({ ("!"..."~").contains($0) }):
            return "It has plain letters, digits and signs alone, without blanks."
        default: return nil
        }
    }
}
