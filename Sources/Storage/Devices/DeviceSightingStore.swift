package import Domain

/// A push terminal that calls and belongs to nobody yet.
package struct DeviceSighting: Hashable, Sendable {
    package var serialNumber: String
    /// Where it called from last.
    package var address: String
    package var deviceType: String?
    package var pushVersion: String?
    package var firstSeen: Instant
    package var lastSeen: Instant
    package var knocks: Int

    package init(
        serialNumber: String, address: String, deviceType: String?, pushVersion: String?, firstSeen: Instant,
        lastSeen: Instant, knocks: Int = 1
    ) {
        self.serialNumber = serialNumber
        self.address = address
        self.deviceType = deviceType
        self.pushVersion = pushVersion
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.knocks = knocks
    }
}

package struct DeviceSightingStore {
    private static let columns = [
        "serial_number", "address", "device_type", "push_version", "first_seen_at", "last_seen_at", "knocks",
    ]
    private static let select = "SELECT \(columns.joined(separator: ", ")) FROM device_sighting"
    /// Anybody in the network can knock with any number: beyond this many, those that knocked longest ago are forgotten.
    package static let limit = 200

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Returns: whether it is the first sight of it.
    @discardableResult
    package func note(_ sighting: DeviceSighting) throws -> Bool {
        var noted = sighting
        let before = try find(sighting.serialNumber)
        if let before {
            noted.firstSeen = before.firstSeen
            noted.knocks = before.knocks + 1
        } else if try db.integer("SELECT COUNT(*) FROM device_sighting") ?? 0 >= Int64(Self.limit) {
            for oldest in try all().dropFirst(Self.limit - 1) { try remove(oldest.serialNumber) }
        }
        try db.execute(
            db.dialect.upsert(into: "device_sighting", Self.columns, key: ["serial_number"]),
            [
                .text(noted.serialNumber), .text(noted.address), .optional(noted.deviceType),
                .optional(noted.pushVersion), .integer(noted.firstSeen.seconds), .integer(noted.lastSeen.seconds),
                .integer(noted.knocks),
            ])
        return before == nil
    }

    package func find(_ serialNumber: String) throws -> DeviceSighting? {
        try db.first("\(Self.select) WHERE serial_number = ?", [.text(serialNumber)], sighting)
    }

    /// The latest first.
    package func all() throws -> [DeviceSighting] {
        try db.all("\(Self.select) ORDER BY last_seen_at DESC, serial_number", [], sighting)
    }

    package func remove(_ serialNumber: String) throws {
        try db.execute("DELETE FROM device_sighting WHERE serial_number = ?", [.text(serialNumber)])
    }

    private func sighting(_ row: any SQLRow) -> DeviceSighting {
        DeviceSighting(
            serialNumber: row.text(0), address: row.text(1), deviceType: row.optionalText(2),
            pushVersion: row.optionalText(3), firstSeen: row.instant(4), lastSeen: row.instant(5),
            knocks: Int(row.integer(6)))
    }
}
