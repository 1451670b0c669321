// What contradicts itself in a type's rules.
extension LeaveType {
    /// In the order of the form's fields.
    package func problems() -> [LeaveProblem] {
        let found =
            [codeProblem, nameProblem, paidProblem, hoursProblem, limitProblem, documentProblem, clubbingProblem]
            + [overdraftProblem, excessProblem, grantProblem, roundingProblem, balanceProblem, carryProblem]
            + [encashmentProblem, leavingProblem, compensatoryProblem]
        return found.compactMap { $0 }
    }

    private var codeProblem: LeaveProblem? {
        if code.isEmpty { return LeaveProblem(.code, "Enter the type's code, as it stands in a muster roll.") }
        if code.count > 8 { return LeaveProblem(.code, "A type's code has at most 8 characters.") }
        return code.contains(where: \.isWhitespace) ? LeaveProblem(.code, "A type's code has no blanks in it.") : nil
    }

    private var nameProblem: LeaveProblem? { name.isEmpty ? LeaveProblem(.name, "Enter the type's name.") : nil }

    private var paidProblem: LeaveProblem? {
        (0...100).contains(paidPercent) ? nil : LeaveProblem(.paid, "The paid share lies between 0 and 100 percent.")
    }

    private var hoursProblem: LeaveProblem? {
        guard let length = request.hoursADay, !(3600...86_400).contains(length) else { return nil }
        return LeaveProblem(.hours, "A day of leave is between 1 and 24 hours.")
    }

    private var limitProblem: LeaveProblem? {
        if !(0...366).contains(request.noticeDays) { return LeaveProblem(.notice, "Notice is between 0 and 366 days.") }
        if !(0...3650).contains(request.serviceDays) || !(0...3650).contains(request.serviceWorkingDays) {
            return LeaveProblem(.service, "The service before leave is between 0 and 3650 days.")
        }
        if let longest = request.longestRun, longest <= .zero {
            return LeaveProblem(.longestRun, "The longest run is more than 0 days.")
        }
        return nil
    }

    private var documentProblem: LeaveProblem? {
        guard let limit = request.documentAfter else { return nil }
        if limit.isNegative { return LeaveProblem(.documentAfter, "A document is needed after 0 days or more.") }
        guard let longest = request.longestRun, limit >= longest else { return nil }
        return LeaveProblem(
            .documentAfter, "A document is needed after \(limit.inWords), but no run is longer than \(longest).")
    }

    private var clubbingProblem: LeaveProblem? {
        request.mayNotAdjoin.contains(id) && id.rawValue != 0
            ? LeaveProblem(.clubbing, "\(name) must be allowed to adjoin itself; limit its longest run instead.") : nil
    }

    private var overdraftProblem: LeaveProblem? {
        switch overdraft {
        case .none: return nil
        case .upTo(let limit):
            return limit > .zero && limit <= .most
                ? nil : LeaveProblem(.negative, "A balance may go below zero by more than 0 days, or not at all.")
        case .unlimited:
            let keepsBalance = grant != .none || carry.cap != .zero || encashment != nil || excess != nil
            return keepsBalance
                ? LeaveProblem(
                    .negative, "A type without a balance has no grant, nothing to carry forward, and no excess.") : nil
        }
    }

    private var excessProblem: LeaveProblem? {
        excess == id && id.rawValue != 0 ? LeaveProblem(.excess, "The excess of a type goes to another type.") : nil
    }

    private var grantProblem: LeaveProblem? {
        switch grant {
        case .none: return nil
        case .yearly(let days), .monthly(let days, _, _):
            return days > .zero && days <= LeaveAmount(days: 366)
                ? nil : LeaveProblem(.grant, "Between 1 thousandth of a day and 366 days are granted a year.")
        case .perDaysWorked(let one, let atLeast):
            return (1...366).contains(one) && (0...366).contains(atLeast)
                ? nil : LeaveProblem(.grant, "Days worked lie between 1 and 366.")
        }
    }

    private var roundingProblem: LeaveProblem? {
        [1, 250, 500, 1000].contains(rounding.unit.thousandths)
            ? nil : LeaveProblem(.rounding, "Days are rounded to 0.25, 0.5, 1, or not at all.")
    }

    private var balanceProblem: LeaveProblem? {
        guard let balanceAtMost else { return nil }
        guard balanceAtMost > .zero else {
            return LeaveProblem(.balanceAtMost, "The most that a balance can be is more than 0 days.")
        }
        return grant == .none
            ? LeaveProblem(
                .balanceAtMost, "Only grants are cut to the most a balance can be, and this type has no grant.") : nil
    }

    private var carryProblem: LeaveProblem? {
        if let cap = carry.cap, cap.isNegative {
            return LeaveProblem(.carry, "The cap of what is carried is 0 or more.")
        }
        if case .days(let days) = carry.expiry, !(1...366).contains(days) {
            return LeaveProblem(.carry, "Carried leave ends after 1 to 366 days.")
        }
        return carry.cap == .zero && carry.expiry != .yearEnd
            ? LeaveProblem(.carry, "Nothing is carried forward, so nothing of it can end earlier; say how much is.")
            : nil
    }

    private var encashmentProblem: LeaveProblem? {
        guard let encashment else { return nil }
        if let most = encashment.most, most <= .zero {
            return LeaveProblem(.encashment, "The most that is paid out is more than 0 days.")
        }
        return encashment.keeps.isNegative
            ? LeaveProblem(.encashment, "What must be left is 0 days or more.") : nil
    }

    private var leavingProblem: LeaveProblem? {
        if overdraft == .unlimited, onLeaving == .isPaidOut {
            return LeaveProblem(.leaving, "A type without a balance has nothing to pay out on leaving.")
        }
        return isProratedOnLeaving && !isGrantedForATime
            ? LeaveProblem(.leaving, "Only a grant by the year or the month can be cut to the part until leaving.")
            : nil
    }

    private var compensatoryProblem: LeaveProblem? {
        guard kind == .compensatory else {
            return compensatoryDays == nil
                ? nil : LeaveProblem(.compensatory, "Only time off for work on rest days ends so many days after it.")
        }
        if grant != .none {
            return LeaveProblem(.grant, "Compensatory leave is earned by work on rest days, not granted by the year.")
        }
        guard let days = compensatoryDays, !(1...3650).contains(days) else { return nil }
        return LeaveProblem(.compensatory, "Time off for work on a rest day ends after 1 to 3650 days.")
    }
}
