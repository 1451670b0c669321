package import Domain

/// What a terminal or a file handed over as a punch and nobody could read. It is kept until it can be.
package struct UnreadableLine: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<UnreadableLine>
    package var device: Domain.ID<Device>
    package var receivedAt: Instant
    package var line: String
    /// For people.
    package var reason: String

    package init(
        id: Domain.ID<UnreadableLine> = ID(0), device: Domain.ID<Device>, receivedAt: Instant, line: String,
        reason: String
    ) {
        self.id = id
        self.device = device
        self.receivedAt = receivedAt
        self.line = line
        self.reason = reason
    }
}

package struct UnreadableLineStore {
    private static let columns = ["device_id", "received_at", "line", "reason"]
    private static let select = "SELECT id, \(columns.joined(separator: ", ")) FROM unreadable_line"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func add(_ line: UnreadableLine) throws {
        _ = try db.insert(
            into: "unreadable_line", Self.columns,
            [
                .integer(line.device.rawValue), .integer(line.receivedAt.seconds), .text(line.line),
                .text(line.reason),
            ])
    }

    /// Oldest first.
    package func all(of device: ID<Device>) throws -> [UnreadableLine] {
        try db.all("\(Self.select) WHERE device_id = ? ORDER BY id", [.integer(device.rawValue)], line)
    }

    /// Of all devices, oldest first.
    package func all() throws -> [UnreadableLine] { try db.all("\(Self.select) ORDER BY id", [], line) }

    package func find(_ id: ID<UnreadableLine>) throws -> UnreadableLine? {
        try db.first("\(Self.select) WHERE id = ?", [.integer(id.rawValue)], line)
    }

    package func counts() throws -> [ID<Device>: Int] {
        let rows = try db.all("SELECT device_id, COUNT(*) FROM unreadable_line GROUP BY device_id", []) {
            (ID<Device>($0.integer(0)), Int($0.integer(1)))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    package func remove(_ id: ID<UnreadableLine>) throws {
        try db.execute("DELETE FROM unreadable_line WHERE id = ?", [.integer(id.rawValue)])
    }

    private func line(_ row: any SQLRow) -> UnreadableLine {
        UnreadableLine(
            id: row.id(0), device: row.id(1), receivedAt: row.instant(2), line: row.text(3), reason: row.text(4))
    }
}

extension JournalAction {
    /// That a line is no punch; it is not kept with the others then.
    package static let dismissLine = JournalAction(rawValue: "dismiss-line")
}
