import Domain
import Foundation

/// A type's rules as they stand in the database and the journal. A key that is missing means the default, so that a
/// rule added later does not change what older types say.
struct LeaveTypeDocument: Codable {
    private struct Grant: Codable {
        var rule: String
        var days: String?
        var on: String?
        var trueUp: Bool?
        var one: Int32?
        var atLeast: Int32?
    }

    private struct Carry: Codable {
        /// Missing: all of it.
        var cap: String?
        var days: Int32?
        var day: String?
    }

    private struct Encashment: Codable {
        var most: String?
        var keeps: String
    }

    private var paid: Int32?
    private var halfDays: Bool?
    private var hoursADay: Int32?
    private var notice: Int32?
    private var longestRun: String?
    private var documentAfter: String?
    private var serviceDays: Int32?
    private var serviceWorkingDays: Int32?
    private var gender: String?
    /// The types' ids in the database, their codes in the journal; so is `excess`.
    private var mayNotAdjoin: [String]?
    private var countsWeeklyOffs: Bool?
    private var countsHolidays: Bool?
    private var countsBefore: Bool?
    private var countsAfter: Bool?
    /// `unlimited`, or how many days; missing: not at all.
    private var negative: String?
    private var excess: String?
    private var yearStart: String?
    private var grant: Grant?
    private var grantsFrom: String
    private var prorated: Bool?
    private var roundingUnit: String?
    private var rounding: String?
    private var carry: Carry?
    private var encashment: Encashment?
    private var compensatoryDays: Int32?
    private var balanceAtMost: String?
    /// `lapse`, `pay-out`.
    private var onLeaving: String?
    private var proratedOnLeaving: Bool?

    /// - Parameter name: how another type is written.
    init(_ type: LeaveType, naming name: (ID<LeaveType>) -> String = { String($0.rawValue) }) {
        grantsFrom = type.grantsFrom.description
        paid = type.paidPercent
        setRequest(type.request, name)
        (countsWeeklyOffs, countsHolidays) = (type.restDays.countsWeeklyOffs, type.restDays.countsHolidays)
        (countsBefore, countsAfter) = (type.restDays.countsBefore, type.restDays.countsAfter)
        switch type.overdraft {
        case .none: negative = nil
        case .upTo(let limit): negative = limit.description
        case .unlimited: negative = "unlimited"
        }
        excess = type.excess.map(name)
        yearStart = type.yearStart.description
        setGrant(type)
        setRest(type)
    }

    private mutating func setRequest(_ rules: LeaveRequestRules, _ name: (ID<LeaveType>) -> String) {
        halfDays = rules.allowsHalfDays
        hoursADay = rules.hoursADay
        notice = rules.noticeDays
        longestRun = rules.longestRun?.description
        documentAfter = rules.documentAfter?.description
        serviceDays = rules.serviceDays
        serviceWorkingDays = rules.serviceWorkingDays
        gender = rules.gender.flatMap { LeaveWords.genders.name(of: $0) }
        mayNotAdjoin = rules.mayNotAdjoin.sorted().map(name)
    }

    private mutating func setGrant(_ type: LeaveType) {
        switch type.grant {
        case .none: grant = nil
        case .yearly(let days): grant = Grant(rule: "yearly", days: days.description)
        case .monthly(let days, let on, let trueUp):
            grant = Grant(
                rule: "monthly", days: days.description, on: LeaveWords.monthlyOn.name(of: on), trueUp: trueUp)
        case .perDaysWorked(let one, let atLeast):
            grant = Grant(rule: "per-days-worked", one: one, atLeast: atLeast)
        }
        prorated = type.isProrated
        roundingUnit = type.rounding.unit.description
        rounding = LeaveWords.directions.name(of: type.rounding.direction)
        balanceAtMost = type.balanceAtMost?.description
    }

    private mutating func setRest(_ type: LeaveType) {
        var carry = Carry(cap: type.carry.cap?.description)
        switch type.carry.expiry {
        case .yearEnd: break
        case .days(let days): carry.days = days
        case .day(let day): carry.day = day.description
        }
        self.carry = carry
        encashment = type.encashment.map {
            Encashment(most: $0.most?.description, keeps: $0.keeps.description)
        }
        compensatoryDays = type.compensatoryDays
        onLeaving = LeaveWords.ends.name(of: type.onLeaving)
        proratedOnLeaving = type.isProratedOnLeaving
    }
}

extension LeaveTypeDocument {
    /// - Throws: ``StorageError/unreadable(_:)`` for text that is not this document, or a word that a newer program wrote.
    static func read(_ json: String, into type: inout LeaveType) throws {
        guard let document = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else {
            throw StorageError.unreadable("the rules of the leave type \(type.code)")
        }
        try document.apply(to: &type)
    }

    private func apply(to type: inout LeaveType) throws {
        type.grantsFrom = try LeaveWords.read(grantsFrom) { CivilDate($0) } ?? type.grantsFrom
        type.paidPercent = paid ?? type.paidPercent
        try applyRequest(to: &type.request)
        type.restDays.countsWeeklyOffs = countsWeeklyOffs ?? false
        type.restDays.countsHolidays = countsHolidays ?? false
        type.restDays.countsBefore = countsBefore ?? false
        type.restDays.countsAfter = countsAfter ?? false
        type.overdraft =
            negative == "unlimited" ? .unlimited : try amount(negative).map { .upTo($0) } ?? .none
        type.excess = try LeaveWords.read(excess) { Int64($0) }.map { ID($0) }
        type.yearStart = try LeaveWords.read(yearStart) { MonthDay($0) } ?? type.yearStart
        try applyGrant(to: &type)
        try applyRest(to: &type)
    }

    private func applyRequest(to rules: inout LeaveRequestRules) throws {
        rules.allowsHalfDays = halfDays ?? rules.allowsHalfDays
        rules.hoursADay = hoursADay
        rules.noticeDays = notice ?? 0
        rules.longestRun = try amount(longestRun)
        rules.documentAfter = try amount(documentAfter)
        rules.serviceDays = serviceDays ?? 0
        rules.serviceWorkingDays = serviceWorkingDays ?? 0
        rules.gender = try LeaveWords.genders.value(of: gender)
        rules.mayNotAdjoin = Set(
            try (mayNotAdjoin ?? []).compactMap { try LeaveWords.read($0) { Int64($0) }.map { ID($0) } })
    }

    private func applyGrant(to type: inout LeaveType) throws {
        if let grant {
            let days = try amount(grant.days) ?? .zero
            switch grant.rule {
            case "yearly": type.grant = .yearly(days)
            case "monthly":
                type.grant = .monthly(
                    yearly: days, on: try LeaveWords.monthlyOn.value(of: grant.on) ?? .firstDay,
                    trueUp: grant.trueUp ?? true)
            case "per-days-worked": type.grant = .perDaysWorked(one: grant.one ?? 20, atLeast: grant.atLeast ?? 240)
            default: throw StorageError.unreadable("the grant “\(grant.rule)” of the leave type \(type.code)")
            }
        }
        type.isProrated = prorated ?? type.isProrated
        type.rounding.unit = try amount(roundingUnit) ?? type.rounding.unit
        type.rounding.direction = try LeaveWords.directions.value(of: rounding) ?? type.rounding.direction
        type.balanceAtMost = try amount(balanceAtMost)
    }

    private func applyRest(to type: inout LeaveType) throws {
        if let carry {
            type.carry.cap = try amount(carry.cap)
            if let days = carry.days { type.carry.expiry = .days(days) }
            if let day = try LeaveWords.read(carry.day, { MonthDay($0) }) { type.carry.expiry = .day(day) }
        }
        if let encashment {
            type.encashment = LeaveEncashment(
                most: try amount(encashment.most), keeps: try amount(encashment.keeps) ?? .zero)
        }
        type.compensatoryDays = compensatoryDays
        type.onLeaving = try LeaveWords.ends.value(of: onLeaving) ?? type.onLeaving
        type.isProratedOnLeaving = proratedOnLeaving ?? type.isProratedOnLeaving
    }

    private func amount(_ text: String?) throws -> LeaveAmount? { try LeaveWords.read(text) { LeaveAmount($0) } }
}

/// The words of closed sets. They are stored, so they never change, whatever the code calls its cases.
private struct LeaveWords<Value: Hashable & Sendable>: Sendable {
    var words: [(Value, String)]

    func name(of value: Value) -> String? { words.first { $0.0 == value }?.1 }

    func value(of word: String?) throws -> Value? {
        guard let word else { return nil }
        guard let value = words.first(where: { $0.1 == word })?.0 else {
            throw StorageError.unreadable("the word “\(word)” in a leave type")
        }
        return value
    }
}

extension LeaveWords where Value == Never {
    static var genders: LeaveWords<Gender> {
        LeaveWords<Gender>(words: [(.female, "female"), (.male, "male"), (.other, "other")])
    }

    static var monthlyOn: LeaveWords<LeaveGrantRule.MonthlyOn> {
        LeaveWords<LeaveGrantRule.MonthlyOn>(words: [
            (.firstDay, "first-day"), (.lastDay, "last-day"), (.joiningDay, "joining-day"),
        ])
    }

    static var directions: LeaveWords<LeaveRounding.Direction> {
        LeaveWords<LeaveRounding.Direction>(words: [(.nearest, "nearest"), (.down, "down"), (.up, "up")])
    }

    static var ends: LeaveWords<LeaveOnLeaving> {
        LeaveWords<LeaveOnLeaving>(words: [(.lapses, "lapse"), (.isPaidOut, "pay-out")])
    }

    static func read<T>(_ text: String?, _ parse: (String) -> T?) throws -> T? {
        guard let text else { return nil }
        guard let value = parse(text) else { throw StorageError.unreadable("“\(text)” in a leave type") }
        return value
    }
}
