package import Domain

/// The marks that a push terminal wants to hear again, as it wrote them.
package struct PushStampStore {
    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// By the name of the table that they are of.
    package func stamps(of device: ID<Device>) throws -> [String: String] {
        let rows = try db.all(
            "SELECT table_name, stamp FROM push_stamp WHERE device_id = ?", [.integer(device.rawValue)]
        ) { ($0.text(0), $0.text(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    package func save(_ stamp: String, of table: String, _ device: ID<Device>) throws {
        try db.execute(
            db.dialect.upsert(
                into: "push_stamp", ["device_id", "table_name", "stamp"], key: ["device_id", "table_name"]),
            [.integer(device.rawValue), .text(table), .text(stamp)])
    }
}
