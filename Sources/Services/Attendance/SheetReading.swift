import Domain
import Storage

extension DaySheet {
    init(_ db: any SQLConnection, _ date: CivilDate?, of people: PeopleInReach, now: Instant) throws {
        let rules = try CompanyRules(db, now: now)
        let date = date ?? rules.today
        let employees = try EmployeeStore(db).all().filter { people.contains($0.id) && $0.isEmployed(on: date) }
        let isLive = date == rules.today
        var reader = DayReader(db, rules)
        // Whoever came last night may still be inside.
        let days = try reader.days(of: employees, (isLive ? date - 1 : date)...date)
        let terminals = try DeviceCompleteness.all(db)
        let reasons = ProvisionalReasons(now: now, terminals: terminals, zone: rules.book.zone)
        let rows = employees.compactMap { employee in
            days[employee.id]?.last { $0.date == date }.map { result in
                var row = DayRow(
                    employee: employee, shiftCode: result.shift.flatMap { rules.shiftCodes[$0] } ?? "",
                    result: result, isLive: isLive, dayBefore: isLive ? days[employee.id]?.first : nil,
                    leaveCodes: rules.book.leaveCodes)
                row.provisional = reader.settling[DayKey(employee: employee.id, date: date)]
                    .map(reasons.reason(settling:))
                return row
            }
        }
        self.init(
            date: date, isLive: isLive, asOf: rules.book.zone.local(at: now), rows: rows, completeness: terminals,
            completeThrough: rules.knowing.completeThrough.map { rules.book.zone.local(at: $0) })
    }
}

extension DeviceCompleteness {
    static func all(_ db: any SQLConnection) throws -> [DeviceCompleteness] {
        let marks = Dictionary(
            uniqueKeysWithValues: try WatermarkStore(db).all().map { ($0.device, $0.completeThrough) })
        return try DeviceStore(db).all().filter { $0.retiredAt == nil }.map { device in
            let zone = SystemZones.rules(of: device.zone) ?? .utc
            return DeviceCompleteness(
                id: device.id, name: device.name,
                completeThrough: (marks[device.id] ?? nil).map { zone.local(at: $0) },
                completeInstant: marks[device.id] ?? nil,
                isReachable: device.contact.lastError == nil)
        }
    }
}

extension MonthSheet {
    init(
        _ db: any SQLConnection, _ month: Month, of employee: ID<Employee>?, within people: PeopleInReach, now: Instant
    ) throws {
        let rules = try CompanyRules(db, now: now)
        let employees = try Self.employees(db, month.days, employee).filter { people.contains($0.id) }
        var reader = DayReader(db, rules)
        let days = try reader.days(of: employees, month.days)
        let booked = Dictionary(grouping: try Self.bookings(db, month.days, employee), by: \.employee)
        let rows = employees.map { employee in
            let byDate = Dictionary(uniqueKeysWithValues: (days[employee.id] ?? []).map { ($0.date, $0) })
            let unpaid = (booked[employee.id] ?? []).map(\.unpaid).total()
            return MonthRow(
                employee: employee, days: month.days.map { byDate[$0] },
                unpaidPenaltyHalves: Int(unpaid.thousandths / 500))
        }
        self.init(month: month, rows: rows, shiftCodes: rules.shiftCodes, leaveCodes: rules.book.leaveCodes)
    }

    private static func bookings(
        _ db: any SQLConnection, _ days: ClosedRange<CivilDate>, _ one: ID<Employee>?
    ) throws -> [DayBooking] {
        let store = DayBookingStore(db)
        return try one.map { try store.bookings(of: $0...$0, days) } ?? store.bookings(days)
    }

    private static func employees(
        _ db: any SQLConnection, _ days: ClosedRange<CivilDate>, _ one: ID<Employee>?
    ) throws -> [Employee] {
        let store = EmployeeStore(db)
        guard let one else { return try store.all().filter { $0.employedDays(days) > 0 } }
        guard let employee = try store.find(one) else {
            throw ServiceError.unknownEmployee(code: "with the id \(one.rawValue)")
        }
        return [employee]
    }
}

extension DayExplanation {
    /// - Parameter tellsStrangers: names users who are nobody's, and may be the person.
    init(
        _ db: any SQLConnection, _ id: ID<Employee>, _ date: CivilDate, now: Instant,
        tellingStrangers tellsStrangers: Bool
    ) throws {
        let rules = try CompanyRules(db, now: now)
        guard let employee = try EmployeeStore(db).find(id) else {
            throw ServiceError.unknownEmployee(code: "with the id \(id.rawValue)")
        }
        try ArchivedDays(db).refuse(date)
        var person = EmployeeCase(employee: employee, assignments: [], punches: [])
        try EmployeeCases(db, [employee], rules.window(of: date...date)).forEach { person = $0 }
        var engine = DayEngine(rules: rules.book)
        let devices = try DeviceStore(db).all()
        let trace = engine.explain(person, date: date, knowing: rules.knowing)
        self.init(
            employee: employee, trace: trace, shiftCodes: rules.shiftCodes,
            leaveCodes: rules.book.leaveCodes,
            deviceNames: Dictionary(uniqueKeysWithValues: devices.map { ($0.id, $0.name) }),
            punches: person.punches + person.corrections.filter(\.isVoid).map(\.punch),
            hints: try Self.hints(db, devices, trace.result, rules, tellsStrangers)
                + BookedLeave(db, employee, trace.result).sentences
                + LockedDay(db, trace.result, unpaidLeave: rules.book.unpaidLeave).sentences,
            history: try DayHistory(
                db, trace.result, zone: rules.book.zone, leaveCodes: rules.book.leaveCodes
            ).sentences)
    }

    /// Why a punch that somebody remembers may not be here.
    private static func hints(
        _ db: any SQLConnection, _ devices: [DeviceRecord], _ day: DayResult, _ rules: CompanyRules,
        _ tellsStrangers: Bool
    ) throws -> [String] {
        try (tellsStrangers && lacksPunches(day) ? unknownUsers(db, day.date, rules) : [])
            + uncollected(db, devices, day, rules)
    }

    private static func lacksPunches(_ day: DayResult) -> Bool {
        day.punchCount == 0 || !day.flags.isDisjoint(with: [.missingIn, .missingOut])
    }

    private static func unknownUsers(
        _ db: any SQLConnection, _ date: CivilDate, _ rules: CompanyRules
    ) throws -> [String] {
        let window = rules.window(of: date...date)
        let waiting = try DeviceUserStore(db).inbox().filter { waiting in
            waiting.groups.contains { $0.first <= window.through && $0.last >= window.from }
        }
        guard !waiting.isEmpty else { return [] }
        let unknown = waiting.map(\.user)
        let named = unknown.prefix(3).map { $0.name.isEmpty ? $0.deviceUser : "\($0.deviceUser) (\($0.name))" }
        return [
            "Users who are nobody’s punched around this day: \(named.joined(separator: ", "))"
                + (unknown.count > named.count ? " and \(unknown.count - named.count) more" : "")
                + "; map one in the inbox if it is this person."
        ]
    }

    private static func uncollected(
        _ db: any SQLConnection, _ devices: [DeviceRecord], _ day: DayResult, _ rules: CompanyRules
    ) throws -> [String] {
        let marks = Dictionary(
            uniqueKeysWithValues: try WatermarkStore(db).all().map { ($0.device, $0.completeThrough) })
        let start = rules.book.zone.place(LocalTime(day.date)).instant
        let end = rules.book.zone.place(LocalTime(day.date + 1)).instant
        return devices.compactMap { device in
            if let through = marks[device.id] ?? nil, through >= end { return nil }
            guard let retired = device.retiredAt else {
                return day.flags.contains(.provisional)
                    ? "Not all punches of \(device.name) for this day have been collected yet." : nil
            }
            return retired > start
                ? "\(device.name) was retired before all its punches for this day had been collected." : nil
        }
    }
}
