import Domain
import Foundation
import SeededRandom
import Services

/// The demo company in a database: made once, found again afterwards.
struct DemoCompany {
    static let name = "Sahyadri Precision Works"
    static let terminalName = "Main Gate"
    /// As somebody set it in the terminal's menu.
    static let commKey: UInt32 = 201_409

    let services: Services
    let actor: Actor
    let now: Instant

    /// - Returns: when the company works, as the database says; nil stands for a company that is not the demo's.
    func found() async throws -> DemoCalendar? {
        let settings = try await services.company.settings()
        let newcomer = try await services.employees.find(code: DemoPeople.newcomer, by: actor)
        let holiday = try await services.shifts.holidays().first { $0.name == DemoCalendar.holidayName }
        guard settings.name == Self.name, let newcomer, let holiday, let zone = ZoneRules.system(named: settings.zone)
        else { return nil }
        let offs = try await services.shifts.weeklyOffs().map(\.weekday)
        return DemoCalendar(
            firstDay: newcomer.employee.joined - DemoMonth.newcomerJoins, zone: zone, weeklyOffs: Set(offs),
            holiday: holiday.date)
    }

    /// Makes it, or goes on where an earlier try was interrupted.
    ///
    /// - Throws: ``DemoRefusal`` where the database has a company of its own.
    func made() async throws -> DemoCalendar {
        let settings = try await services.company.settings()
        let hasPeople = try await !services.employees.list(by: actor).isEmpty
        guard settings.name == Self.name || !hasPeople else { throw DemoRefusal() }
        let calendar = DemoCalendar.beginning(at: now, computerZone: ZoneRules.systemDefaultName())
        try await services.company.update(CompanySettings(name: Self.name, zone: calendar.zone.name), by: actor)
        try await services.shifts.setWeeklyOffs(calendar.weeklyOffs.map { WeeklyOff(weekday: $0) }, by: actor)
        try await services.shifts.addHoliday(
            Holiday(date: calendar.holiday, name: DemoCalendar.holidayName), by: actor)
        for shift in DemoShift.allCases where try await services.shifts.find(code: shift.code) == nil {
            try await services.shifts.add(shift.draft, by: actor)
        }
        let report = try await services.imports.employees(Data(staffList(calendar).utf8), by: actor)
        if let bad = report.refused.first { throw ServiceError.unreadableImport("\(bad.what): \(bad.fate)") }
        return calendar
    }

    /// The terminal's record, with the address at which the virtual terminal listens this time.
    func terminal(port: Int) async throws -> DeviceSummary {
        let draft = DeviceDraft(
            name: Self.terminalName, host: "127.0.0.1", port: String(port), transport: .tcp,
            commKey: String(Self.commKey))
        guard let known = try await services.devices.find(name: Self.terminalName, by: actor) else {
            return try await services.devices.add(draft, by: actor)
        }
        if known.port == UInt16(port), known.host == draft.host { return known }
        return try await services.devices.update(known.id, to: draft, by: actor)
    }

    /// The people as a file of the kind that companies have: one import, one transaction.
    private func staffList(_ calendar: DemoCalendar) -> String {
        let rows = DemoPeople.all.map { person -> [String] in
            let left = person.code == DemoPeople.leaver ? "\(calendar.firstDay + DemoMonth.leaverLeaves)" : ""
            return [
                person.code, person.name, person.department, "\(joined(person, calendar))", left,
                person.shift?.code ?? "", person.terminalUser,
            ]
        }
        let header = ["code", "name", "department", "joined", "left", "shift", "device user"]
        return ([header] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n")
    }

    private func joined(_ person: DemoPerson, _ calendar: DemoCalendar) -> CivilDate {
        if person.code == DemoPeople.newcomer { return calendar.firstDay + DemoMonth.newcomerJoins }
        var generator = SeededGenerator(mixing: DemoMonth.seed, Int(person.code) ?? 0)
        return calendar.firstDay - generator.between(40, 3000)
    }
}

/// The demo was pointed at somebody's real data.
struct DemoRefusal: Error, CustomStringConvertible {
    let description =
        "This database has a company of its own, and the demo would mix invented people into it; "
        + "name another file with --database."
}
