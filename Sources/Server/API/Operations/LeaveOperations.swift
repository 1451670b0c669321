import Domain
import HTTPTypes
import Services
import Storage

/// Types of leave, what people have of them, and the ledger.
enum LeaveOperations {
    static let tag = "Leave"

    /// A type of leave with what its rules need to be said in words.
    struct TypeEntry: Sendable {
        var type: LeaveType
        var codes: [ID<LeaveType>: String]
    }

    static let leaveType = Resource<TypeEntry>(
        "LeaveType",
        [
            .init("code", .filledText, "As it stands in a muster roll.") { .string($0.type.code) },
            .init("name", .filledText) { .string($0.type.name) },
            .init("kind", CaseWords.schema(LeaveType.Kind.self)) { CaseWords.word($0.type.kind) },
            .init("paidPercent", .integer(0...100), "0: leave without pay.") { JSONValue($0.type.paidPercent) },
            .init("allowsHalfDays", .boolean) { .bool($0.type.request.allowsHalfDays) },
            .init("hoursADay", .nullable(.seconds), "Seconds of work that make one day; null: no hours are taken.") {
                JSONValue($0.type.request.hoursADay.map { Int64($0) })
            },
            .init("rules", .list(rule), "All of them in words.") { rules($0) },
        ])
    private static let types = Listing(leaveType, in: "code") { .string($0.type.code) }

    /// What one person has of one type in the ledger.
    struct BookedEntry: Sendable {
        var employee: Employee
        var type: LeaveType
        var date: CivilDate
        var amount: LeaveAmount
    }

    static let booked = Resource<BookedEntry>(
        "BookedLeave",
        [
            .init("employee", .filledText, "A code.") { .string($0.employee.code) },
            .init("name", .filledText) { .string($0.employee.name) },
            .init("type", .filledText, "A code.") { .string($0.type.code) },
            .init("date", .date, "The day that was asked for.") { .string($0.date.description) },
            .init("days", .number, "What is in the ledger.") { json($0.amount) },
        ])
    private static let everybody = Listing(booked, in: "employee,type") {
        .array([.string($0.employee.code), .string($0.type.code)])
    }

    static let balance = Resource<LeaveBalance>(
        "LeaveBalance",
        [
            .init("type", .filledText, "A code.") { .string($0.type.code) },
            .init("name", .filledText) { .string($0.type.name) },
            .init("booked", .number, "Days in the ledger.") { json($0.booked) },
            .init("projected", .number, "Days that the rules add until then, less those that end; not booked.") {
                json($0.projected)
            },
            .init("pending", .number, "Days asked for and not decided.") { json($0.pending) },
            .init("available", .nullable(.number), "Days that can be asked for; null: no balance is kept.") {
                $0.type.overdraft == .unlimited ? .null : json($0.available)
            },
        ])
    private static let balances = Listing(balance, in: "type") { .string($0.type.code) }

    static let ledgerLine = Resource<LeaveLine>(
        "LeaveLedgerLine",
        [
            .init("type", .filledText, "A code.") { .string($0.type.code) },
            .init("line", .id, "From 1 for each type.") { JSONValue($0.entry.number) },
            .init("date", .date, "From which it counts.") { .string($0.entry.date.description) },
            .init("kind", CaseWords.schema(LeaveEntry.Kind.self)) { CaseWords.word($0.entry.kind) },
            .init("days", .number, "What is taken is negative.") { json($0.entry.amount) },
            .init("lot", .id, "The days that it belongs to.") { JSONValue($0.entry.lot) },
            .init("lotThrough", .nullable(.date), "The last day on which they can be taken; null: they never end.") {
                JSONValue($0.lot.through?.description)
            },
            .init("balance", .number, "Days of the type at the end of the date.") { json($0.balance) },
            .init("reason", .sentence) { .string($0.entry.act.reason) },
            .init("request", .nullable(.id), "The leave request that it is for.") {
                JSONValue($0.entry.act.request?.rawValue)
            },
            .init("actor", .text, "Who booked it.") { .string($0.stamp.actor) },
            .init("bookedAt", .moment) { .string(Moment.text($0.stamp.at)) },
        ])
    private static let ledger = Listing(ledgerLine, in: "type,line") {
        .array([.string($0.type.code), JSONValue($0.entry.number)])
    }

    static let schemas =
        [
            (leaveType.name, leaveType.schema), (request.name, request.schema), (booked.name, booked.schema),
            (balance.name, balance.schema), (ledgerLine.name, ledgerLine.schema), ("LeavePlan", plan),
        ] + runSchemas

    static let all: [Operation] =
        [listTypes] + typeOperations + runOperations + requestOperations + balanceOperations + changeOperations

    private static let rule = Schema.object([
        .init("rule", .text, required: true), .init("text", .sentence, required: true),
    ])

    private static func rules(_ entry: TypeEntry) -> JSONValue {
        var rules: [JSONValue] = []
        for rule in LeaveRule.allCases {
            guard let text = rule.text(of: entry.type, code: { entry.codes[$0] ?? "" }) else { continue }
            rules.append(.object([.init("rule", .string(rule.rawValue)), .init("text", .string(text))]))
        }
        return .array(rules)
    }

    /// Days: always a number with a fraction, so that a list sorts by it.
    static func json(_ amount: LeaveAmount) -> JSONValue { .number(Double(amount.thousandths) / 1_000) }

    /// - Throws: ``ServiceError/unknownLeaveType(code:)``
    static func type(code: String, _ call: Call) async throws -> LeaveType {
        guard let found = try await call.services.leave.type(code: code) else {
            throw ServiceError.unknownLeaveType(code: code)
        }
        return found
    }
}

extension LeaveOperations {
    private static let on = Parameter.query("on", .date, "Today unless said.")

    private static let listTypes = Operation.get(
        "listLeaveTypes", "/leave/types", tag, "The types of leave", types.parameters, answering: types.schema
    ) { call in
        let all = try await call.services.leave.types()
        let codes = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.code) })
        return try types.reply(all.map { TypeEntry(type: $0, codes: codes) }, to: call)
    }

    private static let balanceOperations: [Operation] = [
        .get(
            "listLeaveBalances", "/leave/balances", tag, "What everybody within reach has of each type",
            everybody.parameters + [on], answering: everybody.schema
        ) { call in
            let date = try await askedDay(call)
            let all = try await call.services.leave.types()
            let people = try await call.services.leave.balances(on: date, by: call.actor)
            let rows: [BookedEntry] = people.flatMap { person in
                person.amounts(of: all).map { type, amount in
                    BookedEntry(employee: person.employee, type: type, date: date, amount: amount)
                }
            }
            if try ListFormat(accepts: call.accepts) != .page {
                try await call.services.journal.note(export: .leaveEntry, "\(date)", by: call.actor)
            }
            return try everybody.reply(rows, to: call)
        }.detailed("Of those who are employed on the day. As CSV it is what the import of balances takes."),
        .get(
            "getLeaveBalances", "/employees/{code}/leave-balances", tag, "What one person has of each type",
            balances.parameters + [EmployeeOperations.code, on], answering: balances.schema
        ) { call in
            let person = try await call.employee()
            let date = try await askedDay(call)
            let found = try await call.services.leave.balances(of: person, on: date, by: call.actor)
            return try balances.reply(found, to: call)
        },
        .get(
            "getLeaveLedger", "/employees/{code}/leave-ledger", tag, "Every line of a person’s leave",
            ledger.parameters + [EmployeeOperations.code, .query("type", .text(1...8), "A code.")],
            answering: ledger.schema
        ) { call in
            let person = try await call.employee()
            let lines = try await call.services.leave.ledger(of: person, by: call.actor)
            guard let code = call.text("type") else { return try ledger.reply(lines, to: call) }
            let only = try await type(code: code, call).id
            return try ledger.reply(lines.filter { $0.type.id == only }, to: call)
        }.detailed("Lines are only ever added: what was taken back is a line the other way."),
    ]

    private static let changeOperations: [Operation] = [
        .write(
            .post, "adjustLeave", "/employees/{code}/leave-adjustments", tag, "Add days by hand, or take some away",
            [EmployeeOperations.code],
            taking: .object([
                .init("type", .text(1...8), required: true, "A code."),
                .init("days", .number, required: true, "Thousandths at most; negative: they are taken away."),
                .init("on", .date, required: true, "From which day on."),
                .init(
                    "through", .nullable(.date),
                    "The last day on which added days can be taken; null, or left out: the end of the leave year."),
                .init("reason", .filled(4_000), required: true),
            ]), status: 204
        ) { call in
            let (person, amount) = (try await call.employee(), try amount(call))
            let kind = try await type(code: call.body.text("type") ?? "", call)
            let today = try await call.services.attendance.currentDate()
            try await call.services.leave.adjust(
                person.id, kind.id, by: amount, on: call.body.date("on") ?? today, through: call.body.date("through"),
                reason: call.body.text("reason") ?? "", by: call.actor)
            return .done
        },
        .write(
            .post, "encashLeave", "/employees/{code}/leave-encashments", tag,
            "Pay days out instead of having them taken", [EmployeeOperations.code],
            taking: .object([
                .init("type", .text(1...8), required: true, "A code."),
                .init("days", .number, required: true, "Thousandths at most."),
                .init("on", .date, required: true),
            ]), status: 204
        ) { call in
            let (person, amount) = (try await call.employee(), try amount(call))
            let kind = try await type(code: call.body.text("type") ?? "", call)
            let today = try await call.services.attendance.currentDate()
            try await call.services.leave.encash(
                person.id, kind.id, amount, on: call.body.date("on") ?? today, by: call.actor)
            return .done
        },
    ]

    private static func askedDay(_ call: Call) async throws -> CivilDate {
        if let date = call.date("on") { return date }
        return try await call.services.attendance.currentDate()
    }

    /// Of the body, exactly: the shortest text of a number is the one that was sent.
    /// - Throws: ``ServiceError/invalid(_:)``
    private static func amount(_ call: Call) throws -> LeaveAmount {
        let text = call.body["days"]?.cell ?? ""
        guard let amount = LeaveAmount(text) else {
            throw ServiceError.invalid([
                FieldProblem(
                    field: "days",
                    sentence: "\(text) is no number of days: at most 3650, with at most three places after the point.")
            ])
        }
        return amount
    }
}
