import Domain
import Storage

/// Reads what a calendar shows, within one transaction: by what whoever asks may read now.
struct FeedReading {
    let db: any SQLConnection
    let view: FeedView
    let actor: Actor
    let now: Instant
    let zone: ZoneRules
    let today: CivilDate
    let days: ClosedRange<CivilDate>
    /// Whose shifts, and whose leave; nil: nobody's.
    let people: PeopleInReach?
    let leave: PeopleInReach?
    /// Why somebody is away is told with requests.
    private let requests: PeopleInReach?

    init(_ db: any SQLConnection, _ view: FeedView, by actor: Actor, now: Instant) throws {
        self.db = db
        self.view = view
        self.actor = actor
        self.now = now
        zone = try SettingStore(db).companyZone()
        today = zone.local(at: now).date
        days = FeedWindow.days(around: today)
        // Who may read nothing of a kind sees nothing of it, and is not refused: rights come and go, and the address stays.
        func reach(_ permission: Permission) throws -> PeopleInReach? {
            guard !actor.grants.reaches(of: permission).isEmpty else { return nil }
            return try PeopleInReach(actor, permission, db, now: now)
        }
        people = try reach(.readPeople)
        leave = try reach(.readLeave)
        requests = try reach(.readRequests)
    }

    /// Whose it is, where it is one person's.
    var person: ID<Employee>? { view.person ?? actor.employee }

    /// - Throws: ``ServiceError/unknownEmployee(code:)`` for somebody out of reach, ``ServiceError/invalid(_:)`` where nobody is meant.
    func requirePerson() throws(ServiceError) {
        guard view.kind == .own else { return }
        guard let person else {
            throw .invalid(
                "employee", "You are nobody whose time is kept; say whose calendar is meant, or take the team’s.")
        }
        try people?.require(person)
        try leave?.require(person)
    }

    /// - Parameter company: what tells it from others.
    func contents(named name: String, company: String) throws -> CalendarContents {
        let events =
            switch view.kind {
            case .own: try person.map { try self.events(of: $0) } ?? []
            case .team: try teamEvents()
            }
        return CalendarContents(
            name: name, events: events, company: company, asOf: zone.place(LocalTime(today)).instant)
    }

    private func events(of id: ID<Employee>) throws -> [CalendarEvent] {
        var events: [CalendarEvent] = []
        if people?.contains(id) == true {
            let picture = try RosterPicture(db, of: [id], now: now)
            for person in picture.people { events += try DutyEvents(self, picture).all(of: person) }
        }
        if leave?.contains(id) == true {
            events += try LeaveEvents(self).all { $0 == id }
        }
        return events
    }

    /// Of oneself nothing: that is in one's own calendar, and would stand there twice.
    private func teamEvents() throws -> [CalendarEvent] {
        var events: [CalendarEvent] = []
        if view.hasShifts, let people { events += try teamShifts(people) }
        if let leave { events += try LeaveEvents(self).all { $0 != actor.employee && leave.contains($0) } }
        return events
    }

    private func teamShifts(_ reach: PeopleInReach) throws -> [CalendarEvent] {
        let team = try EmployeeStore(db).all().filter { person in
            person.id != actor.employee && reach.contains(person.id) && person.employedDays(days) > 0
        }
        guard team.count <= FeedWindow.mostPeopleWithShifts else { return [tooMany(team.count)] }
        let picture = try RosterPicture(db, of: team.map(\.id), now: now)
        let duties = DutyEvents(self, picture)
        return try picture.people.flatMap { try duties.shifts(of: $0) }
    }

    /// The team has grown since the calendar was made.
    private func tooMany(_ count: Int) -> CalendarEvent {
        CalendarEvent(
            key: "too-many-shifts", time: .days(today...today), summary: "Shifts are left out",
            detail: "The shifts of \(count) people are too many for a calendar, which shows at most "
                + "\(FeedWindow.mostPeopleWithShifts). Make another one without shifts.")
    }

    /// Whether somebody's kind of leave and reasons are shown.
    func showsDetails(of employee: ID<Employee>) -> Bool {
        employee == actor.employee || requests?.contains(employee) == true
    }

    /// Whether it is about somebody else than whose calendar it is, so that each event says who.
    func isOthers(_ employee: ID<Employee>) -> Bool { view.kind == .team || employee != person }
}
