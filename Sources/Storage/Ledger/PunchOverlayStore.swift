package import Domain

/// An overlay with all that is kept about it.
package struct PunchOverlayRecord: Hashable, Sendable {
    package var overlay: PunchOverlay
    package var employee: ID<Employee>
    /// Of the added punch, or of the one it is laid over.
    package var instant: Instant
    package var offset: Int32
    /// Nil: it holds.
    package var revoked: Revocation?

    package struct Revocation: Hashable, Sendable {
        package var by: String
        package var at: Instant
        package var why: String
    }

    package var local: LocalTime { LocalTime(seconds: instant.seconds + Int64(offset)) }
}

/// An overlay that is not stored yet.
package struct NewPunchOverlay {
    package var change: PunchOverlay.Change
    package var employee: ID<Employee>
    package var instant: Instant
    package var offset: Int32
    package var why: String
    /// Whose it is in the journal.
    package var stamp: Stamp

    package init(
        _ change: PunchOverlay.Change, of employee: ID<Employee>, at instant: Instant, offset: Int32, why: String,
        by stamp: Stamp
    ) {
        (self.change, self.employee, self.instant, self.offset) = (change, employee, instant, offset)
        (self.why, self.stamp) = (why, stamp)
    }

    /// By which a stored one is known again.
    fileprivate struct Key: Hashable {
        var employee: ID<Employee>
        var instant: Instant
        var why: String

        init(_ overlay: NewPunchOverlay) {
            (employee, instant, why) = (overlay.employee, overlay.instant, overlay.why)
        }

        init(_ record: PunchOverlayRecord) {
            (employee, instant, why) = (record.employee, record.instant, record.overlay.why)
        }
    }
}

/// Corrections over the ledger. Rows are added and revoked, never removed.
package struct PunchOverlayStore {
    private static let columns = [
        "employee_id", "utc_s", "offset_s", "kind", "punch_id", "way", "why", "made_by", "made_at", "request_id",
    ]
    private static let select =
        "SELECT id, \(columns.joined(separator: ", ")), revoked_by, revoked_at, revoked_why FROM punch_overlay"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Parameters:
    ///   - employee: whose punch it is.
    ///   - instant: when it is.
    /// - Returns: the overlay with the id that the database gave.
    package func insert(
        _ change: PunchOverlay.Change, of employee: ID<Employee>, at instant: Instant, offset: Int32, why: String,
        request: ID<ApprovalRequest>?, by stamp: Stamp
    ) throws -> PunchOverlayRecord {
        let (kind, punch, way) = change.columns
        let id = try db.insert(
            into: "punch_overlay", Self.columns,
            [
                .integer(employee.rawValue), .integer(instant.seconds), .integer(offset), .integer(kind),
                .optional(punch?.rawValue), .integer(way.rawValue), .text(why), .text(stamp.actor),
                .integer(stamp.at.seconds), .optional(request?.rawValue),
            ])
        let overlay = PunchOverlay(
            id: ID(id), change: change, madeBy: stamp.actor, madeAt: stamp.at, why: why, request: request)
        let record = PunchOverlayRecord(overlay: overlay, employee: employee, instant: instant, offset: offset)
        try JournalStore(db).append(
            .add, .punchOverlay, id: String(id), before: nil, after: OverlayDocument(record), by: stamp)
        return record
    }

    /// Many at once, none of them on a request. The journal has an entry for each person.
    /// - Parameter overlays: of each person and instant one at most.
    package func insert(_ overlays: [NewPunchOverlay]) throws {
        guard !overlays.isEmpty else { return }
        try db.bulk(.insert(into: "punch_overlay", Self.columns)) { rows in
            rows.bindNull(9)
            for overlay in overlays {
                rows.bind(overlay)
                try rows.send()
            }
        }
        let stored = try stored(overlays)
        let made = try overlays.map { overlay in
            guard let record = stored[NewPunchOverlay.Key(overlay)] else {
                throw StorageError.unreadable("a correction that was added just now")
            }
            return (record: record, stamp: overlay.stamp)
        }
        try JournalStore(db).append(
            made.gathered { Together(employee: $0.record.employee, why: $0.record.overlay.why, stamp: $0.stamp) }.map {
                Self.change($0.map(\.record), by: $0[0].stamp)
            })
    }

    /// Of what one entry can tell.
    private struct Together: Hashable {
        var employee: ID<Employee>
        var why: String
        var stamp: Stamp
    }

    private static func change(_ records: [PunchOverlayRecord], by stamp: Stamp) -> JournalChange {
        guard records.count > 1 else {
            return JournalChange(
                .add, .punchOverlay, id: String(records[0].overlay.id.rawValue), before: nil,
                after: OverlayDocument(records[0]), by: stamp)
        }
        return JournalChange(
            .add, .punchOverlay, id: "", before: nil, after: OverlaysDocument(records), by: stamp)
    }

    /// The database gave the ids, in whatever order: each is known by whose it is, and when and why.
    private func stored(_ overlays: [NewPunchOverlay]) throws -> [NewPunchOverlay.Key: PunchOverlayRecord] {
        let (people, instants) = (overlays.map(\.employee), overlays.map(\.instant))
        guard let first = people.min(), let last = people.max(), let from = instants.min(), let through = instants.max()
        else { return [:] }
        let pairs = try records(of: first...last, from: from, through: through).map { (NewPunchOverlay.Key($0), $0) }
        return Dictionary(pairs) { $0.overlay.id > $1.overlay.id ? $0 : $1 }
    }

    /// - Throws: ``StorageError/notFound(_:)`` where there is none that holds.
    package func revoke(_ id: ID<PunchOverlay>, why: String, by stamp: Stamp) throws {
        guard var record = try find(id), record.revoked == nil else {
            throw StorageError.notFound("correction \(id.rawValue) that holds")
        }
        let before = record
        record.revoked = .init(by: stamp.actor, at: stamp.at, why: why)
        try db.execute(
            "UPDATE punch_overlay SET revoked_by = ?, revoked_at = ?, revoked_why = ? WHERE id = ?",
            [.text(stamp.actor), .integer(stamp.at.seconds), .text(why), .integer(id.rawValue)])
        try JournalStore(db).append(
            .change, .punchOverlay, id: String(id.rawValue), before: OverlayDocument(before),
            after: OverlayDocument(record), by: stamp)
    }

    package func find(_ id: ID<PunchOverlay>) throws -> PunchOverlayRecord? {
        try db.first("\(Self.select) WHERE id = ?", [.integer(id.rawValue)], record)
    }

    /// Those that hold, of the people in the range, over punches between the instants.
    package func overlays(
        of employees: ClosedRange<ID<Employee>>, from: Instant, through: Instant
    ) throws -> [ID<Employee>: [PunchOverlay]] {
        Dictionary(grouping: try records(of: employees, from: from, through: through), by: \.employee)
            .mapValues { $0.map(\.overlay) }
    }

    private func records(
        of employees: ClosedRange<ID<Employee>>, from: Instant, through: Instant
    ) throws -> [PunchOverlayRecord] {
        try db.all(
            "\(Self.select) WHERE \(employees.isOwner) AND utc_s BETWEEN ? AND ? AND revoked_at IS NULL "
                + "ORDER BY employee_id, utc_s, id",
            [
                .integer(employees.lowerBound.rawValue), .integer(employees.upperBound.rawValue),
                .integer(from.seconds), .integer(through.seconds),
            ], record)
    }

    /// Of one person, revoked ones too, in order of time.
    package func all(of employee: ID<Employee>, from: Instant, through: Instant) throws -> [PunchOverlayRecord] {
        try db.all(
            "\(Self.select) WHERE employee_id = ? AND utc_s BETWEEN ? AND ? ORDER BY utc_s, id",
            [.integer(employee.rawValue), .integer(from.seconds), .integer(through.seconds)], record)
    }

    /// What a request became, revoked ones too.
    package func all(of request: ID<ApprovalRequest>) throws -> [PunchOverlayRecord] {
        try db.all("\(Self.select) WHERE request_id = ? ORDER BY id", [.integer(request.rawValue)], record)
    }

    /// Brings overlays to the owners and times that their punches have now.
    func follow() throws {
        guard try db.integer("SELECT 1 FROM punch_overlay WHERE punch_id IS NOT NULL") != nil else { return }
        let moved = try db.all(
            """
            SELECT overlay.id, owner.employee_id, owner.utc_s, owner.offset_s
            FROM punch_overlay overlay CROSS JOIN placed_punch punch CROSS JOIN device_user_holder holder
                CROSS JOIN punch_owner owner
            WHERE punch.id = overlay.punch_id AND holder.device_id = punch.device_id
                AND holder.device_user = punch.device_user AND owner.employee_id = holder.employee_id
                AND owner.utc_s = punch.utc_s AND owner.punch_id = punch.id
                AND (owner.employee_id <> overlay.employee_id OR owner.utc_s <> overlay.utc_s)
            """
        ) { ($0.integer(0), $0.integer(1), $0.integer(2), $0.integer(3)) }
        try db.bulk(.update("punch_overlay", set: ["employee_id", "utc_s", "offset_s"], key: ["id"])) { rows in
            for (id, employee, utc, offset) in moved {
                rows.bind(employee, 0)
                rows.bind(utc, 1)
                rows.bind(offset, 2)
                rows.bind(id, 3)
                try rows.send()
            }
        }
    }

    private func record(_ row: any SQLRow) throws -> PunchOverlayRecord {
        let way: PunchWay = try row.code(6, "the direction of a correction")
        let change: PunchOverlay.Change =
            switch row.integer(4) {
            case 1:
                .add(at: row.instant(2), offset: Int32(truncatingIfNeeded: row.integer(3)), way)
            case 2: .void(row.id(5))
            case 3: .redirect(row.id(5), way)
            default: throw StorageError.unreadable("the correction \(row.integer(4))")
            }
        return PunchOverlayRecord(
            overlay: PunchOverlay(
                id: row.id(0), change: change, madeBy: row.text(8), madeAt: row.instant(9), why: row.text(7),
                request: row.optionalInteger(10).map { ID($0) }),
            employee: row.id(1), instant: row.instant(2), offset: Int32(truncatingIfNeeded: row.integer(3)),
            revoked: row.optionalInstant(12).map { .init(by: row.text(11), at: $0, why: row.text(13)) })
    }
}

extension PunchOverlay.Change {
    fileprivate var columns: (kind: Int, punch: ID<Punch>?, way: PunchWay) {
        switch self {
        case .add(_, _, let way): (1, nil, way)
        case .void(let punch): (2, punch, .either)
        case .redirect(let punch, let way): (3, punch, way)
        }
    }
}

extension SQLBulk {
    /// The store's columns but the last.
    fileprivate func bind(_ overlay: NewPunchOverlay) {
        let (kind, punch, way) = overlay.change.columns
        bind(overlay.employee.rawValue, 0)
        bind(overlay.instant.seconds, 1)
        bind(Int64(overlay.offset), 2)
        bind(Int64(kind), 3)
        bind(punch?.rawValue, 4)
        bind(Int64(way.rawValue), 5)
        bind(overlay.why, 6)
        bind(overlay.stamp.actor, 7)
        bind(overlay.stamp.at.seconds, 8)
    }
}

/// Several corrections of one person as the journal shows them.
private struct OverlaysDocument: Encodable {
    var employee: Int64
    var punches: [Punch]
    var why: String

    init(_ records: [PunchOverlayRecord]) {
        employee = records[0].employee.rawValue
        punches = records.map(Punch.init)
        why = records[0].overlay.why
    }

    struct Punch: Encodable {
        var at: String
        var change: String
        var direction: String?
        var id: Int64
        var punch: Int64?

        init(_ record: PunchOverlayRecord) {
            let document = OverlayDocument(record)
            (at, change, direction, punch) = (document.at, document.change, document.direction, document.punch)
            id = record.overlay.id.rawValue
        }
    }
}

/// A correction as the journal shows it.
private struct OverlayDocument: Encodable {
    var employee: Int64
    var change: String
    var at: String
    var direction: String?
    var punch: Int64?
    var why: String
    var request: Int64?
    var revoked: String?

    init(_ record: PunchOverlayRecord) {
        let (kind, punch, way) = record.overlay.change.columns
        employee = record.employee.rawValue
        change = ["add", "void", "redirect"][kind - 1]
        at = record.local.description
        direction = [nil, "in", "out"][Int(way.rawValue)]
        self.punch = punch?.rawValue
        why = record.overlay.why
        request = record.overlay.request?.rawValue
        revoked = record.revoked?.why
    }
}
