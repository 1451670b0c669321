import Domain
import Storage

/// Confirmed leave whose days are other days where the person is now: what was booked stays, so a person must decide.
struct MovedLeave {
    private let db: any SQLConnection

    init(_ db: any SQLConnection) { self.db = db }

    /// One sentence a request.
    func notes(from before: Employee, to after: Employee) throws -> [String] {
        let requests = try LeaveRequestStore(db).all(of: after.id).filter { request in
            request.status == .confirmed
                && !after.postings.changes(from: before.postings, in: request.first...request.last).isEmpty
        }
        guard !requests.isEmpty else { return [] }
        let rules = try RuleRecords(db).book
        let (old, new) = (try LeaveCalendar(db, rules, of: before), try LeaveCalendar(db, rules, of: after))
        return requests.compactMap { request in
            let dates = (request.first...request.last).filter { old.day($0) != new.day($0) }
            guard let first = dates.first else { return nil }
            let more = dates.count > 1 ? " (and \(Phrases.count(dates.count - 1, "day")) more)" : ""
            return "The leave from \(request.first) to \(request.last) was counted by the former place: \(first) is "
                + "\(new.day(first).words) now\(more). Cancel it and ask for it again if its days are to be counted anew."
        }
    }
}

extension LeaveCalendarDay {
    fileprivate var words: String {
        switch self {
        case .working: "a working day"
        case .firstHalfHoliday, .secondHalfHoliday: "half a holiday"
        case .weeklyOff: "a weekly off"
        case .holiday: "a holiday"
        }
    }
}
