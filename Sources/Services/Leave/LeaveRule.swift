import Domain

/// A rule of a type of leave as people write it: in a scenario file, at the command line, in a list of rules.
package enum LeaveRule: String, Hashable, Sendable, CaseIterable {
    case kind
    case paid
    case grant
    case grantedOn = "granted on"
    case trueUp = "true-up"
    case grantsFrom = "grants from"
    case prorated
    case rounding
    case balanceAtMost = "balance at most"
    case yearStarts = "year starts"
    case carry
    case carryUntil = "carry until"
    case paidOut = "paid out"
    case notPaidOut = "not paid out"
    case onLeaving = "on leaving"
    case proratedOnLeaving = "prorated on leaving"
    case negative
    case excess
    case halfDays = "half days"
    case hoursADay = "hours a day"
    case notice
    case longestRun = "longest run"
    case documentAfter = "document after"
    case service
    case serviceWorkingDays = "service working days"
    case isFor = "for"
    case mayNotAdjoin = "may not adjoin"
    case counts
    case endsAfter = "ends after"

    /// What may stand there, as the end of a sentence.
    package var form: String {
        switch self {
        case .kind: LeaveType.Kind.allCases.map(String.init(describing:)).joined(separator: ", ")
        case .paid: "a percentage between 0 and 100"
        case .grant: "none, '12 a year', '12 by month', or '1 per 20 worked from 240'"
        case .grantedOn: "first day, last day or joining day"
        case .trueUp, .prorated, .proratedOnLeaving, .halfDays: "yes or no"
        case .grantsFrom: "a date such as 2026-01-01"
        case .rounding: "none, or 0.25, 0.5 or 1, and after it up or down if need be"
        case .yearStarts: "a month and day such as 04-01"
        case .carry, .paidOut: "none, all, or a number of days"
        case .carryUntil: "year end, a number of days such as '90 days', or a month and day such as 03-31"
        case .notPaidOut: "a number of days"
        case .negative: "no, unlimited, or a number of days"
        case .excess: "none, or the code of a type without a balance"
        case .hoursADay: "none, or a duration such as 8:00"
        case .notice, .service, .serviceWorkingDays: "a whole number of days"
        case .onLeaving: "lapse or pay out"
        case .balanceAtMost, .longestRun, .documentAfter, .endsAfter: "none, or a number of days"
        case .isFor: "everybody, female, male or other"
        case .mayNotAdjoin: "none, or codes of types with commas between"
        case .counts: "none, or some of weekly offs, holidays, before, after, with commas between"
        }
    }
}

// Reading.
extension LeaveRule {
    /// - Parameter codes: of the types there are.
    /// - Returns: false where the text is none of what ``form`` says.
    func apply(_ written: String, to type: inout LeaveType, codes: [String: ID<LeaveType>]) -> Bool {
        let text = written.trimmed.replacing("½", with: ".5")
        switch self {
        case .kind, .paid, .yearStarts, .isFor, .endsAfter: return applyNature(text, &type)
        case .grant, .grantedOn, .trueUp, .grantsFrom, .prorated, .rounding, .balanceAtMost:
            return applyGrant(text, &type)
        case .carry, .carryUntil, .paidOut, .notPaidOut: return applyRest(text, &type)
        case .onLeaving, .proratedOnLeaving: return applyLeaving(text, &type)
        case .negative, .excess, .mayNotAdjoin: return applyLinks(text, &type, codes)
        case .halfDays, .hoursADay, .notice, .longestRun, .documentAfter, .service, .serviceWorkingDays:
            return applyRequest(text, &type.request)
        case .counts: return applyCounts(text, &type.restDays)
        }
    }

    private func applyNature(_ text: String, _ type: inout LeaveType) -> Bool {
        switch self {
        case .kind:
            return Self.set(&type.kind, LeaveType.Kind.allCases.first { String(describing: $0) == text })
        case .paid: return Self.set(&type.paidPercent, Int32(text))
        case .yearStarts: return Self.set(&type.yearStart, MonthDay(text))
        case .isFor:
            if text == "everybody" { type.request.gender = nil }
            let gender = [Gender.female, .male, .other].first { String(describing: $0) == text }
            return text == "everybody" || Self.set(&type.request.gender, gender.map(Optional.some))
        default: return Self.set(&type.compensatoryDays, text == "none" ? .some(nil) : Int32(text).map(Optional.some))
        }
    }

    private func applyGrant(_ text: String, _ type: inout LeaveType) -> Bool {
        switch self {
        case .grant: return Self.set(&type.grant, Self.grant(text, type.grant))
        case .grantedOn:
            let days: [String: LeaveGrantRule.MonthlyOn] = [
                "first day": .firstDay, "last day": .lastDay, "joining day": .joiningDay,
            ]
            guard case .monthly(let yearly, _, let trueUp) = type.grant, let on = days[text] else { return false }
            type.grant = .monthly(yearly: yearly, on: on, trueUp: trueUp)
            return true
        case .trueUp:
            guard case .monthly(let yearly, let on, _) = type.grant, let isOn = ScenarioWords.yesOrNo(text) else {
                return false
            }
            type.grant = .monthly(yearly: yearly, on: on, trueUp: isOn)
            return true
        case .grantsFrom: return Self.set(&type.grantsFrom, CivilDate(text))
        case .prorated: return Self.set(&type.isProrated, ScenarioWords.yesOrNo(text))
        case .balanceAtMost:
            return Self.set(&type.balanceAtMost, text == "none" ? .some(nil) : LeaveAmount(text).map(Optional.some))
        default: return Self.set(&type.rounding, Self.rounding(text))
        }
    }

    private static func grant(_ text: String, _ old: LeaveGrantRule) -> LeaveGrantRule? {
        if text == "none" { return LeaveGrantRule.none }
        let words = text.split(separator: " ")
        if words.count == 3, words[1] == "a", words[2] == "year" { return LeaveAmount(words[0]).map { .yearly($0) } }
        if words.count == 3, words[1] == "by", words[2] == "month" {
            var (on, trueUp) = (LeaveGrantRule.MonthlyOn.firstDay, true)
            if case .monthly(_, let oldOn, let oldTrueUp) = old { (on, trueUp) = (oldOn, oldTrueUp) }
            return LeaveAmount(words[0]).map { .monthly(yearly: $0, on: on, trueUp: trueUp) }
        }
        guard words.count == 4 || words.count == 6, words[0] == "1", words[1] == "per", words[3] == "worked",
            let one = Int32(words[2])
        else { return nil }
        if words.count == 4 { return .perDaysWorked(one: one, atLeast: 0) }
        return words[4] == "from" ? Int32(words[5]).map { .perDaysWorked(one: one, atLeast: $0) } : nil
    }

    private static func rounding(_ text: String) -> LeaveRounding? {
        if text == "none" { return LeaveRounding.none }
        let words = text.split(separator: " ")
        let directions: [Substring: LeaveRounding.Direction] = ["up": .up, "down": .down, "nearest": .nearest]
        guard let unit = words.first.flatMap({ LeaveAmount($0) }), words.count <= 2,
            let direction = words.count == 1 ? .nearest : directions[words[1]]
        else { return nil }
        return LeaveRounding(unit: unit, direction: direction)
    }

    private func applyRest(_ text: String, _ type: inout LeaveType) -> Bool {
        switch self {
        case .carry:
            if text == "none" { type.carry = LeaveCarry() }
            if text == "all" { type.carry.cap = nil }
            return ["none", "all"].contains(text) || Self.set(&type.carry.cap, LeaveAmount(text).map(Optional.some))
        case .carryUntil:
            if text == "year end" { return Self.set(&type.carry.expiry, .yearEnd) }
            if text.hasSuffix(" days") {
                return Self.set(&type.carry.expiry, Int32(text.dropLast(5)).map { .days($0) })
            }
            return Self.set(&type.carry.expiry, MonthDay(text).map { .day($0) })
        case .paidOut:
            if text == "none" { return Self.set(&type.encashment, .some(nil)) }
            let keeps = type.encashment?.keeps ?? .zero
            if text == "all" { return Self.set(&type.encashment, LeaveEncashment(most: nil, keeps: keeps)) }
            return Self.set(&type.encashment, LeaveAmount(text).map { LeaveEncashment(most: $0, keeps: keeps) })
        default:
            guard let keeps = LeaveAmount(text), type.encashment != nil else { return false }
            type.encashment?.keeps = keeps
            return true
        }
    }

    private func applyLeaving(_ text: String, _ type: inout LeaveType) -> Bool {
        if self == .proratedOnLeaving {
            return Self.set(&type.isProratedOnLeaving, ScenarioWords.yesOrNo(text))
        }
        let ends: [String: LeaveOnLeaving] = ["lapse": .lapses, "pay out": .isPaidOut]
        return Self.set(&type.onLeaving, ends[text])
    }

    private func applyLinks(_ text: String, _ type: inout LeaveType, _ codes: [String: ID<LeaveType>]) -> Bool {
        switch self {
        case .negative:
            switch text {
            case "no": type.overdraft = .none
            case "unlimited": type.overdraft = .unlimited
            default: return Self.set(&type.overdraft, LeaveAmount(text).map { .upTo($0) })
            }
            return true
        case .excess: return Self.set(&type.excess, text == "none" ? .some(nil) : codes[text].map(Optional.some))
        default:
            let words = text == "none" ? [] : Self.words(text)
            let found = words.compactMap { codes[$0] }
            guard found.count == words.count else { return false }
            type.request.mayNotAdjoin = Set(found)
            return true
        }
    }

    private func applyRequest(_ text: String, _ rules: inout LeaveRequestRules) -> Bool {
        switch self {
        case .halfDays: return Self.set(&rules.allowsHalfDays, ScenarioWords.yesOrNo(text))
        case .hoursADay:
            return Self.set(
                &rules.hoursADay, text == "none" ? .some(nil) : ScenarioWords.duration(text).map(Optional.some))
        case .notice: return Self.set(&rules.noticeDays, Int32(text))
        case .service: return Self.set(&rules.serviceDays, Int32(text))
        case .serviceWorkingDays: return Self.set(&rules.serviceWorkingDays, Int32(text))
        case .longestRun:
            return Self.set(&rules.longestRun, text == "none" ? .some(nil) : LeaveAmount(text).map(Optional.some))
        default:
            return Self.set(&rules.documentAfter, text == "none" ? .some(nil) : LeaveAmount(text).map(Optional.some))
        }
    }

    private func applyCounts(_ text: String, _ rules: inout LeaveRestDays) -> Bool {
        let words = text == "none" ? [] : Self.words(text)
        guard words.allSatisfy(["weekly offs", "holidays", "before", "after"].contains) else { return false }
        rules.countsWeeklyOffs = words.contains("weekly offs")
        rules.countsHolidays = words.contains("holidays")
        rules.countsBefore = words.contains("before")
        rules.countsAfter = words.contains("after")
        return true
    }

    private static func words(_ text: String) -> [String] { text.split(separator: ",").map(\.trimmed) }

    /// False, and unchanged, where there is no value.
    private static func set<T>(_ place: inout T, _ value: T?) -> Bool {
        guard let value else { return false }
        place = value
        return true
    }
}
