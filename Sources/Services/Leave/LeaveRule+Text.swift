package import Domain

// Writing.
extension LeaveRule {
    /// As ``form`` says; nil where the rule means nothing for the type.
    ///
    /// - Parameter code: of another type.
    package func text(of type: LeaveType, code: (ID<LeaveType>) -> String) -> String? {
        switch self {
        case .kind: String(describing: type.kind)
        case .paid: "\(type.paidPercent)"
        case .grant: Self.grant(type.grant)
        case .grantedOn: monthly(type).map { Self.days[$0.on] ?? "" }
        case .trueUp: monthly(type).map { Self.yes($0.trueUp) }
        case .grantsFrom: type.grant == .none ? nil : type.grantsFrom.description
        case .prorated: type.grant == .none ? nil : Self.yes(type.isProrated)
        case .rounding: type.grant == .none ? nil : Self.rounding(type.rounding)
        case .balanceAtMost: type.grant == .none ? nil : type.balanceAtMost?.description ?? "none"
        case .yearStarts: type.yearStart.description
        case .carry: type.carry.cap.map { $0 == .zero ? "none" : "\($0)" } ?? "all"
        case .carryUntil: type.carry.cap == .zero ? nil : Self.expiry(type.carry.expiry)
        case .paidOut: type.encashment.map { $0.most?.description ?? "all" } ?? "none"
        case .notPaidOut: type.encashment.map { "\($0.keeps)" }
        case .onLeaving: type.overdraft == .unlimited ? nil : type.onLeaving == .lapses ? "lapse" : "pay out"
        case .proratedOnLeaving: type.isGrantedForATime ? Self.yes(type.isProratedOnLeaving) : nil
        case .negative: Self.overdraft(type.overdraft)
        case .excess: type.excess.map(code) ?? "none"
        case .endsAfter: type.kind == .compensatory ? type.compensatoryDays.map { "\($0)" } ?? "none" : nil
        case .counts: Self.list(Self.counts(type.restDays))
        default: requestText(type.request, code)
        }
    }

    private func requestText(_ rules: LeaveRequestRules, _ code: (ID<LeaveType>) -> String) -> String? {
        switch self {
        case .halfDays: Self.yes(rules.allowsHalfDays)
        case .hoursADay: rules.hoursADay?.durationWords ?? "none"
        case .notice: "\(rules.noticeDays)"
        case .longestRun: rules.longestRun?.description ?? "none"
        case .documentAfter: rules.documentAfter?.description ?? "none"
        case .service: "\(rules.serviceDays)"
        case .serviceWorkingDays: "\(rules.serviceWorkingDays)"
        case .isFor: rules.gender.map { String(describing: $0) } ?? "everybody"
        case .mayNotAdjoin: Self.list(rules.mayNotAdjoin.map(code).sorted())
        default: nil
        }
    }

    private func monthly(_ type: LeaveType) -> (on: LeaveGrantRule.MonthlyOn, trueUp: Bool)? {
        if case .monthly(_, let on, let trueUp) = type.grant { (on, trueUp) } else { nil }
    }

    private static let days: [LeaveGrantRule.MonthlyOn: String] = [
        .firstDay: "first day", .lastDay: "last day", .joiningDay: "joining day",
    ]

    private static func grant(_ rule: LeaveGrantRule) -> String {
        switch rule {
        case .none: "none"
        case .yearly(let days): "\(days) a year"
        case .monthly(let days, _, _): "\(days) by month"
        case .perDaysWorked(let one, let atLeast): "1 per \(one) worked" + (atLeast > 0 ? " from \(atLeast)" : "")
        }
    }

    private static func rounding(_ rounding: LeaveRounding) -> String {
        if rounding.unit < LeaveAmount(thousandths: 250) { return "none" }
        return "\(rounding.unit)" + (rounding.direction == .nearest ? "" : " \(rounding.direction)")
    }

    private static func expiry(_ expiry: LeaveCarry.Expiry) -> String {
        switch expiry {
        case .yearEnd: "year end"
        case .days(let days): "\(days) days"
        case .day(let day): day.description
        }
    }

    private static func overdraft(_ overdraft: LeaveOverdraft) -> String {
        switch overdraft {
        case .none: "no"
        case .upTo(let limit): limit.description
        case .unlimited: "unlimited"
        }
    }

    private static func counts(_ rules: LeaveRestDays) -> [String] {
        [
            (rules.countsWeeklyOffs, "weekly offs"), (rules.countsHolidays, "holidays"), (rules.countsBefore, "before"),
            (rules.countsAfter, "after"),
        ].filter(\.0).map(\.1)
    }

    private static func list(_ words: [String]) -> String {
        words.isEmpty ? "none" : words.joined(separator: ", ")
    }

    private static func yes(_ value: Bool) -> String { value ? "yes" : "no" }
}
