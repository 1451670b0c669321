import Domain
import Storage

/// Whether the punches before a day can be archived, and which.
struct ArchivePlanning {
    let db: any SQLConnection
    let day: CivilDate
    let today: CivilDate

    /// - Throws: ``ServiceError/archiveRefused(_:)`` with what is to be done first.
    func batches() throws -> [ArchivableBatch] {
        try checkDay()
        let batches = try ArchiveStore(db).archivable(before: Archive.firstKept(before: day))
        guard !batches.isEmpty else {
            throw ServiceError.archiveRefused(
                "No collection lies wholly before \(Archive.firstKept(before: day)), so there is nothing to archive; the last "
                    + "\(Archive.daysKept) days before \(day) stay in any case, because later days rest on them.")
        }
        try checkLocks()
        return batches
    }

    private func checkDay() throws {
        guard day == WorkPeriod.month.first(of: day) else {
            throw ServiceError.archiveRefused(
                "\(day) is not the first day of a month; name one, such as \(WorkPeriod.month.first(of: day)).")
        }
        guard day <= today else {
            throw ServiceError.archiveRefused("\(day) is still to come; name a day in the past.")
        }
        if let known = try ArchiveStore(db).firstOpenDay(), day <= known {
            throw ServiceError.archiveRefused("Everything before \(known) is archived already; name a later month.")
        }
    }

    /// A month that is locked for everybody never changes, so its punches are not needed any more.
    private func checkLocks() throws {
        guard var month = try ArchiveStore(db).firstPunchedDay().map({ WorkPeriod.month.first(of: $0) }) else { return }
        let locks = try PeriodLocks(db)
        let employees = try EmployeeStore(db).all()
        while month < day {
            let days = month...WorkPeriod.month.last(of: month)
            let open = employees.filter { $0.employedDays(days) > 0 && !locks.isLocked($0.id, month) }
            if let first = open.first {
                let others = open.count > 1 ? " and \(open.count - 1) more" : ""
                throw ServiceError.archiveRefused(
                    "\(Month(of: month)) is not locked for \(first.name)\(others); lock it first "
                        + "(“etime period lock \(Month(of: month))”), because archived days never change again.")
            }
            month = days.upperBound + 1
        }
    }
}
