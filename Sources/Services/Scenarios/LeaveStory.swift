import Domain

/// Leave in a scenario: types, and what happens to a person's balances step by step.
struct LeaveStory: Sendable {
    var types: [LeaveType]
    var steps: [LeaveStep]
}

/// One thing that happens, or that is looked at.
struct LeaveStep: Sendable {
    enum Deed: Sendable {
        case grant(through: CivilDate, worked: LeaveAmount)
        case close(through: CivilDate)
        case give(LeaveAmount, ID<LeaveType>, on: CivilDate, through: CivilDate?)
        case payOut(LeaveAmount, ID<LeaveType>, on: CivilDate)
        /// It waits for approval where it is not confirmed at once.
        case ask(LeaveRequest, waits: Bool)
        /// Nil: from its first day, until its last.
        case cancel(ID<LeaveRequest>, from: CivilDate?, through: CivilDate?)
        /// Nil: stays after all.
        case leave(on: CivilDate?)
        case workedRestDay(CivilDate, LeaveAmount, ID<LeaveType>)
        case penalty(LeaveAmount, on: CivilDate, from: [ID<LeaveType>], named: String)
        case look(Look, on: CivilDate)
    }

    enum Look: String, Sendable {
        case balance, available, projected
    }

    var date: CivilDate
    var deed: Deed
    /// What must be refused, and with which words.
    var refused: [String]?
    /// Figures that must come out: by type code of a look, else by name.
    var expected: [(name: String, amount: LeaveAmount)]
}

/// Lives through a story, and says where it comes out differently.
struct LeaveStoryRun {
    private let story: LeaveStory
    private let day: (CivilDate) -> LeaveCalendarDay
    private var book: LeaveBook
    private var count = 0
    /// Of the parts that requests cut in the middle leave behind.
    private var nextPart: Int64 = 1_000_000

    init(_ story: LeaveStory, of employee: Employee, _ day: @escaping (CivilDate) -> LeaveCalendarDay) {
        self.story = story
        self.day = day
        book = LeaveBook(employee: employee, accounts: story.types.map { LeaveAccount(type: $0) })
    }

    mutating func differences() -> [ScenarioDifference] {
        story.steps.flatMap { differences(of: $0) }
    }

    private mutating func differences(of step: LeaveStep) -> [ScenarioDifference] {
        count += 1
        func difference(_ field: String, _ expected: String, _ got: String) -> ScenarioDifference {
            ScenarioDifference(date: step.date, field: "leave step \(count), \(field)", expected: expected, got: got)
        }
        do {
            let got = try figures(step)
            if let refused = step.refused {
                return [difference("refused", refused.joined(separator: " … "), "allowed")]
            }
            return step.expected.compactMap { name, amount in
                let figure = got[name] ?? .zero
                return figure == amount ? nil : difference(name, amount.description, figure.description)
            }
        } catch {
            guard let refused = step.refused else { return [difference("step", "allowed", error.description)] }
            return refused.filter { !error.description.contains($0) }.map {
                difference("refused", $0, error.description)
            }
        }
    }

    private mutating func figures(_ step: LeaveStep) throws(LeaveProblems) -> [String: LeaveAmount] {
        switch step.deed {
        case .grant(let date, let worked): return ["granted": try grant(through: date, worked)]
        case .close(let date):
            var closings: [LeaveClosing] = []
            for type in story.types { closings += try book.close(type.id, through: date) }
            return [
                "carried": closings.map(\.carried).total(), "lapsed": closings.map(\.lapsed).total(),
            ]
        case .give(let amount, let type, let date, let through):
            try book.adjust(type, by: amount, on: date, through: through, act("By hand"))
        case .payOut(let amount, let type, let date): try book.encash(type, amount, on: date, act("Paid out"))
        case .ask(let request, let waits): return try ask(request, waits)
        case .cancel(let id, let from, let last): try cancel(id, from, last)
        case .leave(let date): return try settle(leaving: date)
        case .workedRestDay(let date, let amount, let type):
            return ["short": try book.setCompensatory(type, amount, workedOn: date)]
        case .penalty(let amount, let date, let order, let name):
            let penalty = LeaveAct(reference: "penalty:\(name)", reason: name)
            return ["short": try book.setPenalty(amount, on: date, from: order, penalty)]
        case .look(let look, let date): return try self.look(look, date)
        }
        return [:]
    }

    private func act(_ reason: String) -> LeaveAct { LeaveAct(reference: "step:\(count)", reason: reason) }

    private mutating func grant(
        through date: CivilDate, _ worked: LeaveAmount
    ) throws(LeaveProblems) -> LeaveAmount {
        var total = LeaveAmount.zero
        for type in story.types {
            let granted = try book.book(book.due(type, through: date) { _ in worked }, of: type.id)
            total += granted.map { $0.amount - $0.cut }.total()
        }
        return total
    }

    private mutating func cancel(
        _ id: ID<LeaveRequest>, _ from: CivilDate?, _ last: CivilDate?
    ) throws(LeaveProblems) {
        guard from != nil || last != nil, let request = book.requests.first(where: { $0.id == id }) else {
            try book.cancel(id)
            return
        }
        let days = (from ?? request.first)...max(from ?? request.first, last ?? request.last)
        nextPart += 1
        try book.shorten(id, by: days, later: ID(nextPart), day)
    }

    private mutating func settle(leaving date: CivilDate?) throws(LeaveProblems) -> [String: LeaveAmount] {
        book.setLastDay(date)
        var figures: [String: LeaveAmount] = [:]
        for type in story.types {
            let settlement = try book.settle(type.id)
            for (name, amount) in [
                ("unearned", settlement.unearned), ("owed", settlement.owed), ("paid out", settlement.paidOut),
                ("forfeited", settlement.forfeited), ("given back", settlement.reverted),
            ] { figures[name, default: .zero] += amount }
        }
        return figures
    }

    private mutating func ask(_ request: LeaveRequest, _ waits: Bool) throws(LeaveProblems) -> [String: LeaveAmount] {
        var request = request
        request.employee = book.employee.id
        let plan: LeavePlan
        if waits {
            plan = try book.plan(request, day)
            book.keep(request)
        } else {
            plan = try book.confirm(request, day)
        }
        return ["takes": plan.covered, "unpaid": plan.excess]
    }

    private func look(_ look: LeaveStep.Look, _ date: CivilDate) throws(LeaveProblems) -> [String: LeaveAmount] {
        var figures: [String: LeaveAmount] = [:]
        for account in book.accounts {
            switch look {
            case .balance: figures[account.type.code] = account.balance(on: date)
            case .available:
                figures[account.type.code] = max(
                    .zero, account.available(on: date) - book.pending(account.type.id, day))
            case .projected:
                figures[account.type.code] = try book.projected(account.type, on: date) { _ in .zero }
            }
        }
        return figures
    }
}

extension ScenarioCase {
    /// What comes out differently in the story of a person's leave.
    func leaveDifferences() -> [ScenarioDifference] {
        guard let leave else { return [] }
        let (calendars, employee) = (rules.calendars, person.employee)
        var run = LeaveStoryRun(leave, of: person.employee) { date in
            let location = employee.location(on: date)
            return LeaveCalendarDay(
                calendars.holiday(on: date, at: location)?.kind, isOff: calendars.isWeeklyOff(date, at: location))
        }
        return run.differences()
    }
}
