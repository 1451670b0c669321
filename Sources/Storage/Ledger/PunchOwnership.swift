package import Domain

/// Whose a punch is: of whoever holds its terminal's user at its time, if that person was employed then.
///
/// The one definition of it. A punch in quarantine has no time that could be believed, so employment does not bound it:
/// it is shown with its holder and never counted.
enum PunchOwnership {
    /// Holds between `punch`, `holder` (of `device_user_holder`) and `employee`.
    static let holds =
        """
        holder.device_id = punch.device_id AND holder.device_user = punch.device_user
            AND holder.from_s <= punch.local_s AND holder.until_s > punch.local_s
            AND employee.id = holder.employee_id
            AND (punch.quarantine IS NOT NULL
                OR punch.local_s >= (employee.joined_day - \(Employee.daysBeforeJoining)) * 86400
                    AND (employee.left_day IS NULL
                        OR punch.local_s < (employee.left_day + 1 + \(Employee.daysAfterLeaving)) * 86400))
        """

    static let columns = ["employee_id", "utc_s", "punch_id", "offset_s", "state", "verify", "device_id", "quarantine"]

    /// The rows of `punch_owner` as they must be. CROSS JOIN, because by way of the holders the ledger would be read once
    /// for each of them.
    static let rows =
        """
        SELECT holder.employee_id, punch.utc_s, punch.id AS punch_id, punch.offset_s, punch.state, punch.verify,
            punch.device_id, punch.quarantine
        FROM placed_punch punch CROSS JOIN device_user_holder holder CROSS JOIN employee WHERE \(holds)
        """

    /// True of a `punch` that belongs to nobody.
    static let waits =
        "NOT EXISTS (SELECT 1 FROM device_user_holder holder CROSS JOIN employee WHERE \(holds))"
}

extension Employee {
    static let daysBeforeJoining = RuleBook.contextDays - 1
    static let daysAfterLeaving = RuleBook.contextDays - 1

    /// When a punch can be this person's: employment, the evening before its first day (a shift that begins at midnight),
    /// and the day after its last (a night that runs over).
    package var punchingTime: HeldTime {
        HeldTime(from: joined - Self.daysBeforeJoining, through: left.map { $0 + Self.daysAfterLeaving })
    }
}
