import Domain
import Gtk
import Services
import Storage

/// The table of terminals.
enum DeviceColumns {
    static var all: [TableColumn<DeviceSummary>] {
        [
            TableColumn("Name", width: 12, expands: true, by: \.name, mark: gone) { $0.name },
            TableColumn("Status", width: 20, expands: true, by: { $0.condition.word }, mark: state) {
                $0.condition.word
            },
            TableColumn(
                "All in up to", width: 13, isNumeric: true, by: { $0.completeThrough?.seconds ?? 0 }, mark: gone
            ) {
                device in
                device.completeThrough.map { Words.moment($0, in: device.zone) } ?? "Never read"
            },
            TableColumn("Memory", width: 14, isNumeric: true, by: { $0.fill ?? -1 }, mark: fill) { $0.fillText },
            TableColumn("Clock", width: 9, isNumeric: true, by: { abs($0.clockDrift ?? 0) }, mark: clock) {
                Words.drift($0.clockDrift)
            },
            TableColumn("Latency", width: 9, isNumeric: true, by: { $0.health?.latency ?? -1 }, mark: gone) {
                $0.latencyText
            },
            TableColumn("Tasks", width: 7, isNumeric: true, by: \.openTasks, mark: gone) {
                $0.openTasks == 0 ? "" : Words.grouped($0.openTasks)
            },
            TableColumn("Address", width: 18, by: \.address, mark: gone) { $0.address },
        ]
    }

    private static func gone(_ device: DeviceSummary) -> String? { device.isRetired ? "dim-label" : nil }

    private static func state(_ device: DeviceSummary) -> String? {
        if device.isRetired { return "dim-label" }
        if device.lastError != nil { return "absent" }
        return device.warnings.isEmpty ? nil : "look"
    }

    private static func fill(_ device: DeviceSummary) -> String? {
        device.isRetired ? "dim-label" : device.fill.map(Stylesheet.level)
    }

    private static func clock(_ device: DeviceSummary) -> String? {
        if device.isRetired { return "dim-label" }
        return abs(device.clockDrift ?? 0) > DeviceSummary.tolerableDrift ? "look" : nil
    }
}
