import Domain
import Gtk
import Services

/// The table of a day.
enum TodayColumns {
    static var all: [TableColumn<DayRow>] {
        [
            TableColumn("Code", width: 6, by: \.code, mark: { $0.softMark }) { $0.code },
            TableColumn("Name", width: 13, expands: true, by: \.name, mark: { $0.softMark }) { $0.name },
            TableColumn("Dept", width: 9, by: \.department, mark: { $0.softMark }) { $0.department },
            TableColumn("Shift", width: 5, by: \.shiftCode, mark: { $0.softMark }) { $0.shiftCode },
            TableColumn("In", width: 6, isNumeric: true, by: { order($0.firstIn) }, mark: { $0.softMark }) {
                $0.clock($0.firstIn)
            },
            TableColumn("Out", width: 6, isNumeric: true, by: { order($0.lastOut) }, mark: { $0.softMark }) {
                $0.clock($0.lastOut)
            },
            TableColumn("Work", width: 6, isNumeric: true, by: \.work, mark: { $0.softMark }) {
                Words.duration($0.work)
            },
            TableColumn("Late", width: 6, isNumeric: true, by: \.late, mark: { $0.lateMark }) {
                Words.duration($0.late)
            },
            TableColumn("Status", width: 14, expands: true, by: { $0.statusText }, mark: { $0.statusMark }) {
                $0.statusText
            },
        ]
    }

    /// Who has no time comes last.
    private static func order(_ time: LocalTime?) -> Int64 { time?.seconds ?? .max }
}
