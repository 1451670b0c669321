package import Domain

/// A line of a terminal's own log of what was changed at it.
package struct DeviceOperation: Hashable, Sendable {
    package var device: ID<Device>
    package var local: LocalTime
    /// The terminals' number of what was done; 6 is an enrolled finger.
    package var operation: UInt8
    /// The terminal's user who did it; empty: nobody, or the terminal itself.
    package var user: String
    /// As the terminal wrote them; the meaning depends on the operation.
    package var parameters: String
    /// Tells equal ones of one second apart.
    package var sequence: UInt16

    package init(
        device: ID<Device>, local: LocalTime, operation: UInt8, user: String, parameters: String, sequence: UInt16 = 0
    ) {
        self.device = device
        self.local = local
        self.operation = operation
        self.user = user
        self.parameters = parameters
        self.sequence = sequence
    }
}

package struct DeviceOperationStore {
    private static let columns = ["device_id", "local_s", "operation", "operator_user", "parameters", "seq"]

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// Adds those that are not known; the same again changes nothing.
    package func add(_ operations: [DeviceOperation]) throws {
        let statement = BulkStatement.insertIgnoring(into: "device_operation", Self.columns, key: Self.columns)
        _ = try db.bulk(statement) { rows in
            for operation in operations {
                rows.bind(operation.device.rawValue, 0)
                rows.bind(operation.local.seconds, 1)
                rows.bind(Int64(operation.operation), 2)
                rows.bind(operation.user.clipped(to: 64), 3)
                rows.bind(operation.parameters.clipped(to: 200), 4)
                rows.bind(Int64(operation.sequence), 5)
                try rows.send()
            }
        }
    }

    package func hasAny(of device: ID<Device>) throws -> Bool {
        try db.first(
            "SELECT 1 FROM device_operation WHERE device_id = ? ORDER BY local_s \(db.dialect.page(limit: 1, offset: 0))",
            [.integer(device.rawValue)]
        ) { _ in true } ?? false
    }

    /// Those of one kind.
    package func all(of device: ID<Device>, being kind: UInt8) throws -> [DeviceOperation] {
        try db.all(
            "SELECT \(Self.columns.joined(separator: ", ")) FROM device_operation WHERE device_id = ? AND operation = ?",
            [.integer(device.rawValue), .integer(kind)], operation)
    }

    /// The latest first.
    package func all(of device: ID<Device>, limit: Int) throws -> [DeviceOperation] {
        try db.all(
            """
            SELECT \(Self.columns.joined(separator: ", ")) FROM device_operation WHERE device_id = ?
            ORDER BY local_s DESC, operation DESC, seq DESC \(db.dialect.page(limit: limit, offset: 0))
            """, [.integer(device.rawValue)], operation)
    }

    private func operation(_ row: any SQLRow) -> DeviceOperation {
        DeviceOperation(
            device: row.id(0), local: LocalTime(seconds: row.integer(1)),
            operation: UInt8(truncatingIfNeeded: row.integer(2)), user: row.text(3), parameters: row.text(4),
            sequence: UInt16(truncatingIfNeeded: row.integer(5)))
    }
}
