import Domain
import SeededRandom

/// One record in the memory of the demo's terminal.
struct DemoPunch: Hashable, Sendable {
    var terminalUser: String
    /// When it happened, by the wall clock of the company.
    var happened: LocalTime
    /// What the terminal's own clock showed and therefore stored.
    var recorded: LocalTime
}

/// What the terminal has recorded since the first day: a pure function of the calendar and the seed.
///
/// Asked again later it yields the same records and those that have come since, in the same order,
/// so that a second collection finds only what is new.
struct DemoMonth: Sendable {
    static let seed = 20_140_915

    var calendar: DemoCalendar
    var people = DemoPeople.all

    /// In the order in which they happened, up to and including `now`.
    func punches(through now: LocalTime) -> [DemoPunch] {
        let days = calendar.firstDay...max(calendar.firstDay, now.date)
        let happened = days.flatMap { staff(on: $0) + strangers(on: $0) }.filter { $0.happened <= now }
        return recorded(happened.sorted { ($0.happened, $0.terminalUser) < ($1.happened, $1.terminalUser) })
    }

    private struct Visit {
        var terminalUser: String
        var happened: LocalTime
    }

    // MARK: - Who comes when

    private func staff(on date: CivilDate) -> [Visit] {
        let day = calendar.day(date)
        let events = DemoEvent.drawn(seed: Self.seed, day: day, people: people.count)
        return people.indices.flatMap { index -> [Visit] in
            let person = people[index]
            guard employed(person, onDay: day) else { return [] }
            var generator = SeededGenerator(mixing: Self.seed, day, index)
            guard calendar.isWorking(date) || comesOnDayOff(person, &generator) else { return [] }
            let presence = DemoPresence(
                events[index], shift: person.shift ?? .general, punchesMeals: person.punchesMeals,
                generator: &generator)
            return presence.times.map { visit(person.terminalUser, date, $0) }
        }
    }

    private func employed(_ person: DemoPerson, onDay day: Int) -> Bool {
        switch person.code {
        case DemoPeople.newcomer: day >= Self.newcomerJoins
        case DemoPeople.leaver: day <= Self.leaverLeaves
        default: true
        }
    }

    /// Machines are repaired while they stand still.
    private func comesOnDayOff(_ person: DemoPerson, _ generator: inout SeededGenerator) -> Bool {
        person.department == "Maintenance" && generator.happens(percent: 35)
    }

    static let newcomerJoins = 9
    static let leaverLeaves = 20

    /// Users on the terminal whom nobody in the office knows: a contract worker for two weeks, and a second
    /// enrolment without a name that somebody made at the gate.
    static let contractWorker = (user: "9001", name: "CONTRACT 1", days: 5...14)
    static let nameless = "207"

    private func strangers(on date: CivilDate) -> [Visit] {
        let day = calendar.day(date)
        var generator = SeededGenerator(mixing: Self.seed, day, people.count)
        guard calendar.isWorking(date) else { return [] }
        var visits: [Visit] = []
        if Self.contractWorker.days.contains(day) {
            visits.append(visit(Self.contractWorker.user, date, 9 * 3600 + generator.between(-600, 600)))
            visits.append(visit(Self.contractWorker.user, date, 18 * 3600 + generator.between(0, 900)))
        }
        if day % 10 == 1 { visits.append(visit(Self.nameless, date, 9 * 3600 + generator.between(0, 1200))) }
        return visits
    }

    private func visit(_ user: String, _ date: CivilDate, _ seconds: Int) -> Visit {
        Visit(terminalUser: user, happened: LocalTime(seconds: LocalTime(date).seconds + Int64(seconds)))
    }

    // MARK: - What the terminal's clock makes of it

    /// The clock gains three seconds a day until somebody sets it, every second week.
    func drift(on date: CivilDate) -> Int { max(0, calendar.day(date)) % 14 * 3 }

    /// Days on which the clock was lost: the battery was flat after a power cut, and once the year was mistyped.
    private static let flatBattery = 12
    private static let mistypedYear = 19
    private static let recordsWithLostClock = 2

    private func recorded(_ visits: [Visit]) -> [DemoPunch] {
        var lost: [Int: Int] = [:]
        return visits.map { visit in
            let day = calendar.day(visit.happened.date)
            lost[day, default: 0] += 1
            let hasLostClock = lost[day, default: 0] <= Self.recordsWithLostClock
            let clock = hasLostClock ? lostClock(day, visit.happened) : nil
            let drifted = LocalTime(seconds: visit.happened.seconds + Int64(drift(on: visit.happened.date)))
            return DemoPunch(
                terminalUser: visit.terminalUser, happened: visit.happened, recorded: clock ?? drifted)
        }
    }

    private func lostClock(_ day: Int, _ happened: LocalTime) -> LocalTime? {
        switch day {
        case Self.flatBattery: CivilDate("2000-01-01").map { LocalTime($0, happened.timeOfDay) }
        case Self.mistypedYear: LocalTime(happened.date + 9 * 365, happened.timeOfDay)
        default: nil
        }
    }
}
