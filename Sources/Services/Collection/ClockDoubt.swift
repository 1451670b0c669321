import Domain

/// What the difference between a terminal's clock and this computer's may mean.
enum ClockDoubt: Hashable {
    /// As zones differ from each other, by this many seconds: the terminal is set up with another zone than its own.
    case zone(Int32)
    /// The terminal's clock is so far behind that nobody can say up to when its punches are in.
    case lost
    /// The two clocks disagree, and one of them is wrong.
    case clock

    /// Seconds by which the clocks may differ before the difference is worth a word in a report.
    static let tolerance: Int32 = 300
    private static let step: Int32 = 900
    /// Zones lie between UTC−12 and UTC+14.
    private static let farthest: Int32 = 26 * 3600

    /// Minutes east of UTC of all zones in use, of their summer times too.
    private static let offsets: Set<Int32> = {
        let quarters: [Int32] = [-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825]
        return Set(quarters).union((Int32(-12)...14).map { $0 * 60 })
    }()

    /// - Parameters:
    ///   - drift: seconds by which the terminal is ahead.
    ///   - offset: of its own zone, seconds east of UTC; nil where nobody knows.
    init?(drift: Int32, offset: Int32? = nil) {
        let steps = (Double(drift) / Double(Self.step)).rounded()
        let nearest = Int32(clamping: Int64(steps) * Int64(Self.step))
        if nearest.magnitude >= 2 * UInt32(Self.step), nearest.magnitude <= UInt32(Self.farthest),
            (Int64(drift) - Int64(nearest)).magnitude <= 120, offset.map({ Self.isZone($0 + nearest) }) ?? true
        {
            self = .zone(nearest)
        } else if Int64(drift) <= -PunchPlacer.toleranceAhead {
            self = .lost
        } else if drift.magnitude > UInt32(Self.tolerance) {
            self = .clock
        } else {
            return nil
        }
    }

    /// Whether clocks anywhere are set so; else no wrong zone explains the difference.
    /// - Parameter offset: seconds east of UTC.
    private static func isZone(_ offset: Int32) -> Bool { offset % 60 == 0 && offsets.contains(offset / 60) }
}

extension ClockDoubt {
    /// - Parameters:
    ///   - subject: how the sentence begins: `Gate`, or `It`.
    ///   - zone: the IANA name of the zone that the terminal is said to be in.
    func sentence(subject: String, zone: String, drift: Int32) -> String {
        switch self {
        case .zone(let difference):
            "\(subject) shows \(Self.span(difference)) \(difference > 0 ? "more" : "less") than a clock in \(zone) would: "
                + "is its zone right? Correct the zone, or set its clock if the zone is right."
        case .lost:
            "\(subject) shows a time \(Self.span(drift)) behind this computer's, so nobody can say up to when its punches "
                + "are in, and days stay provisional: set whichever clock is wrong."
        case .clock:
            "\(subject) shows a time \(Self.span(drift)) \(drift > 0 ? "ahead of" : "behind") this computer's: set "
                + "whichever clock is wrong."
        }
    }

    /// `5 h 30 min`, `3 days`
    static func span(_ seconds: Int32) -> String {
        let minutes = (Int(seconds.magnitude) + 30) / 60
        if minutes >= 2 * 24 * 60 { return "\(minutes / (24 * 60)) days" }
        let parts = [(minutes / 60, "h"), (minutes % 60, "min")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return parts.isEmpty ? "0 min" : parts.joined(separator: " ")
    }
}
