package import Domain

/// A fingerprint as it is kept: sealed.
package struct StoredFinger: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<StoredFinger>
    package var employee: Domain.ID<Employee>
    package var finger: UInt8
    package var algorithm: UInt8
    package var kind: UInt8
    package var sealed: [UInt8]
    package var takenAt: Instant
    /// From which terminal.
    package var device: Domain.ID<Device>

    package init(
        id: Domain.ID<StoredFinger> = ID(0), employee: Domain.ID<Employee>, finger: UInt8, algorithm: UInt8,
        kind: UInt8,
        sealed: [UInt8], takenAt: Instant, device: Domain.ID<Device>
    ) {
        self.id = id
        self.employee = employee
        self.finger = finger
        self.algorithm = algorithm
        self.kind = kind
        self.sealed = sealed
        self.takenAt = takenAt
        self.device = device
    }
}

package struct FingerTemplateStore {
    private static let columns = ["employee_id", "finger", "algorithm", "kind", "sealed", "taken_at", "device_id"]
    private static let key = ["employee_id", "finger", "algorithm"]
    private static let select = "SELECT id, \(columns.joined(separator: ", ")) FROM finger_template"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// Keeps it instead of an older one of the same finger. The journal tells that, never what.
    package func save(_ finger: StoredFinger, by stamp: Stamp) throws {
        try db.execute(
            db.dialect.upsert(into: "finger_template", Self.columns, key: Self.key),
            [
                .integer(finger.employee.rawValue), .integer(finger.finger), .integer(finger.algorithm),
                .integer(finger.kind), .blob(finger.sealed), .integer(finger.takenAt.seconds),
                .integer(finger.device.rawValue),
            ])
        try JournalStore(db).append(
            .keepFinger, .employee, id: String(finger.employee.rawValue), before: nil,
            after: ["finger": Int(finger.finger), "device": Int(finger.device.rawValue)], by: stamp)
    }

    package func all(of employee: ID<Employee>) throws -> [StoredFinger] {
        try db.all(
            "\(Self.select) WHERE employee_id = ? ORDER BY finger, algorithm", [.integer(employee.rawValue)], finger)
    }

    /// Whoever opens what is sealed says so first.
    package func noteReading(
        _ count: Int, of employee: ID<Employee>, for device: ID<Device>, by stamp: Stamp
    ) throws {
        try JournalStore(db).append(
            .read, .employee, id: String(employee.rawValue), before: nil,
            after: ["fingers": "\(count)", "device": "\(device.rawValue)"], by: stamp)
    }

    /// How many fingers are kept of each person.
    package func counts() throws -> [ID<Employee>: Int] {
        let rows = try db.all("SELECT employee_id, COUNT(*) FROM finger_template GROUP BY employee_id", []) {
            (ID<Employee>($0.integer(0)), Int($0.integer(1)))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// - Returns: how many were removed.
    @discardableResult
    package func purge(_ employee: ID<Employee>, because reason: String, by stamp: Stamp) throws -> Int {
        let count = try db.execute(
            "DELETE FROM finger_template WHERE employee_id = ?", [.integer(employee.rawValue)])
        guard count > 0 else { return 0 }
        try JournalStore(db).append(
            .purgeFingers, .employee, id: String(employee.rawValue), before: ["fingers": String(count)],
            after: ["reason": reason], by: stamp)
        return count
    }

    private func finger(_ row: any SQLRow) -> StoredFinger {
        StoredFinger(
            id: row.id(0), employee: row.id(1), finger: UInt8(truncatingIfNeeded: row.integer(2)),
            algorithm: UInt8(truncatingIfNeeded: row.integer(3)), kind: UInt8(truncatingIfNeeded: row.integer(4)),
            sealed: row.blob(5), takenAt: row.instant(6), device: row.id(7))
    }
}

extension JournalAction {
    package static let keepFinger = JournalAction(rawValue: "keep-finger")
    package static let purgeFingers = JournalAction(rawValue: "purge-fingers")
}
