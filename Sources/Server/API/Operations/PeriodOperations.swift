import Domain
import HTTPTypes
import Services
import Storage

/// Months closed for the payroll, and what came too late for them.
enum PeriodOperations {
    private static let tag = "Periods"

    static let lock = Resource<PeriodLock>(
        "PeriodLock",
        [
            .init("month", .month) { .string(Month(of: $0.month).description) },
            .init("department", .nullable(.text), "Whose people are locked; null with `location`: everybody.") {
                JSONValue($0.scope.departmentName)
            },
            .init("location", .nullable(.text)) { JSONValue($0.scope.locationName) },
            .init("lockedAt", .moment) { .string(Moment.text($0.stamp.at)) },
            .init("lockedBy", .text, "As the journal has it.") { .string($0.stamp.actor) },
            .init("despite", .nullable(.sentence), "Why, although days were open; null: none was.") {
                $0.reason.isEmpty ? .null : .string($0.reason)
            },
        ])
    static let locks = Listing(lock, in: "-month") { .integer($0.id.rawValue) }

    static let obstacle = Resource<PeriodObstacle>(
        "PeriodObstacle",
        [
            .init("employee", .text, "The code.") { .string($0.employee.code) },
            .init("name", .text) { .string($0.employee.name) },
            .init("date", .date) { .string($0.date.description) },
            .init("reason", .words(PeriodObstacle.Reason.allCases.map(\.word))) { .string($0.reason.word) },
            .init("text", .sentence, "What the day is, in words.") { .string($0.reason.text) },
        ])
    static let obstacles = Listing(obstacle, in: "employee,date") {
        .array([.string($0.employee.code), .string($0.date.description)])
    }

    static let adjustment = Resource<PeriodAdjustment>("PeriodAdjustment", about + amounts)
    static let adjustments = Listing(adjustment, in: "employee,date") {
        .array([.string($0.employee.code), .string($0.adjustment.date.description), .string($0.due.description)])
    }

    private static let about: [Resource<PeriodAdjustment>.Field] = [
        .init("employee", .text, "The code.") { .string($0.employee.code) },
        .init("name", .text) { .string($0.employee.name) },
        .init("date", .date, "The day of a locked month.") { .string($0.adjustment.date.description) },
        .init("due", .month, "In whose payroll it belongs.") { .string($0.due.description) },
        .init("isFixed", .boolean, "That month is locked too; false: it may still change.") {
            .bool($0.adjustment.carriedInto != nil)
        },
        .init("statusBefore", .text, "As it was locked: `P`, `½P`, `A`.") { .string($0.adjustment.statusBefore.code) },
        .init("statusAfter", .text, "As it would be now.") { .string($0.adjustment.statusAfter.code) },
        .init("difference", .sentence, "In words: `+½ day paid, −1 h 30 min work`.") {
            .string($0.adjustment.difference.words)
        },
        .init("notedAt", .moment) { .string(Moment.text($0.adjustment.notedAt)) },
    ]

    private static let amounts: [Resource<PeriodAdjustment>.Field] = [
        amount("paidHalfDays", "Half days") { $0.paidHalfDays },
        amount("work", "Seconds") { $0.work },
        amount("late", "Seconds") { $0.late },
        amount("early", "Seconds") { $0.early },
        amount("overtime1", "Seconds of the first tier") { $0.overtime.first },
        amount("overtime2", "Seconds of the second tier") { $0.overtime.second },
        amount("overtime3", "Seconds of the third tier") { $0.overtime.third },
        amount("compensatoryHalfDays", "Half days off earned") { $0.compensatoryHalfDays },
        amount("penaltyHalfDays", "Half days of penalty") { $0.penaltyHalfDays },
    ]

    private static func amount(
        _ name: String, _ unit: String, _ value: @escaping @Sendable (DayDifference) -> Int32
    ) -> Resource<PeriodAdjustment>.Field {
        .init(name, .integer(Int64(Int32.min)...Int64(Int32.max)), "\(unit); less is negative.") {
            JSONValue(value($0.adjustment.difference))
        }
    }

    static let schemas = [
        (lock.name, lock.schema), (obstacle.name, obstacle.schema), (adjustment.name, adjustment.schema),
    ]

    static let all: [Operation] = [
        .get(
            "listPeriods", "/periods", tag, "The locked months, the latest first", locks.parameters,
            answering: locks.schema
        ) { call in
            try await locks.reply(call.services.periods.list(by: call.actor), to: call)
        },
        .get(
            "listPeriodObstacles", "/periods/{month}/obstacles", tag, "Days that are in the way of locking a month",
            [
                path, .query("department", .text(1...120), "Only its people."),
                .query("location", .text(1...120), "Only its people."),
                .query("employee", .code, "Of those, only this one."),
            ] + obstacles.parameters, answering: obstacles.schema
        ) { call in
            guard let part = scope(call.text("department"), call.text("location")) else {
                throw ProblemDocument.parameter("location", both)
            }
            // The use case knows no scope of one person: nobody locks a month for one.
            let person = try await call.filteredEmployee()?.id
            let found = try await call.services.periods.obstacles(month(call), part, by: call.actor)
            return try obstacles.reply(found.filter { person == nil || $0.employee.id == person }, to: call)
        }.detailed("Of the whole company without a department or location, for whoever reaches all of it."),
        .write(
            .post, "lockPeriod", "/periods/{month}/lock", tag, "Lock a month: its days never change again", [path],
            taking: .object(parts + [.init("despite", .reason, "Why, although days are open.")]),
            answering: lock.reference
        ) { call in
            let made = try await call.services.periods.lock(
                month(call), part(call), despite: call.body.text("despite") ?? "", by: call.actor)
            return .json(lock.json(made))
        }.detailed("It is refused while days are open; with a reason it is locked all the same."),
        .write(
            .post, "unlockPeriod", "/periods/{month}/unlock", tag, "Open a locked month again", [path],
            taking: .object(parts + [.init("why", .reason, required: true, "It stands in the journal.")]),
            status: 204
        ) { call in
            try await call.services.periods.unlock(
                month(call), part(call), because: call.body.text("why") ?? "", by: call.actor)
            return .done
        }.detailed(
            "It is worked out anew. A month whose differences a later locked one took is opened after that one."),
        .get(
            "listPeriodAdjustments", "/periods/adjustments", tag, "What came too late for locked months",
            [.query("month", .month, "Only what is due in this month.")] + adjustments.parameters,
            answering: adjustments.schema
        ) { call in
            let due = call.text("month").flatMap { Month($0) }
            return try await adjustments.reply(call.services.periods.adjustments(due, by: call.actor), to: call)
        }.detailed("What each day would come to now, less what it was locked as."),
    ]

    private static let path = Parameter.path("month", .month, "`2026-11`")

    private static let parts: [Schema.Property] = [
        .init("department", .text(1...120), "Only its people."), .init("location", .text(1...120), "Only its people."),
    ]

    private static let both = "Give a department or a location, not both."

    private static func month(_ call: Call) throws -> Month {
        guard let month = Month(call.path("month")) else { throw ProblemDocument.noSuchPath }
        return month
    }

    private static func part(_ call: Call) throws -> Scope {
        guard let part = scope(call.body.text("department"), call.body.text("location")) else {
            throw ServiceError.invalid([FieldProblem(field: "location", sentence: both)])
        }
        return part
    }

    /// Nil where both are named.
    private static func scope(_ department: String?, _ location: String?) -> Scope? {
        switch (department, location) {
        case (nil, nil): Scope.company
        case (let name?, nil): Scope.department(name)
        case (nil, let name?): Scope.location(name)
        default: nil
        }
    }
}

extension Scope {
    fileprivate var departmentName: String? { if case .department(let name) = self { name } else { nil } }
    fileprivate var locationName: String? { if case .location(let name) = self { name } else { nil } }
}

extension PeriodObstacle.Reason {
    fileprivate var word: String {
        switch self {
        case .pending: "pending"
        case .provisional: "provisional"
        case .quarantined: "quarantined"
        }
    }
}
