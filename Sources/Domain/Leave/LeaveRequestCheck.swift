/// What speaks against a request, apart from the balance first, then the balance.
struct LeaveRequestCheck {
    /// A request does not span more days, so that a mistyped year is not taken for leave.
    static let longestSpan = 366

    let book: LeaveBook
    let request: LeaveRequest
    let type: LeaveType
    let day: (CivilDate) -> LeaveCalendarDay

    /// All at once, in the order of the form's fields; a first day after the last is said alone.
    func problems() -> [LeaveProblem] {
        if let problem = spanProblem { return [problem] }
        return [
            employmentProblem, serviceProblem, workingServiceProblem, genderProblem, noticeProblem, overlapProblem,
            halfProblem, hoursProblem, runProblem, documentProblem, clubbingProblem,
        ].compactMap { $0 }
    }

    private var name: String { type.name }

    private var spanProblem: LeaveProblem? {
        if request.last < request.first {
            return LeaveProblem(.last, "The last day, \(request.last), is before the first, \(request.first).")
        }
        guard request.last - request.first >= Self.longestSpan else { return nil }
        return LeaveProblem(
            .last, "From \(request.first) to \(request.last) is more than a year; ask for it in parts.")
    }

    private var employmentProblem: LeaveProblem? {
        let person = book.employee
        if request.first < person.joined {
            return LeaveProblem(
                .first, "\(person.name) joined on \(person.joined); leave cannot begin before, on \(request.first).")
        }
        guard let left = person.left, request.last > left else { return nil }
        return LeaveProblem(.last, "\(person.name)’s last day is \(left); leave cannot last until \(request.last).")
    }

    private var serviceProblem: LeaveProblem? {
        let days = request.first - book.employee.joined
        guard days >= 0, days < type.request.serviceDays else { return nil }
        let first = book.employee.joined + Int(type.request.serviceDays)
        return LeaveProblem(
            .first, "\(name) can be taken after \(type.request.serviceDays) days of employment: from \(first) on.")
    }

    private var workingServiceProblem: LeaveProblem? {
        let needed = Int(type.request.serviceWorkingDays)
        guard needed > 0, request.first >= book.employee.joined else { return nil }
        var worked = 0
        for date in book.employee.joined..<request.first where !day(date).isRest {
            worked += 1
            if worked == needed { return nil }
        }
        return LeaveProblem(
            .first,
            "\(name) can be taken after \(needed) working days; from joining to \(request.first) there are \(worked).")
    }

    private var genderProblem: LeaveProblem? {
        guard !type.isFor(book.employee), let gender = type.request.gender else { return nil }
        return LeaveProblem(
            .employee,
            "\(name) is for \(gender) employees, and \(book.employee.name)’s gender is "
                + "\(book.employee.gender.map { String(describing: $0) } ?? "not recorded").")
    }

    private var noticeProblem: LeaveProblem? {
        let notice = Int(type.request.noticeDays)
        guard notice > 0, request.first < request.asked + notice else { return nil }
        return LeaveProblem(
            .first,
            "\(name) is asked for \(notice) days ahead: asked on \(request.asked), it can begin on "
                + "\(request.asked + notice).")
    }

    private var others: [LeaveRequest] { book.requests.filter { $0.isLive && $0.id != request.id } }

    private var overlapProblem: LeaveProblem? {
        guard let other = others.first(where: request.overlaps) else { return nil }
        let days = other.first == other.last ? "on \(other.first)" : "from \(other.first) to \(other.last)"
        return LeaveProblem(
            .first, "There is \(book.type(other.type)?.name ?? "leave") \(days) already (request \(other.id.rawValue))."
        )
    }

    private var halfProblem: LeaveProblem? {
        guard request.startsAtNoon || request.endsAtNoon else { return nil }
        if !type.request.allowsHalfDays { return LeaveProblem(.half, "\(name) is taken in whole days.") }
        if request.hours != nil { return LeaveProblem(.half, "Ask for hours, or for half a day, not for both.") }
        let isEmpty = request.first == request.last && request.startsAtNoon && request.endsAtNoon
        return isEmpty ? LeaveProblem(.half, "Leave that begins and ends at noon of one day has no length.") : nil
    }

    private var hoursProblem: LeaveProblem? {
        guard let hours = request.hours else { return nil }
        guard let length = type.request.hoursADay else {
            return LeaveProblem(.hours, "\(name) is not taken by the hour.")
        }
        if request.first != request.last { return LeaveProblem(.last, "Hours are asked for on one day.") }
        guard hours.seconds >= length else { return nil }
        return LeaveProblem(.hours, "\(hours.from)–\(hours.to) is a whole day of leave or more; ask for the day.")
    }

    /// This request and those of its type that adjoin it, one after the other.
    private var run: [LeaveRequest] {
        var run = [request]
        var rest = others.filter { $0.type == request.type }
        while let index = rest.firstIndex(where: { other in run.contains { $0.adjoins(other, day) } }) {
            run.append(rest.remove(at: index))
        }
        return run
    }

    private var runLength: LeaveAmount {
        let count = LeaveDayCount(type: type, day: day)
        let run = run.sorted { ($0.first, $0.startsAtNoon ? 1 : 0) < ($1.first, $1.startsAtNoon ? 1 : 0) }
        let between = zip(run, run.dropFirst()).flatMap(count.bridge)
        return (run.flatMap(count.days) + between).map(\.amount).total()
    }

    private var adjoining: String { run.count > 1 ? " with the leave that adjoins it" : "" }

    private var runProblem: LeaveProblem? {
        guard let longest = type.request.longestRun, runLength > longest else { return nil }
        return LeaveProblem(
            .days, "\(name) is at most \(longest.inWords) in one run; this is \(runLength)\(adjoining).")
    }

    private var documentProblem: LeaveProblem? {
        guard let limit = type.request.documentAfter, request.document.isEmpty, runLength > limit else { return nil }
        return LeaveProblem(
            .document, "\(name) of more than \(limit.inWords) needs a document; this is \(runLength)\(adjoining).")
    }

    private var clubbingProblem: LeaveProblem? {
        for other in others where request.adjoins(other, day) {
            guard let kind = book.type(other.type),
                type.request.mayNotAdjoin.contains(kind.id) || kind.request.mayNotAdjoin.contains(type.id)
            else { continue }
            return LeaveProblem(
                .first, "\(name) may not adjoin \(kind.name), and there is some from \(other.first) to \(other.last).")
        }
        return nil
    }
}

extension LeaveRequestCheck {
    /// Why a request takes no leave at all.
    var nothing: LeaveProblem {
        let half = request.first == request.last && (request.startsAtNoon || request.endsAtNoon)
        if half, !day(request.first).isRest {
            return LeaveProblem(
                .half,
                "The \(request.startsAtNoon ? "second" : "first") half of \(request.first) is a holiday; no leave is "
                    + "needed.")
        }
        return LeaveProblem(.days, "All of these days are rest days; no leave is needed.")
    }

    /// - Parameter book: after the request took what it can.
    func shortage(_ plan: LeavePlan, in book: LeaveBook) -> LeaveProblem? {
        guard plan.excess > .zero else { return nil }
        let short = "\(name) covers \(plan.covered) of the \(plan.total.inWords)"
        guard let excess = type.excess.flatMap(book.type) else {
            return LeaveProblem(.days, "\(short); ask for fewer days, or for another type of leave.")
        }
        guard !request.acceptsExcess else { return nil }
        return LeaveProblem(
            .unpaid,
            "\(short); the other \(plan.excess) would be \(excess.name) (\(excess.code)). Agree to that, or ask for "
                + "fewer days.")
    }
}
