import Domain
import Gtk
import Services

/// The table of one's own month.
enum MyMonthColumns {
    static var all: [TableColumn<MonthDay>] {
        [
            TableColumn("Day", width: 8, by: { $0.date }, mark: { $0.row.softMark }) { Words.shortDay($0.date) },
            TableColumn("Shift", width: 7, by: { $0.row.shiftCode }, mark: { $0.row.softMark }) { $0.row.shiftCode },
            TableColumn("In", width: 8, isNumeric: true, by: { clockOrder($0.row.firstIn) }, mark: { $0.row.softMark })
            {
                $0.row.clock($0.row.firstIn)
            },
            TableColumn("Out", width: 8, isNumeric: true, by: { clockOrder($0.row.lastOut) }, mark: { $0.row.softMark })
            {
                $0.row.clock($0.row.lastOut)
            },
            TableColumn("Worked", width: 8, isNumeric: true, by: { $0.row.work }, mark: { $0.row.softMark }) {
                Words.duration($0.row.work)
            },
            TableColumn("Late", width: 7, isNumeric: true, by: { $0.row.late }, mark: { $0.row.lateMark }) {
                Words.duration($0.row.late)
            },
            TableColumn("Overtime", width: 11, isNumeric: true, by: { $0.row.overtime }, mark: { $0.row.softMark }) {
                Words.duration($0.row.overtime)
            },
            TableColumn("Status", width: 16, expands: true, by: { $0.row.statusText }, mark: { $0.row.statusMark }) {
                $0.row.statusText
            },
        ]
    }

    /// By the time of the day, whatever the day; days without one come last.
    private static func clockOrder(_ time: LocalTime?) -> Int32 { time?.timeOfDay.secondsSinceMidnight ?? .max }
}
