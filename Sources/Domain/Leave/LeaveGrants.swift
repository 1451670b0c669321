/// Days that fall due by a type's own rule.
package struct LeaveGrant: Hashable, Sendable {
    /// By the rule.
    package var amount: LeaveAmount
    /// Of it, what would bring the balance beyond the type's limit: it is granted and taken away at once.
    package var cut = LeaveAmount.zero
    /// The first day on which they can be taken.
    package var from: CivilDate
    /// The last.
    package var through: CivilDate
    /// Unique for person and type: what was granted once is known by it.
    package var reference: String
    package var reason: String
}

extension LeaveType {
    package func isFor(_ employee: Employee) -> Bool { request.gender.map { $0 == employee.gender } ?? true }

    /// All that falls due by `date`, granted already or not, in the order of the days; nothing of 0 days.
    ///
    /// - Parameter worked: days worked in a leave year, halves counted.
    package func grants(
        for employee: Employee, through date: CivilDate, worked: (ClosedRange<CivilDate>) -> LeaveAmount
    ) -> [LeaveGrant] {
        guard grant != .none, isFor(employee) else { return [] }
        var year = leaveYear(of: max(employee.joined, grantsFrom))
        if case .perDaysWorked = grant { year = leaveYear(of: year.lowerBound - 1) }
        var grants: [LeaveGrant] = []
        while year.lowerBound <= date, employee.left.map({ $0 >= year.lowerBound }) ?? true {
            grants += self.grants(for: employee, in: year, worked: worked)
            year = leaveYear(of: year.upperBound + 1)
        }
        return grants.filter { $0.from >= grantsFrom && $0.from <= date && $0.amount > .zero }
    }

    private func grants(
        for employee: Employee, in year: ClosedRange<CivilDate>, worked: (ClosedRange<CivilDate>) -> LeaveAmount
    ) -> [LeaveGrant] {
        switch grant {
        case .none: []
        case .yearly(let days): yearly(days, employee, year).map { [$0] } ?? []
        case .monthly(let days, let on, let trueUp): monthly(days, on, trueUp, employee, year)
        case .perDaysWorked(let one, let atLeast):
            perDaysWorked(one, atLeast, employee, year, worked).map { [$0] } ?? []
        }
    }

    private func yearly(_ days: LeaveAmount, _ employee: Employee, _ year: ClosedRange<CivilDate>) -> LeaveGrant? {
        let first = max(year.lowerBound, employee.joined)
        guard first <= year.upperBound, employee.isEmployed(on: first) else { return nil }
        let earning = earning(employee, year)
        var reason = "\(days.inWords) a year"
        if earning != year {
            if earning.lowerBound > year.lowerBound { reason += ", from joining on \(first)" }
            if earning.upperBound < year.upperBound { reason += ", until leaving on \(earning.upperBound)" }
            reason += ": \(earning.count) of \(year.count) days"
        }
        return LeaveGrant(
            amount: rounding.part(of: days, earning, year), from: first, through: year.upperBound,
            reference: "year:\(year.lowerBound)", reason: reason)
    }

    /// The days of a leave year for which leave is earned.
    private func earning(_ employee: Employee, _ year: ClosedRange<CivilDate>) -> ClosedRange<CivilDate> {
        let first = isProrated ? max(year.lowerBound, employee.joined) : year.lowerBound
        let last = isProratedOnLeaving ? min(year.upperBound, employee.left ?? year.upperBound) : year.upperBound
        return first...max(first, last)
    }

    /// By reference, what the grants of the leave year of somebody's last day come to by that day. Empty where they are
    /// not cut for leaving.
    func earned(by employee: Employee, leaving last: CivilDate) -> [String: LeaveAmount] {
        guard isProratedOnLeaving else { return [:] }
        var leaver = employee
        leaver.left = last
        let grants = grants(for: leaver, in: leaveYear(of: last)) { _ in .zero }
        return Dictionary(grants.map { ($0.reference, max(.zero, $0.amount)) }) { first, _ in first }
    }

    private func perDaysWorked(
        _ one: Int32, _ atLeast: Int32, _ employee: Employee, _ year: ClosedRange<CivilDate>,
        _ worked: (ClosedRange<CivilDate>) -> LeaveAmount
    ) -> LeaveGrant? {
        let next = leaveYear(of: year.upperBound + 1)
        guard employee.joined <= year.upperBound, employee.isEmployed(on: next.lowerBound) else { return nil }
        let days = worked(year)
        guard days >= LeaveAmount(days: Int(atLeast)) else { return nil }
        return LeaveGrant(
            amount: rounding.part(of: days, 1, Int(one)), from: next.lowerBound, through: next.upperBound,
            reference: "worked:\(year.lowerBound)",
            reason: "1 day for \(one) worked: \(days.inWords) from \(year.lowerBound) to \(year.upperBound)")
    }
}

// Month by month.
extension LeaveType {
    private func monthly(
        _ days: LeaveAmount, _ on: LeaveGrantRule.MonthlyOn, _ trueUp: Bool, _ employee: Employee,
        _ year: ClosedRange<CivilDate>
    ) -> [LeaveGrant] {
        let total = monthlyTotal(days, employee, year)
        var given = LeaveAmount.zero
        return (0..<12).compactMap { index in
            let month = Self.month(index, of: year)
            guard employee.joined <= month.upperBound else { return nil }
            let isTheLeavers = isProratedOnLeaving && employee.left.map(month.contains) ?? false
            var amount = monthAmount(days, employee, month)
            if trueUp { amount = index == 11 || isTheLeavers ? total - given : min(amount, total - given) }
            given += amount
            let due = Self.grantDay(on, employee, month)
            // What was earned in the last month is due on the last day at the latest.
            let date = isTheLeavers ? min(due, employee.left ?? due) : due
            guard employee.isEmployed(on: date) else { return nil }
            return LeaveGrant(
                amount: amount, from: date, through: year.upperBound, reference: "month:\(month.lowerBound)",
                reason: "Month \(index + 1) of \(days.inWords) a year")
        }
    }

    /// What the months of a year must come to together.
    private func monthlyTotal(
        _ days: LeaveAmount, _ employee: Employee, _ year: ClosedRange<CivilDate>
    ) -> LeaveAmount {
        let earning = earning(employee, year)
        if isProrated || employee.joined <= year.lowerBound { return rounding.part(of: days, earning, year) }
        let months = (0..<12).map { Self.month($0, of: year) }.filter { employee.joined <= $0.upperBound }
        guard earning.upperBound < year.upperBound, let first = months.first?.lowerBound else {
            return rounding.part(of: days, months.count, 12)
        }
        return rounding.part(of: days, first...max(first, earning.upperBound), year)
    }

    private func monthAmount(
        _ days: LeaveAmount, _ employee: Employee, _ month: ClosedRange<CivilDate>
    ) -> LeaveAmount {
        let earned = earning(employee, month).count
        return earned == month.count
            ? rounding.part(of: days, 1, 12) : rounding.part(of: days, earned, 12 * month.count)
    }

    /// The month of a leave year, from 0; a leave year that begins in the middle of a month has such months.
    private static func month(_ index: Int, of year: ClosedRange<CivilDate>) -> ClosedRange<CivilDate> {
        let first = year.lowerBound.months(later: index)
        return first...(index == 11 ? year.upperBound : year.lowerBound.months(later: index + 1) - 1)
    }

    private static func grantDay(
        _ on: LeaveGrantRule.MonthlyOn, _ employee: Employee, _ month: ClosedRange<CivilDate>
    ) -> CivilDate {
        switch on {
        case .firstDay: return max(month.lowerBound, employee.joined)
        case .lastDay: return month.upperBound
        case .joiningDay:
            let ends = [month.lowerBound.components, month.upperBound.components]
            let days = ends.map { CivilDate(clamping: employee.joined.day, month: $0.month, year: $0.year) }
            return max(days.first { month.contains($0) } ?? month.upperBound, employee.joined)
        }
    }
}
