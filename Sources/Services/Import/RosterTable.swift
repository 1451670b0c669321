import Domain
import Storage

/// The columns of a file of rosters: what single people work on single days, whatever the roster says.
enum RosterTable {
    static let columns: [ImportColumn] = [
        .employee, .personName,
        ImportColumn("date", required: true, "The day."),
        ImportColumn(
            "day", required: true, "What is worked: a shift's code, several as A+B, or off.",
            or: ["shift", "works", "shiftcode"]),
        .reason,
    ]

    static func cells(_ override: RosterOverride, of person: Employee, _ codes: [ID<Shift>: String]) -> [String] {
        [person.code, person.name, override.date.description, override.day.text(codes), override.reason]
    }
}
