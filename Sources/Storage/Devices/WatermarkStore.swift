package import Domain

/// How far a terminal's log has been read, so that the next read can go on from there and a day can be final.
package struct Watermark: Hashable, Sendable {
    package var device: ID<Device>
    /// Every punch up to this instant is in; nil while nobody can say.
    package var completeThrough: Instant?
    /// Records in the terminal's log when it was read.
    package var recordCount: Int
    /// The last record read, byte for byte: found again in its place, it proves that the log was not cleared between.
    package var lastRecord: [UInt8]?
    /// Bytes a record takes.
    package var recordWidth: Int?
    package var readAt: Instant
    /// Seconds the terminal's clock was ahead at `readAt`.
    package var clockDrift: Int32?

    package init(
        device: ID<Device>, completeThrough: Instant?, recordCount: Int, lastRecord: [UInt8]? = nil,
        recordWidth: Int? = nil, readAt: Instant, clockDrift: Int32? = nil
    ) {
        self.device = device
        self.completeThrough = completeThrough
        self.recordCount = recordCount
        self.lastRecord = lastRecord
        self.recordWidth = recordWidth
        self.readAt = readAt
        self.clockDrift = clockDrift
    }
}

/// One watermark a device. Save it in the transaction that stores the punches it vouches for.
package struct WatermarkStore {
    private static let columns = [
        "device_id", "complete_through", "record_count", "last_record", "record_width", "read_at", "clock_drift_s",
    ]
    private static let select = "SELECT \(columns.joined(separator: ", ")) FROM watermark"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func save(_ mark: Watermark) throws {
        try db.execute(
            db.dialect.upsert(into: "watermark", Self.columns, key: ["device_id"]),
            [
                .integer(mark.device.rawValue), .optional(mark.completeThrough?.seconds), .integer(mark.recordCount),
                .optional(mark.lastRecord), .optional(mark.recordWidth), .integer(mark.readAt.seconds),
                .optional(mark.clockDrift),
            ])
    }

    package func find(_ device: ID<Device>) throws -> Watermark? {
        try db.first("\(Self.select) WHERE device_id = ?", [.integer(device.rawValue)], watermark)
    }

    package func all() throws -> [Watermark] { try db.all("\(Self.select) ORDER BY device_id", [], watermark) }

    private func watermark(_ row: any SQLRow) -> Watermark {
        Watermark(
            device: row.id(0), completeThrough: row.optionalInstant(1), recordCount: Int(row.integer(2)),
            lastRecord: row.optionalBlob(3), recordWidth: row.optionalInteger(4).map { Int($0) },
            readAt: row.instant(5), clockDrift: row.optionalInteger(6).map { Int32(truncatingIfNeeded: $0) })
    }
}
