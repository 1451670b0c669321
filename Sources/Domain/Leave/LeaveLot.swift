/// Days of leave that came together and end together. What is left of a lot is the sum of its entries.
package struct LeaveLot: Hashable, Sendable {
    package enum Source: UInt8, Hashable, Sendable, CaseIterable {
        case grant, carryForward, compensatory, byHand
        /// What is owed: its entries are negative until a grant pays them back.
        case overdraft
    }

    /// From 1 within the account of one person and type, without gaps.
    package var number: Int32
    package var source: Source
    /// The first day on which it can be taken.
    package var from: CivilDate
    /// The last day on which it can be taken, to its midnight; nil: it never ends.
    package var through: CivilDate?
    /// What is left at its end goes into the next leave year, as far as the type lets it; else it lapses.
    package var carries: Bool
    /// What it is for, unique within the account: a month's grant cannot be made twice.
    package var reference: String

    package init(
        number: Int32, source: Source, from: CivilDate, through: CivilDate?, carries: Bool, reference: String
    ) {
        self.number = number
        self.source = source
        self.from = from
        self.through = through
        self.carries = carries
        self.reference = reference
    }

    package func holds(on date: CivilDate) -> Bool { date >= from && through.map { date <= $0 } ?? true }

    /// First to expire, first taken; of two that end together the carried one, then the older.
    func isTaken(before other: LeaveLot) -> Bool { order < other.order }

    private var order: (Int32, Int, Int32, Int32) {
        (through?.daysSinceEpoch ?? .max, source == .carryForward ? 0 : 1, from.daysSinceEpoch, number)
    }
}

/// One line of the ledger. Lines are only ever added: what is undone is a line the other way.
package struct LeaveEntry: Hashable, Sendable {
    package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        case granted, taken, restored, carried, lapsed, encashed, penalty, adjusted
        /// Between what is owed and the grant that pays it back.
        case settled
        /// Of a grant, what would have brought the balance beyond the type's limit.
        case cut
        /// Of a grant, what was for days after the last of the employment.
        case unearned
        /// Left at the end of the employment, and not paid out.
        case forfeited
    }

    /// From 1 within the account.
    package var number: Int32
    package var lot: Int32
    package var kind: Kind
    /// Signed: what is taken is negative.
    package var amount: LeaveAmount
    /// The day from which it counts in a balance: the day of leave, the first day of a grant.
    package var date: CivilDate
    package var act: LeaveAct

    package init(
        number: Int32, lot: Int32, kind: Kind, amount: LeaveAmount, date: CivilDate, act: LeaveAct
    ) {
        self.number = number
        self.lot = lot
        self.kind = kind
        self.amount = amount
        self.date = date
        self.act = act
    }
}

/// Why lines were written. All lines of one act have the same reference.
package struct LeaveAct: Hashable, Sendable {
    /// `month:2026-03-01`, `request:17`, `penalty:late:2026-11:1`; an act that was done is known by it.
    package var reference: String
    /// In words, for whoever reads the ledger.
    package var reason: String
    package var request: ID<LeaveRequest>?

    package init(reference: String, reason: String, request: ID<LeaveRequest>? = nil) {
        self.reference = reference
        self.reason = reason
        self.request = request
    }

    init(_ request: LeaveRequest, _ type: LeaveType) {
        self.init(
            reference: Self.reference(request.id), reason: request.reason.isEmpty ? type.name : request.reason,
            request: request.id)
    }

    /// Rest days that a request takes because leave lies on either side of them.
    init(_ request: ID<LeaveRequest>, bridgingTo other: ID<LeaveRequest>, on date: CivilDate) {
        self.init(
            reference: "\(Self.reference(request)):rest:\(other.rawValue):\(date)",
            reason: "Rest days between leave (with request \(other.rawValue))", request: request)
    }

    static func reference(_ request: ID<LeaveRequest>) -> String { "request:\(request.rawValue)" }

    /// The rest day that it takes, and the request on the other side of it; nil: it takes other days.
    var bridge: (other: ID<LeaveRequest>, date: CivilDate)? {
        let parts = reference.split(separator: ":")
        guard parts.count == 5, parts[2] == "rest", let other = Int64(parts[3]), let date = CivilDate(parts[4]) else {
            return nil
        }
        return (ID(other), date)
    }
}
