import Domain
import Foundation

/// A shift's policy as it stands in the database and the journal. A key that is missing means the default, so that a
/// parameter added later does not change what older shifts say.
struct ShiftPolicyDocument: Codable {
    private struct Overtime: Codable {
        var formula: String?
        var minimum: Int32?
        var maximum: Int32?
        var countsEarlyComing: Bool?
        var countsLateGoing: Bool?
        var restDayWork: String?
    }

    private var duplicateWindow: Int32?
    private var opensBefore: Int32?
    /// Absent means until the next shift opens, which is the default too.
    private var closesAfter: Int32?
    private var lateGrace: Int32?
    private var earlyGrace: Int32?
    private var halfDayBelow: Int32?
    private var absentBelow: Int32?
    private var longestPresence: Int32?
    private var pairing: String?
    private var missingPunch: String?
    private var overtime: Overtime?

    init(_ policy: AttendancePolicy) {
        duplicateWindow = policy.duplicateWindow
        opensBefore = policy.opensBefore
        closesAfter = policy.closesAfter
        lateGrace = policy.lateGrace
        earlyGrace = policy.earlyGrace
        halfDayBelow = policy.halfDayBelow
        absentBelow = policy.absentBelow
        longestPresence = policy.longestPresence
        pairing = Self.pairings.name(of: policy.pairing)
        missingPunch = Self.missingPunches.name(of: policy.missingPunch)
        overtime = Overtime(
            formula: Self.formulas.name(of: policy.overtime.formula), minimum: policy.overtime.minimum,
            maximum: policy.overtime.maximum, countsEarlyComing: policy.overtime.countsEarlyComing,
            countsLateGoing: policy.overtime.countsLateGoing,
            restDayWork: Self.restDayWorks.name(of: policy.overtime.restDayWork))
    }

    /// - Throws: ``StorageError/unreadable(_:)`` for text that is not this document, or a word that a newer program wrote.
    static func policy(from json: String) throws -> AttendancePolicy {
        guard let document = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else {
            throw StorageError.unreadable("a shift policy")
        }
        return try document.policy()
    }

    /// - Returns: nil for `null`: the shift has no rules of its own.
    static func ownPolicy(from json: String) throws -> AttendancePolicy? {
        json == "null" ? nil : try policy(from: json)
    }

    private func policy() throws -> AttendancePolicy {
        var policy = AttendancePolicy()
        policy.duplicateWindow = duplicateWindow ?? policy.duplicateWindow
        policy.opensBefore = opensBefore ?? policy.opensBefore
        policy.closesAfter = closesAfter
        policy.lateGrace = lateGrace ?? policy.lateGrace
        policy.earlyGrace = earlyGrace ?? policy.earlyGrace
        policy.halfDayBelow = halfDayBelow ?? policy.halfDayBelow
        policy.absentBelow = absentBelow ?? policy.absentBelow
        policy.longestPresence = longestPresence ?? policy.longestPresence
        policy.pairing = try Self.pairings.value(of: pairing) ?? policy.pairing
        policy.missingPunch = try Self.missingPunches.value(of: missingPunch) ?? policy.missingPunch
        policy.overtime.formula = try Self.formulas.value(of: overtime?.formula) ?? policy.overtime.formula
        policy.overtime.minimum = overtime?.minimum ?? policy.overtime.minimum
        policy.overtime.maximum = overtime?.maximum ?? policy.overtime.maximum
        policy.overtime.countsEarlyComing = overtime?.countsEarlyComing ?? policy.overtime.countsEarlyComing
        policy.overtime.countsLateGoing = overtime?.countsLateGoing ?? policy.overtime.countsLateGoing
        policy.overtime.restDayWork =
            try Self.restDayWorks.value(of: overtime?.restDayWork) ?? policy.overtime.restDayWork
        return policy
    }
}

extension ShiftPolicyDocument {
    /// The words of a closed set. They are stored, so they never change, whatever the code calls its cases.
    private struct Words<Value: Hashable & Sendable>: Sendable {
        var words: [(Value, String)]

        init(_ words: [(Value, String)]) { self.words = words }

        func name(of value: Value) -> String? { words.first { $0.0 == value }?.1 }

        func value(of word: String?) throws -> Value? {
            guard let word else { return nil }
            guard let value = words.first(where: { $0.1 == word })?.0 else {
                throw StorageError.unreadable("the word “\(word)” in a shift policy")
            }
            return value
        }
    }

    private static let pairings = Words<AttendancePolicy.Pairing>([
        (.everyPair, "every-pair"), (.firstLast, "first-last"),
    ])
    private static let missingPunches = Words<AttendancePolicy.MissingPunch>([
        (.countPairs, "count-pairs"), (.halfDay, "half-day"), (.absent, "absent"),
    ])
    private static let formulas = Words<OvertimePolicy.Formula>([
        (.none, "none"), (.afterShiftEnd, "after-shift-end"), (.beyondShiftHours, "beyond-shift-hours"),
        (.earlyPlusLate, "early-plus-late"),
    ])
    private static let restDayWorks = Words<OvertimePolicy.RestDayWork>([
        (.overtime, "overtime"), (.compensatoryOff, "compensatory-off"),
    ])
}
