import Foundation

/// Where a row stands in an order: null before all, then false, numbers, texts; lists part by part.
struct SortKey: Hashable, Sendable {
    var value: JSONValue
    var isDescending: Bool

    /// Characters of a text that count: a cursor holds them.
    private static let longest = 100

    init(_ value: JSONValue, isDescending: Bool) {
        self.value = value.string.map { .string(String($0.unicodeScalars.prefix(Self.longest))) } ?? value
        self.isDescending = isDescending
    }

    static func isAscending(_ a: [SortKey], _ b: [SortKey]) -> Bool {
        for (first, second) in zip(a, b) {
            let isDescending = second.isDescending
            if less(first.value, second.value) { return !isDescending }
            if less(second.value, first.value) { return isDescending }
        }
        return false
    }

    private static func less(_ a: JSONValue, _ b: JSONValue) -> Bool {
        switch (a, b) {
        case (.integer(let a), .integer(let b)): a < b
        case (.integer(let a), .number(let b)): Double(a) < b
        case (.number(let a), .integer(let b)): a < Double(b)
        case (.string(let a), .string(let b)): a < b
        case (.bool(let a), .bool(let b)): !a && b
        case (.number(let a), .number(let b)): a < b
        case (.array(let a), .array(let b)): a.lexicographicallyPrecedes(b, by: less)
        default: a.rank < b.rank
        }
    }
}

extension JSONValue {
    fileprivate var rank: Int {
        switch self {
        case .null: 0
        case .bool: 1
        case .integer, .number: 2
        case .string: 3
        case .array: 4
        case .object: 5
        }
    }
}

/// The place after a row, as a text that is handed back.
enum Cursor {
    static func text(_ values: [JSONValue]) -> String {
        Data(JSONWriter.bytes(.array(values))).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// - Parameter parts: of the order that it was made with; nil: there is no row that it could be held against.
    /// - Throws: ``ProblemDocument`` for a text that no page gave, or one of another order.
    static func read(_ text: String, parts: Int?) throws -> [SortKey] {
        let values = try read(text)
        guard parts == nil || values.count == parts else { throw problem }
        return values.map { SortKey($0, isDescending: false) }
    }

    static func read(_ text: String) throws -> [JSONValue] {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        let padded = plain + String(repeating: "=", count: (4 - plain.count % 4) % 4)
        guard let data = Data(base64Encoded: padded), case .array(let values)? = try? JSONValue.read(data),
            values.allSatisfy({ !($0.string?.contains("\0") ?? false) })
        else { throw problem }
        return values
    }

    /// Of a list that is ordered by numbers alone.
    /// - Throws: ``ProblemDocument``
    static func number(_ text: String) throws -> Int64 {
        let parts = try read(text)
        guard parts.count == 1, let number = parts[0].integer else { throw problem }
        return number
    }

    static var problem: ProblemDocument {
        .parameter("cursor", "This is no cursor of this list; begin again without one, and take “next” of each page.")
    }
}
