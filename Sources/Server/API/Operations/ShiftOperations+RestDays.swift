import Domain
import HTTPTypes
import Services
import Storage

// The weekdays of rest, holidays, and who keeps which of the optional ones.
extension ShiftOperations {
    /// The weekly offs of one place.
    struct PlaceOffs: Sendable {
        /// Empty: the company.
        var location: String
        var offs: [WeeklyOff]
    }

    /// A holiday in one year.
    struct HolidayOn: Sendable {
        var holiday: Holiday
        var day: CivilDate
    }

    /// Also in bodies.
    static let weeklyOff = Schema.object([
        .init("weekday", CaseWords.schema(Weekday.self), required: true),
        .init("weeks", .list(.integer(1...5), atMost: 5), "Which of a month; none: all."),
    ])

    static let weeklyOffs = Resource<PlaceOffs>(
        "WeeklyOffs",
        [
            .init("location", .text, "Empty: the company’s, which hold wherever a location has none of its own.") {
                .string($0.location)
            },
            .init("days", .list(weeklyOff, atMost: 7)) { .array($0.offs.map { json($0) }) },
        ])
    private static let places = Listing(weeklyOffs, in: "location") { .string($0.location) }

    static let holiday = Resource<HolidayOn>(
        "Holiday",
        [
            .init("date", .date, "Of one that is kept each year, the first.") {
                .string($0.holiday.date.description)
            },
            .init("day", .date, "The day in the year that was asked for; else the same as the date.") {
                .string($0.day.description)
            },
            .init("name", .filledText) { .string($0.holiday.name) },
            .init(
                "kind", CaseWords.schema(Holiday.Kind.self),
                "An optional one is a day of rest for whoever chooses it."
            ) { CaseWords.word($0.holiday.kind) },
            .init("location", .text, "Empty: it is kept in the whole company.") { .string($0.holiday.location) },
            .init("yearly", .boolean, "Kept again each year.") { .bool($0.holiday.isYearly) },
        ])
    private static let holidays = Listing(holiday, in: "day,location") {
        .array([.string($0.day.description), .string($0.holiday.date.description), .string($0.holiday.location)])
    }

    static let optionalHoliday = Resource<OptionalHolidayOffer>(
        "OptionalHoliday",
        [
            .init("date", .date) { .string($0.date.description) },
            .init("name", .filledText) { .string($0.holiday.name) },
            .init("chosen", .boolean, "The person takes it.") { .bool($0.isChosen) },
        ])
    private static let offers = Listing(optionalHoliday, in: "date") { .string($0.date.description) }

    static let restDaySchemas = [
        (weeklyOffs.name, weeklyOffs.schema), (holiday.name, holiday.schema),
        (optionalHoliday.name, optionalHoliday.schema),
    ]

    static let restDayOperations: [Operation] = weeklyOffOperations + holidayOperations + optionalHolidayOperations

    private static let date = Parameter.path("date", .date)
    private static let place = Parameter.query("location", .text(0...200), "One place alone; empty: the company.")
    private static let year = Parameter.query("year", .integer(1...9_999))

    static func json(_ off: WeeklyOff) -> JSONValue {
        .object([
            .init("weekday", CaseWords.word(off.weekday)), .init("weeks", .array(off.weeks.map { JSONValue($0) })),
        ])
    }

    private static func askedDate(_ call: Call) throws -> CivilDate {
        guard let date = call.date("date") else { throw ProblemDocument.noSuchPath }
        return date
    }

    private static func askedPlace(_ call: Call) -> String { (call.text("location") ?? "").trimmed }
}

extension ShiftOperations {
    private static let weeklyOffOperations: [Operation] = [
        .get(
            "listWeeklyOffs", "/weekly-offs", tag, "The weekdays of rest, by place", places.parameters + [place],
            answering: places.schema
        ) { call in
            let all = try await call.services.shifts.allWeeklyOffs()
            guard call.text("location") != nil else {
                let rows = all.map { PlaceOffs(location: $0.key, offs: $0.value) }
                return try places.reply(rows.sorted { $0.location < $1.location }, to: call)
            }
            let location = askedPlace(call)
            return try places.reply([PlaceOffs(location: location, offs: all[location] ?? [])], to: call)
                .version(try await call.services.version(of: keys(location)))
        }.versioned().detailed("Only where a location is named does the answer have a version."),
        .write(
            .put, "setWeeklyOffs", "/weekly-offs", tag, "Say on which weekdays a place rests", [acceptance],
            taking: .object([
                .init("location", .text(0...200), "Empty, or left out: the company."),
                .init(
                    "days", .list(weeklyOff, atMost: 7), required: true,
                    "All of them; none for a location: the company’s hold there."),
            ]), answering: weeklyOffs.reference
        ) { call in
            let location = (call.body.text("location") ?? "").trimmed
            let offs = (call.body["days"]?.elements ?? []).map { WeeklyOff($0) }
            try await call.holding(keys(location)) {
                try await call.services.shifts.setWeeklyOffs(
                    offs, at: location, acceptingChangedCases: call.flag(acceptance.name), by: call.actor)
            }
            let after = try await call.services.shifts.weeklyOffs(at: location)
            return Reply.json(weeklyOffs.json(PlaceOffs(location: location, offs: after)))
                .version(try await call.services.version(of: keys(location)))
        }.versioned(),
    ]

    /// As the journal calls the weekly offs of a place.
    private static func keys(_ location: String) -> [RecordKey] {
        [RecordKey(.weeklyOff, location.isEmpty ? "company" : location)]
    }
}

extension ShiftOperations {
    private static let holidayOperations: [Operation] = [
        .get(
            "listHolidays", "/holidays", tag, "The holidays of the company and its locations",
            holidays.parameters + [year], answering: holidays.schema
        ) { call in
            let year = call.integer("year").map { Int($0) }
            let rows = try await call.services.shifts.holidays().compactMap { holiday -> HolidayOn? in
                guard let year else { return HolidayOn(holiday: holiday, day: holiday.date) }
                return holiday.anniversary(in: year).map { HolidayOn(holiday: holiday, day: $0) }
            }
            let sorted = rows.sorted { ($0.day, $0.holiday.location) < ($1.day, $1.holiday.location) }
            return try holidays.reply(sorted, to: call)
        },
        .write(
            .post, "addHoliday", "/holidays", tag, "Add a holiday, or change the one there is", [acceptance],
            taking: .object([
                .init("date", .date, required: true, "Of one that is kept each year, the first."),
                .init("name", .filled(200), required: true),
                .init("kind", CaseWords.schema(Holiday.Kind.self), "full unless said."),
                .init("location", .text(0...200), "Empty, or left out: it is kept in the whole company."),
                .init("yearly", .boolean, "Each year again; 29 February on the 28th where there is none."),
            ]), answering: holiday.reference, status: 201
        ) { call in
            let new = Holiday(call.body)
            try await call.services.shifts.addHoliday(
                new, acceptingChangedCases: call.flag(acceptance.name), by: call.actor)
            return try await reply(new, call, status: 201)
        }.detailed("A second one on the same date at the same location takes the place of the first."),
        .get(
            "getHoliday", "/holidays/{date}", tag, "One holiday", [date, place], answering: holiday.reference
        ) { call in
            let (date, location) = (try askedDate(call), askedPlace(call))
            let all = try await call.services.shifts.holidays()
            guard let found = all.first(where: { $0.date == date && $0.location == location }) else {
                throw ProblemDocument.notFound("There is no holiday on \(date); see the list of holidays.")
            }
            return try await reply(found, call)
        }.versioned(),
        .write(
            .delete, "removeHoliday", "/holidays/{date}", tag, "Make a holiday an ordinary day again",
            [date, place, acceptance], status: 204
        ) { call in
            let date = try askedDate(call)
            try await call.holding([RecordKey(.holiday, date.description)]) {
                try await call.services.shifts.removeHoliday(
                    on: date, at: askedPlace(call), acceptingChangedCases: call.flag(acceptance.name), by: call.actor)
            }
            return .done
        }.versioned(),
    ]

    private static func reply(_ found: Holiday, _ call: Call, status: Int = 200) async throws -> Reply {
        Reply.json(holiday.json(HolidayOn(holiday: found, day: found.date)), status: status)
            .version(try await call.services.version(of: [RecordKey(.holiday, found.date.description)]))
    }
}

extension ShiftOperations {
    private static let optionalHolidayOperations: [Operation] = [
        .get(
            "listOptionalHolidays", "/employees/{code}/optional-holidays", tag,
            "The optional holidays of a year, and which of them a person takes",
            offers.parameters + [EmployeeOperations.code, year], answering: offers.schema
        ) { call in
            let person = try await call.employee()
            let today = try await call.services.attendance.currentDate()
            let year = call.integer("year").map { Int($0) } ?? today.year
            let found = try await call.services.shifts.optionalHolidays(of: person.id, in: year, by: call.actor)
            return try offers.reply(found, to: call)
        }.detailed("Of the current year, unless another is named."),
        .write(
            .put, "chooseOptionalHoliday", "/employees/{code}/optional-holidays/{date}", tag,
            "A person takes an optional holiday", [EmployeeOperations.code, date, acceptance], status: 204
        ) { call in
            let (person, date) = (try await call.employee(), try askedDate(call))
            try await call.services.shifts.chooseOptionalHoliday(
                date, for: person.id, acceptingChangedCases: call.flag(acceptance.name), by: call.actor)
            return .done
        },
        .write(
            .delete, "dropOptionalHoliday", "/employees/{code}/optional-holidays/{date}", tag,
            "A person gives an optional holiday back", [EmployeeOperations.code, date, acceptance], status: 204
        ) { call in
            let (person, date) = (try await call.employee(), try askedDate(call))
            try await call.services.shifts.dropOptionalHoliday(
                date, of: person.id, acceptingChangedCases: call.flag(acceptance.name), by: call.actor)
            return .done
        },
    ]
}

// Of bodies that keep to the schemas.

extension WeeklyOff {
    init(_ value: JSONValue) {
        let weeks = (value["weeks"]?.elements ?? []).compactMap(\.integer).map { Int($0) }
        self.init(weekday: CaseWords.read(value.text("weekday")) ?? .monday, weeks: weeks)
    }
}

extension Holiday {
    fileprivate init(_ value: JSONValue) {
        self.init(
            date: value.date("date") ?? CivilDate(daysSinceEpoch: 0), name: (value.text("name") ?? "").trimmed,
            kind: CaseWords.read(value.text("kind")) ?? .full, location: (value.text("location") ?? "").trimmed,
            isYearly: value["yearly"]?.bool ?? false)
    }
}
