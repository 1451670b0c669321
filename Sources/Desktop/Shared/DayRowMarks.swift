import Domain
import Services

/// Classes of the stylesheet for the cells of a day, by what is to be seen in it.
extension DayRow {
    /// Of what may still change.
    var softMark: String? { isProvisional ? "provisional" : nil }

    var lateMark: String? { late == 0 ? softMark : isProvisional ? "late-provisional" : "late" }

    var statusMark: String? {
        if groups.contains(.toLookAt) { return "look" }
        return status == .absent ? "absent" : softMark
    }

    /// For a narrow column, on the day's own date.
    func clock(_ time: LocalTime?) -> String { Words.shortClock(time, on: result.date) }
}
