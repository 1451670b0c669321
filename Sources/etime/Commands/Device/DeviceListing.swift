import Domain
import Services
import Storage

extension Listing where Row == DeviceSummary {
    /// - Parameters:
    ///   - zone: in which times are shown.
    ///   - isTable: notes stand below a table, sentence by sentence; when terminals were retired is there where one was.
    static func devices(_ devices: [DeviceSummary], zone: ZoneRules, isTable: Bool) -> Listing {
        var columns = [
            Column("Name", "name", flexible: true) { .text($0.name) },
            Column("Address", "address") { .text($0.address) },
            Column("State", "state") { .text($0.stateWord) },
            Column("Model", "model", flexible: true) { $0.model.isEmpty ? .none : .text($0.model) },
            Column("Serial number", "serial_number") { $0.serialNumber.isEmpty ? .none : .text($0.serialNumber) },
            Column("Last seen", "last_seen") { .moment($0.lastSeen, in: zone) },
            Column("Complete to", "complete_through") { .moment($0.completeThrough, in: zone) },
            Column("Punches", "records_used") { $0.recordsUsed.map { .integer($0) } ?? .none },
            Column("Clock off (s)", "clock_drift_seconds") { $0.clockDrift.map { .integer(Int($0)) } ?? .none },
            Column("Last error", "last_error", flexible: true) { .optional($0.lastError) },
        ]
        if !isTable || devices.contains(where: \.isRetired) {
            columns.append(Column("Retired", "retired_at") { .moment($0.retiredAt, in: zone) })
        }
        if !isTable {
            columns.append(Column("Kind", "kind") { .text($0.family.rawValue) })
            columns.append(Column("Over", "transport") { .text($0.transport.rawValue) })
            columns.append(
                Column("Latency (ms)", "latency_ms") { $0.health?.latency.map { .integer($0 / 1000) } ?? .none })
            columns.append(
                Column("Failures (%)", "failure_percent") {
                    $0.health?.failureRate.map { .integer(Int(($0 * 100).rounded())) } ?? .none
                })
            columns += fullness
            columns.append(Column("Open tasks", "open_tasks") { .integer($0.openTasks) })
            columns.append(Column("Zone", "zone") { .text($0.zone) })
            columns.append(Column("Notes", "notes") { .optional($0.notes.joined(separator: " ").nilIfEmpty) })
            columns.append(Column("Warnings", "warnings") { .optional($0.warnings.joined(separator: " ").nilIfEmpty) })
        }
        return Listing(devices, columns)
    }

    /// What is told of a terminal beyond its punches, and how much it has room for.
    private static var fullness: [Column] {
        func number(_ value: Int?) -> Cell { value.map { .integer($0) } ?? .none }
        return [
            Column("Firmware", "firmware") { $0.firmware.isEmpty ? .none : .text($0.firmware) },
            Column("Punch capacity", "record_capacity") { number($0.recordCapacity) },
            Column("Users", "users") { number($0.health?.users) },
            Column("User capacity", "user_capacity") { number($0.health?.userCapacity) },
            Column("Fingerprints", "fingerprints") { number($0.health?.fingerprints) },
            Column("Fingerprint capacity", "fingerprint_capacity") { number($0.health?.fingerprintCapacity) },
        ]
    }
}
