/// Days that a request no longer takes: they went back to their lots.
package struct LeaveGivenBack: Hashable, Sendable {
    package var request: ID<LeaveRequest>
    /// Ascending.
    package var dates: [CivilDate]
}

extension LeaveBook {
    /// Gives a confirmed request's days back to the lots they came from, and with them the rest days that other
    /// requests took because of it.
    /// - Returns: what each request no longer takes.
    @discardableResult
    package mutating func cancel(_ id: ID<LeaveRequest>) throws(LeaveProblems) -> [LeaveGivenBack] {
        var request = try confirmed(id, "cancelled")
        let act = LeaveAct(
            reference: "\(LeaveAct.reference(id)):cancelled", reason: "Leave cancelled", request: id)
        let back = try giveBack(act) { $0.act.request == id || $0.act.bridge?.other == id }
        request.status = .cancelled
        keep(request)
        return back
    }

    /// What is left of a confirmed request without some of its days: one request, or one before and one after.
    /// - Throws: where nothing would be left, or nothing would change.
    package func shortened(
        _ id: ID<LeaveRequest>, by days: ClosedRange<CivilDate>, _ day: @escaping (CivilDate) -> LeaveCalendarDay
    ) throws(LeaveProblems) -> [LeaveRequest] {
        let request = try confirmed(id, "shortened")
        let name = "Request \(id.rawValue)"
        let outside: LeaveProblem.Field? =
            days.lowerBound < request.first ? .first : days.upperBound > request.last ? .last : nil
        if let outside {
            throw LeaveProblems(
                outside,
                "\(name) is for \(request.first) to \(request.last); \(days.lowerBound) to \(days.upperBound) is not "
                    + "all in it.")
        }
        guard let type = type(request.type) else { throw LeaveProblems(.type, "There is no such type of leave.") }
        let count = LeaveDayCount(type: type, day: day)
        let parts = request.without(days).filter { request.hours == nil && !count.days(of: $0).isEmpty }
        guard !parts.isEmpty else {
            throw LeaveProblems(.days, "Nothing would be left of request \(id.rawValue); cancel all of it.")
        }
        let booked = Set(
            accounts.flatMap { account in
                account.taken { $0.isLeave && $0.act.request == id && $0.act.bridge == nil }.map(\.date)
            })
        // A line of a locked month counts from a later day, and then does not say which day of leave it is.
        if account(type.id)?.firstOpenDay != nil, booked != Set(count.days(of: request).map(\.date)) {
            throw LeaveProblems(
                .days,
                "\(name) is not booked on its own days, because a month was locked or the calendar changed; cancel all of "
                    + "it, and ask for the rest anew.")
        }
        guard booked.contains(where: days.contains) else {
            throw LeaveProblems(.days, "\(name) takes no leave from \(days.lowerBound) to \(days.upperBound).")
        }
        return parts
    }

    /// Gives some days of a confirmed request back to the lots they came from, and the rest days that are no longer
    /// between days of leave.
    ///
    /// - Parameter later: what the part after the days is called where they lie in the middle; it takes that part's days
    ///   over, from the same lots.
    /// - Throws: as ``shortened(_:by:_:)``
    /// - Returns: what each request no longer takes.
    @discardableResult
    package mutating func shorten(
        _ id: ID<LeaveRequest>, by days: ClosedRange<CivilDate>, later: ID<LeaveRequest>,
        _ day: @escaping (CivilDate) -> LeaveCalendarDay
    ) throws(LeaveProblems) -> [LeaveGivenBack] {
        var parts = try shortened(id, by: days, day)
        let cut = try confirmed(id, "shortened").reach(of: days, day)
        let others = requests
        guard let type = type(parts[0].type) else { throw LeaveProblems(.type, "There is no such type of leave.") }
        let count = LeaveDayCount(type: type, day: day)
        let kept = Set(parts.flatMap(count.days).map(\.date))
        let act = LeaveAct(
            reference: "\(LeaveAct.reference(id)):shortened:\(days.lowerBound)", reason: "Leave shortened", request: id)
        let back = try giveBack(act) { entry in
            // Rest days stay leave as long as what is left still reaches them.
            guard let bridge = entry.act.bridge?.other, entry.act.request == id || bridge == id else {
                return entry.act.request == id && cut.contains(entry.date) && !kept.contains(entry.date)
            }
            let neighbour = others.first { $0.id == (bridge == id ? entry.act.request : bridge) }
            return !parts.contains { part in neighbour.map { part.adjoins($0, day) } ?? false }
        }
        if parts.count == 2 {
            parts[1].id = later
            try move(from: id, to: later, after: days.upperBound)
        }
        parts.forEach { keep($0) }
        return back
    }

    private func confirmed(_ id: ID<LeaveRequest>, _ deed: String) throws(LeaveProblems) -> LeaveRequest {
        guard let request = requests.first(where: { $0.id == id }), request.status == .confirmed else {
            throw LeaveProblems(.type, "Only confirmed leave can be \(deed).")
        }
        return request
    }

    private mutating func giveBack(
        _ act: LeaveAct, where isOf: (LeaveEntry) -> Bool
    ) throws(LeaveProblems) -> [LeaveGivenBack] {
        var dates: [ID<LeaveRequest>: Set<CivilDate>] = [:]
        for account in accounts {
            for line in Self.acts(account, where: isOf) {
                func isLine(_ entry: LeaveEntry) -> Bool { entry.isLeave && isOf(entry) && entry.act.isPart(of: line) }
                let taken = account.taken(where: isLine)
                guard let request = line.request, taken.map(\.amount).total() != .zero else { continue }
                dates[request, default: []].formUnion(line.bridge.map { [$0.date] } ?? taken.map(\.date))
                // Rest days keep their own name, so that they are known to be given back.
                let reference = line.bridge == nil ? act.reference : line.reference
                let back = LeaveAct(reference: reference, reason: act.reason, request: request)
                try change(account.type.id) { $0.restore(back, where: isLine) }
            }
        }
        return dates.map { LeaveGivenBack(request: $0, dates: $1.sorted()) }.sorted { $0.request < $1.request }
    }

    /// The part of a request after a date goes on under another number, and so do the rest days that lead to it.
    private mutating func move(
        from id: ID<LeaveRequest>, to later: ID<LeaveRequest>, after date: CivilDate
    ) throws(LeaveProblems) {
        func isMoved(_ entry: LeaveEntry) -> Bool {
            (entry.act.request == id || entry.act.bridge?.other == id) && entry.act.bridge?.date ?? entry.date > date
        }
        for account in accounts {
            for line in Self.acts(account, where: isMoved) {
                func isLine(_ entry: LeaveEntry) -> Bool {
                    entry.isLeave && isMoved(entry) && entry.act.isPart(of: line)
                }
                var other = LeaveAct(reference: LeaveAct.reference(later), reason: line.reason, request: later)
                if let bridge = line.bridge, let request = line.request {
                    other = LeaveAct(
                        request == id ? later : request, bridgingTo: bridge.other == id ? later : bridge.other,
                        on: bridge.date)
                }
                try change(account.type.id) { $0.move(to: other, where: isLine) }
            }
        }
    }

    /// One act for each request, and for each rest day that it takes between it and another.
    private static func acts(_ account: LeaveAccount, where isOf: (LeaveEntry) -> Bool) -> [LeaveAct] {
        var acts: [LeaveAct] = []
        for entry in account.entries where entry.isLeave && isOf(entry) && !acts.contains(where: entry.act.isPart) {
            acts.append(entry.act)
        }
        return acts
    }
}

extension LeaveAct {
    /// Of the same request, or the same rest day beside it.
    fileprivate func isPart(of other: LeaveAct) -> Bool {
        request == other.request && (bridge == nil && other.bridge == nil || reference == other.reference)
    }
}

extension LeaveRequest {
    /// The days, and the rest days of the request just before and after them.
    fileprivate func reach(
        of days: ClosedRange<CivilDate>, _ day: (CivilDate) -> LeaveCalendarDay
    ) -> ClosedRange<CivilDate> {
        var (from, through) = (days.lowerBound, days.upperBound)
        while from > first, day(from - 1).isRest { from = from - 1 }
        while through < last, day(through + 1).isRest { through = through + 1 }
        return from...through
    }
}

extension LeaveEntry {
    /// Taken by a request, or given back.
    fileprivate var isLeave: Bool { act.request != nil && (kind == .taken || kind == .restored) }
}
