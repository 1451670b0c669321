import Domain
import Storage

/// Leave that was asked for or granted, each request as one event.
struct LeaveEvents {
    private let reading: FeedReading
    private let types: [ID<LeaveType>: LeaveType]
    private let people: [ID<Employee>: Employee]

    init(_ reading: FeedReading) throws {
        self.reading = reading
        types = Dictionary(uniqueKeysWithValues: try LeaveTypeStore(reading.db).all().map { ($0.id, $0) })
        people =
            if reading.view.kind == .own {
                try reading.person.flatMap { try EmployeeStore(reading.db).find($0) }.map { [$0.id: $0] } ?? [:]
            } else {
                try EmployeeStore(reading.db).byID()
            }
    }

    /// What waits is tentative; what was refused, withdrawn or cancelled is not there.
    /// - Parameter isWanted: whose.
    func all(where isWanted: (ID<Employee>) -> Bool) throws -> [CalendarEvent] {
        let found = try requests().filter { request in
            guard request.isLive, isWanted(request.employee), let person = people[request.employee] else {
                return false
            }
            return person.employedDays(request.first...request.last) > 0
        }
        let changes = try JournalStore(reading.db).lastChanges(
            of: .leaveRequest, ids: found.map { String($0.id.rawValue) })
        return found.compactMap { request in
            people[request.employee].map { event(request, $0, changes[String(request.id.rawValue)]) }
        }
    }

    private func requests() throws -> [LeaveRequest] {
        let (store, days) = (LeaveRequestStore(reading.db), reading.days)
        guard reading.view.kind == .own, let person = reading.person else { return try store.all(touching: days) }
        return try store.all(of: person).filter { $0.first <= days.upperBound && $0.last >= days.lowerBound }
    }

    private func event(_ request: LeaveRequest, _ person: Employee, _ changed: Instant?) -> CalendarEvent {
        let isOthers = reading.isOthers(person.id)
        let hasDetails = reading.showsDetails(of: person.id)
        let name = hasDetails ? types[request.type]?.name ?? "Leave" : "Away"
        let isPending = request.status == .pending
        let words = [name, request.partWords, isPending ? "not decided yet" : ""].filter { !$0.isEmpty }
        return CalendarEvent(
            key: "leave-\(request.id.rawValue)", time: time(of: request),
            summary: (isOthers ? "\(person.name): " : "") + words.joined(separator: ", "),
            detail: hasDetails ? request.reason : "", status: isPending ? .tentative : .confirmed,
            // Half a day off leaves the other half to be planned.
            isBusy: !isOthers && request.partWords.isEmpty, changedAt: changed)
    }

    private func time(of request: LeaveRequest) -> CalendarEvent.Time {
        guard let hours = request.hours else { return .days(request.first...request.last) }
        let start = LocalTime(request.first, hours.from)
        let from = reading.zone.place(start).instant
        return .moments(
            from: from, until: max(from, reading.zone.place(start.next(hours.to), notBefore: from).instant))
    }
}

extension LeaveRequest {
    /// Which half of which day it takes; empty: whole days, or hours.
    fileprivate var partWords: String {
        if first == last {
            if startsAtNoon { return "second half of the day" }
            return endsAtNoon ? "first half of the day" : ""
        }
        return [
            startsAtNoon ? "from the second half of \(first)" : "",
            endsAtNoon ? "until the first half of \(last)" : "",
        ].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
