package import Domain

/// A file of a terminal that was taken: what could be read of it is in, and what could not is kept.
package struct TakenFile: Hashable, Sendable {
    package var device: ID<Device>
    /// SHA-256 of its bytes, in hexadecimal.
    package var hash: String
    package var name: String
    package var takenAt: Instant
    package var takenBy: String

    package init(device: ID<Device>, hash: String, name: String, takenAt: Instant, takenBy: String) {
        self.device = device
        self.hash = hash
        self.name = name
        self.takenAt = takenAt
        self.takenBy = takenBy
    }
}

package struct TakenFileStore {
    private static let columns = ["device_id", "hash", "name", "taken_at", "taken_by"]

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func add(_ file: TakenFile) throws {
        try db.execute(
            db.dialect.insert(into: "taken_file", Self.columns),
            [
                .integer(file.device.rawValue), .text(file.hash), .text(String(file.name.prefix(255))),
                .integer(file.takenAt.seconds), .text(file.takenBy),
            ])
    }

    /// Whether any of the device was taken.
    package func any(of device: ID<Device>) throws -> Bool {
        try db.integer("SELECT MIN(taken_at) FROM taken_file WHERE device_id = ?", [.integer(device.rawValue)]) != nil
    }

    package func find(_ device: ID<Device>, hash: String) throws -> TakenFile? {
        try db.first(
            "SELECT \(Self.columns.joined(separator: ", ")) FROM taken_file WHERE device_id = ? AND hash = ?",
            [.integer(device.rawValue), .text(hash)]
        ) { row in
            TakenFile(
                device: row.id(0), hash: row.text(1), name: row.text(2), takenAt: row.instant(3), takenBy: row.text(4))
        }
    }
}
