/// Breaks that come from the length of the day, and what becomes of breaks that must be punched.
package struct BreakPolicy: Hashable, Sendable {
    /// What coming back too late from a punched break is.
    package enum LateBack: UInt8, Hashable, Sendable {
        /// Time away, and no more.
        case away
        /// Late, besides.
        case late
    }

    /// What coming back early from a punched break is.
    package enum EarlyBack: UInt8, Hashable, Sendable {
        case work
        /// The whole break is deducted all the same.
        case pause
    }

    package var automatic = AutomaticBreak()
    /// In addition to the first.
    package var secondAutomatic = AutomaticBreak()
    /// Time away between presences is taken off an automatic break.
    package var automaticIncludesPunched = true
    /// An automatic break takes no more than what lies beyond its threshold.
    package var automaticKeepsThreshold = false
    package var lateBack: LateBack = .away
    /// Back from a punched break this long after its end is not late.
    package var lateBackGrace: Int32 = 0
    package var earlyBack: EarlyBack = .work

    package init() {}
}

/// A break deducted from long work, whenever it was taken. Seconds.
package struct AutomaticBreak: Hashable, Sendable {
    /// 0: none.
    package var amount: Int32 = 0
    /// Work of exactly this takes no break yet.
    package var after: Int32 = 0

    package init(amount: Int32 = 0, after: Int32 = 0) {
        self.amount = amount
        self.after = after
    }
}
