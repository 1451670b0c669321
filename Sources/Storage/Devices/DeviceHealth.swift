package import Domain

/// How the conversations with a terminal went lately, and how full it is.
package struct DeviceHealth: Hashable, Sendable {
    /// Conversations that count; the oldest drop out.
    package static let remembered = 62

    package var device: ID<Device>
    package var checkedAt: Instant
    /// Of one question and its answer, in microseconds; nil until it was measured.
    package var latency: Int?
    /// The last conversations, the newest in the lowest bit; 1: it failed.
    package var outcomes: UInt64
    package var outcomeCount: Int
    /// Since when every conversation failed; nil: the last one went well.
    package var failingSince: Instant?
    /// When it is tried again; nil: as usual.
    package var nextTryAt: Instant?
    package var users: Int?
    package var userCapacity: Int?
    package var fingerprints: Int?
    package var fingerprintCapacity: Int?
    /// By which of its ways it was reached last, in words; nil: by the first.
    package var detour: String?

    package init(device: ID<Device>, checkedAt: Instant) {
        self.device = device
        self.checkedAt = checkedAt
        outcomes = 0
        outcomeCount = 0
    }

    package mutating func count(failed: Bool, at now: Instant) {
        outcomes = (outcomes << 1 | (failed ? 1 : 0)) & (1 << UInt64(Self.remembered) - 1)
        outcomeCount = min(outcomeCount + 1, Self.remembered)
        checkedAt = now
        failingSince = failed ? failingSince ?? now : nil
        if !failed { nextTryAt = nil }
    }

    /// Of the remembered conversations, 0 to 1; nil before the first.
    package var failureRate: Double? {
        outcomeCount > 0 ? Double(outcomes.nonzeroBitCount) / Double(outcomeCount) : nil
    }
}

/// One row a device.
package struct DeviceHealthStore {
    private static let columns = [
        "device_id", "checked_at", "latency_us", "outcomes", "outcome_count", "failing_since", "next_try_at", "users",
        "user_capacity", "fingerprints", "fingerprint_capacity", "detour",
    ]
    private static let select = "SELECT \(columns.joined(separator: ", ")) FROM device_health"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func save(_ health: DeviceHealth) throws {
        try db.execute(
            db.dialect.upsert(into: "device_health", Self.columns, key: ["device_id"]),
            [
                .integer(health.device.rawValue), .integer(health.checkedAt.seconds), .optional(health.latency),
                .int64(Int64(health.outcomes)), .integer(health.outcomeCount),
                .optional(health.failingSince?.seconds), .optional(health.nextTryAt?.seconds),
                .optional(health.users), .optional(health.userCapacity), .optional(health.fingerprints),
                .optional(health.fingerprintCapacity), .optional(health.detour),
            ])
    }

    /// It is reached in other ways from now on.
    package func forgetDetour(of device: ID<Device>) throws {
        try db.execute("UPDATE device_health SET detour = NULL WHERE device_id = ?", [.integer(device.rawValue)])
    }

    package func find(_ device: ID<Device>) throws -> DeviceHealth? {
        try db.first("\(Self.select) WHERE device_id = ?", [.integer(device.rawValue)], health)
    }

    package func all() throws -> [DeviceHealth] { try db.all("\(Self.select) ORDER BY device_id", [], health) }

    private func health(_ row: any SQLRow) -> DeviceHealth {
        var health = DeviceHealth(device: row.id(0), checkedAt: row.instant(1))
        health.latency = row.optionalInteger(2).map { Int($0) }
        health.outcomes = UInt64(truncatingIfNeeded: row.integer(3))
        health.outcomeCount = Int(row.integer(4))
        health.failingSince = row.optionalInstant(5)
        health.nextTryAt = row.optionalInstant(6)
        health.users = row.optionalInteger(7).map { Int($0) }
        health.userCapacity = row.optionalInteger(8).map { Int($0) }
        health.fingerprints = row.optionalInteger(9).map { Int($0) }
        health.fingerprintCapacity = row.optionalInteger(10).map { Int($0) }
        health.detour = row.optionalText(11)
        return health
    }
}
