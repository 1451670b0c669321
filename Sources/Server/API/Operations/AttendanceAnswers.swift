import Domain
import Services
import Storage

/// Days, page by page, or all of them one after the other.
struct DayAnswer {
    private let call: Call

    init(_ call: Call) { self.call = call }

    func reply() async throws -> Reply {
        let days = try await call.days()
        let fields = try AttendanceOperations.day.chosen(call.texts("fields"))
        let filter = DayFilter(
            employee: try await call.filteredEmployee()?.id, department: call.text("department"),
            location: call.text("location"))
        let format = try ListFormat(accepts: call.accepts)
        guard format == .page else { return try await all(days, filter, fields, format) }
        let page = try await call.services.attendance.days(
            days, matching: filter, after: try call.text("cursor").map(Self.position),
            limit: Int(call.integer("limit") ?? Listing<DayRow>.usual), by: call.actor)
        return .json([
            "items": .array(page.rows.map { Listing.json($0, fields) }),
            "next": JSONValue(page.next.map { Cursor.text([.string($0.code), .string($0.date.description)]) }),
        ]).lasting(until: page.lasts)
    }

    private static func position(_ cursor: String) throws -> DayPosition {
        let parts = try Cursor.read(cursor)
        guard parts.count == 2, let code = parts[0].string, let date = parts[1].string.flatMap({ CivilDate($0) }) else {
            throw Cursor.problem
        }
        return DayPosition(code: code, date: date)
    }

    private func all(
        _ days: ClosedRange<CivilDate>, _ filter: DayFilter, _ fields: [Resource<DayRow>.Field], _ format: ListFormat
    ) async throws -> Reply {
        // The first page is read before anything is answered, so that a refusal is still one.
        let first = try await call.services.attendance.days(days, matching: filter, limit: 1_000, by: call.actor)
        try await call.services.journal.note(
            export: .dayResults, "\(days.lowerBound) to \(days.upperBound)", by: call.actor)
        return .rows((first.rows, first.next), fields, format) { [call] next in
            let page = try await call.services.attendance.days(
                days, matching: filter, after: next, limit: 1_000, by: call.current())
            return (page.rows, page.next)
        }
    }
}
