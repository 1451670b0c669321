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
        case cancel(ID<LeaveRequest>)
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
        case .cancel(let id): try book.cancel(id)
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
            let due = book.due(type, through: date) { _ in worked }
            try book.book(due, of: type.id)
            total += due.map(\.amount).total()
        }
        return total
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
            let holiday = calendars.holiday(on: date, at: location)
            if holiday?.kind == .full { return .holiday }
            if calendars.isWeeklyOff(date, at: location) { return .weeklyOff }
            return holiday?.kind == .firstHalf || holiday?.kind == .secondHalf ? .halfHoliday : .working
        }
        return run.differences()
    }
}
