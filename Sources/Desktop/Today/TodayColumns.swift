import Domain
import Gtk
import Services

/// The table of a day.
enum TodayColumns {
    static var all: [TableColumn<DayRow>] {
        [
            TableColumn("Code", width: 6, by: \.code, mark: soft) { $0.code },
            TableColumn("Name", width: 13, expands: true, by: \.name, mark: soft) { $0.name },
            TableColumn("Dept", width: 9, by: \.department, mark: soft) { $0.department },
            TableColumn("Shift", width: 5, by: \.shiftCode, mark: soft) { $0.shiftCode },
            TableColumn("In", width: 6, isNumeric: true, by: { order($0.firstIn) }, mark: soft) {
                clock($0.firstIn, $0)
            },
            TableColumn("Out", width: 6, isNumeric: true, by: { order($0.lastOut) }, mark: soft) {
                clock($0.lastOut, $0)
            },
            TableColumn("Work", width: 6, isNumeric: true, by: \.work, mark: soft) { Words.duration($0.work) },
            TableColumn("Late", width: 6, isNumeric: true, by: \.late, mark: late) { Words.duration($0.late) },
            TableColumn("Status", width: 14, expands: true, by: { $0.statusText }, mark: status) { $0.statusText },
        ]
    }

    private static func clock(_ time: LocalTime?, _ row: DayRow) -> String {
        Words.shortClock(time, on: row.result.date)
    }

    /// Who has no time comes last.
    private static func order(_ time: LocalTime?) -> Int64 { time?.seconds ?? .max }

    private static func soft(_ row: DayRow) -> String? { row.isProvisional ? "provisional" : nil }

    private static func late(_ row: DayRow) -> String? {
        row.late == 0 ? soft(row) : row.isProvisional ? "late-provisional" : "late"
    }

    private static func status(_ row: DayRow) -> String? {
        if row.groups.contains(.toLookAt) { return "look" }
        return row.status == .absent ? "absent" : soft(row)
    }
}
