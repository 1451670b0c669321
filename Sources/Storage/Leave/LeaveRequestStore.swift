package import Domain

package struct LeaveRequestStore {
    private static let columns = [
        "employee_id", "type_id", "first_day", "last_day", "starts_at_noon", "ends_at_noon", "from_s", "to_s", "reason",
        "document", "accepts_excess", "asked_day", "status", "approval_id",
    ]
    private static let select = "SELECT id, \(columns.joined(separator: ", ")) FROM leave_request"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Returns: the request with the id that the database gave; the one it came with does not count.
    package func insert(_ request: LeaveRequest, by stamp: Stamp) throws -> LeaveRequest {
        var stored = request
        stored.id = ID(try db.insert(into: "leave_request", Self.columns, values(request)))
        try journal(.add, stored.id, before: nil, after: stored, stamp)
        return stored
    }

    /// - Throws: ``StorageError/notFound(_:)``
    package func update(_ request: LeaveRequest, by stamp: Stamp) throws {
        guard let before = try find(request.id) else {
            throw StorageError.notFound("leave request \(request.id.rawValue)")
        }
        guard before != request else { return }
        try db.update("leave_request", Self.columns, values(request), id: request.id.rawValue)
        try journal(.change, request.id, before: before, after: request, stamp)
    }

    package func find(_ id: ID<LeaveRequest>) throws -> LeaveRequest? {
        try db.first("\(Self.select) WHERE id = ?", [.integer(id.rawValue)], request)
    }

    /// The one that is decided by that request.
    package func find(approval: ID<ApprovalRequest>) throws -> LeaveRequest? {
        try db.first("\(Self.select) WHERE approval_id = ?", [.integer(approval.rawValue)], request)
    }

    /// In the order of their first days.
    package func all(of employee: ID<Employee>) throws -> [LeaveRequest] {
        try db.all(
            "\(Self.select) WHERE employee_id = ? ORDER BY first_day, id", [.integer(employee.rawValue)], request)
    }

    /// Of everybody, those that touch the days, in the order of their first days.
    package func all(touching days: ClosedRange<CivilDate>) throws -> [LeaveRequest] {
        try db.all(
            "\(Self.select) WHERE first_day <= ? AND last_day >= ? ORDER BY first_day, id",
            [.integer(days.upperBound.daysSinceEpoch), .integer(days.lowerBound.daysSinceEpoch)], request)
    }

    private func values(_ request: LeaveRequest) -> [SQLValue] {
        [
            .integer(request.employee.rawValue), .integer(request.type.rawValue),
            .integer(request.first.daysSinceEpoch), .integer(request.last.daysSinceEpoch),
            .flag(request.startsAtNoon), .flag(request.endsAtNoon),
            .optional(request.hours?.from.secondsSinceMidnight), .optional(request.hours?.to.secondsSinceMidnight),
            .text(request.reason), .text(request.document), .flag(request.acceptsExcess),
            .integer(request.asked.daysSinceEpoch), .integer(request.status.rawValue),
            .optional(request.approval?.rawValue),
        ]
    }

    private func request(_ row: any SQLRow) throws -> LeaveRequest {
        var request = LeaveRequest(
            id: row.id(0), employee: row.id(1), type: row.id(2), first: row.date(3), last: row.date(4),
            asked: row.date(12))
        request.startsAtNoon = row.flag(5)
        request.endsAtNoon = row.flag(6)
        if !row.isNull(7) { request.hours = LeaveHours(from: row.timeOfDay(7), to: row.timeOfDay(8)) }
        request.reason = row.text(9)
        request.document = row.text(10)
        request.acceptsExcess = row.flag(11)
        request.status = try row.code(13, "the status of a leave request")
        request.approval = row.id(14)
        return request
    }

    private func journal(
        _ action: JournalAction, _ id: ID<LeaveRequest>, before: LeaveRequest?, after: LeaveRequest?, _ stamp: Stamp
    ) throws {
        try JournalStore(db).append(
            action, .leaveRequest, id: String(id.rawValue), before: before.map(LeaveRequestDocument.init),
            after: after.map(LeaveRequestDocument.init), by: stamp)
    }
}

/// A request as the journal shows it.
private struct LeaveRequestDocument: Encodable {
    var employee: Int64
    var type: Int64
    var first: String
    var last: String
    var half: String?
    var hours: String?
    var reason: String
    var document: String
    var acceptsExcess: Bool
    var status: String

    init(_ request: LeaveRequest) {
        employee = request.employee.rawValue
        type = request.type.rawValue
        first = request.first.description
        last = request.last.description
        let halves = [request.startsAtNoon ? "from noon" : nil, request.endsAtNoon ? "until noon" : nil]
        let text = halves.compactMap { $0 }.joined(separator: ", ")
        half = text.isEmpty ? nil : text
        hours = request.hours.map { "\($0.from)–\($0.to)" }
        reason = request.reason
        document = request.document
        acceptsExcess = request.acceptsExcess
        status = String(describing: request.status)
    }
}
