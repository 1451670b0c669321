import Domain

/// The columns of a file of leave balances.
enum BalanceTable {
    static let columns: [ImportColumn] = [
        .employee, .personName,
        ImportColumn(
            "type", required: true, "The code of the type of leave.", or: ["leavetype", "leave", "leavecode"]),
        ImportColumn(
            "date", required: true, "The day of the balance, such as the first of the leave year.", or: ["on", "asof"]),
        ImportColumn(
            "days", required: true,
            "What the person has of the type on that day, as 12 or 5.5; the difference to what is booked is added or taken.",
            or: ["balance", "opening", "openingbalance"]),
        ImportColumn(
            "through",
            "The last day on which days that are added can be taken. Empty: the end of the leave year.",
            or: ["until", "validuntil", "expires"]),
        .reason,
    ]

    static func cells(_ amount: LeaveAmount, _ type: LeaveType, of person: Employee, on date: CivilDate) -> [String] {
        [person.code, person.name, type.code, date.description, amount.description, "", ""]
    }
}
