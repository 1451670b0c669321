import HummingbirdCore
import NIOCore
import Services

/// Answers a list: a page of it as JSON, or all of it as lines of JSON or CSV.
package struct Listing<Row: Sendable>: Sendable {
    /// Rows a page where nobody says how many.
    package static var usual: Int64 { 100 }
    package static var most: Int64 { 1_000 }

    private let resource: Resource<Row>
    /// Fields, each with - before it for descending.
    private let usualOrder: [String]
    /// What tells rows of equal sort apart.
    private let identity: @Sendable (Row) -> JSONValue

    /// - Parameters:
    ///   - order: as `sort` has it, where nothing is said: `-first`; nil: that of the identities.
    ///   - identity: of a row, the same as long as it is there.
    package init(
        _ resource: Resource<Row>, in order: String? = nil, by identity: @escaping @Sendable (Row) -> JSONValue
    ) {
        self.resource = resource
        usualOrder = order?.split(separator: ",").map(String.init) ?? []
        self.identity = identity
    }

    /// A page: `{"items": […], "next": "…"}`.
    package var schema: Schema { .page(resource.name) }

    package var parameters: [Parameter] {
        [.limit, .cursor, resource.sortParameter(usual: usualOrder), resource.fieldsParameter]
    }

    /// - Parameter rows: all of them.
    package func reply(_ rows: [Row], to call: Call) throws -> Reply {
        let fields = try resource.chosen(call.texts("fields"))
        let format = try ListFormat(accepts: call.accepts)
        switch format {
        case .page: return try page(rows, fields, call)
        case .lines, .csv:
            let all = try sorted(rows, call.texts("sort")).map(\.row)
            return .rows((all, nil as Int?), fields, format) { _ in ([], nil) }
        }
    }

    private func page(_ rows: [Row], _ fields: [Resource<Row>.Field], _ call: Call) throws -> Reply {
        let sorted = try sorted(rows, call.texts("sort"))
        var start = 0
        if let cursor = call.text("cursor") {
            let key = try Cursor.read(cursor, parts: sorted.first?.key.count)
            start = sorted.firstIndex { SortKey.isAscending(key, $0.key) } ?? sorted.count
        }
        let limit = Int(call.integer("limit") ?? Self.usual)
        let page = sorted[start..<min(sorted.count, start + limit)]
        let isLast = start + limit >= sorted.count
        return .json(
            [
                "items": .array(page.map { Self.json($0.row, fields) }),
                "next": isLast ? .null : JSONValue(page.last.map { Cursor.text($0.key.map(\.value)) }),
            ])
    }

    /// With what stands in their place in the order, the identity last: a place in the list itself would be another's once
    /// somebody is added.
    private func sorted(_ rows: [Row], _ order: [String]?) throws -> [(row: Row, key: [SortKey])] {
        let parts = try (order ?? usualOrder).map(part)
        let keyed = rows.map { row in
            let wanted = parts.map { SortKey($0.field.value(row), isDescending: $0.isDescending) }
            return (row: row, key: wanted + [SortKey(identity(row), isDescending: false)])
        }
        return keyed.sorted { SortKey.isAscending($0.key, $1.key) }
    }

    private func part(_ text: String) throws -> (field: Resource<Row>.Field, isDescending: Bool) {
        let name = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard let field = resource.sortable.first(where: { $0.name == name }) else {
            let known = resource.sortable.map(\.name).joined(separator: ", ")
            throw ProblemDocument.parameter(
                "sort", "There is no field “\(name.prefix(60))” to sort by; there are \(known).")
        }
        return (field, text.hasPrefix("-"))
    }

    static func json(_ row: Row, _ fields: [Resource<Row>.Field]) -> JSONValue {
        .object(fields.map { JSONValue.Member($0.name, $0.value(row)) })
    }
}

extension Parameter {
    static let limit = query(
        "limit", .integer(1...Listing<Never>.most), "Rows of a page.", usual: .integer(Listing<Never>.usual))
    static let cursor = query("cursor", .cursor, "Where the page begins: `next` of the page before.")
}

extension Reply {
    /// All rows as lines of JSON or CSV, written as they are read.
    /// - Parameters:
    ///   - first: read before anything is answered, so that a refusal is still one; and where the next ones begin.
    ///   - more: those from a place on; called until there is none.
    static func rows<Row: Sendable, Place: Sendable>(
        _ first: (rows: [Row], next: Place?), _ fields: [Resource<Row>.Field], _ format: ListFormat,
        more: @escaping @Sendable (Place) async throws -> (rows: [Row], next: Place?)
    ) -> Reply {
        Reply(
            200,
            .stream(type: format.mediaType) { writer in
                var buffer = ByteBuffer()
                if format == .csv { buffer.writeBytes(CSVLine.bytes(fields.map(\.name))) }
                var page = first
                while true {
                    for row in page.rows {
                        buffer.writeBytes(ListFormat.line(row, fields, format))
                        if buffer.readableBytes > 65_536 {
                            try await writer.write(buffer)
                            buffer.clear()
                        }
                    }
                    guard let next = page.next else { break }
                    page = try await more(next)
                }
                try await writer.write(buffer)
                try await writer.finish(nil)
            })
    }
}

/// In what a list is wanted.
enum ListFormat: Hashable, Sendable {
    case page, lines, csv

    var mediaType: String {
        switch self {
        case .page: "application/json"
        case .lines: "application/x-ndjson"
        case .csv: "text/csv; charset=utf-8"
        }
    }

    /// The first of the wanted ones that there is.
    /// - Throws: ``ProblemDocument`` where none of them is.
    init(accepts: String) throws {
        for part in accepts.split(separator: ",") {
            switch part.split(separator: ";").first?.trimmed.lowercased() {
            case "*/*", "application/*", "application/json": self = .page
            case "application/x-ndjson": self = .lines
            case "text/csv", "text/*": self = .csv
            default: continue
            }
            return
        }
        throw ProblemDocument(
            406, "not-acceptable", "Not to be had so",
            "This can be had as application/json, application/x-ndjson and text/csv; say which in Accept.")
    }

    static func line<Row>(_ row: Row, _ fields: [Resource<Row>.Field], _ format: ListFormat) -> [UInt8] {
        format == .csv
            ? CSVLine.bytes(fields.map { $0.value(row).cell })
            : JSONWriter.bytes(Listing.json(row, fields)) + [UInt8(ascii: "\n")]
    }
}
