/// A punch that counts, with what is known about its direction.
struct Mark: Sendable {
    enum Way: UInt8, Sendable {
        case `in`, out, unknown
    }

    let instant: Int64
    /// Seconds added to UTC on the clock that took it.
    let offset: Int32
    /// Position in the person's punches.
    let punch: Int32
    /// The slot inside whose borders it lies.
    let home: Int32
    let way: Way
    let isManual: Bool
    /// Kept although it is close to the one before, because one shift ends and the next begins there.
    let isHandover: Bool
}

/// What became of a punch before pairing.
enum PunchFate: Hashable, Sendable {
    case kept(mark: Int32)
    /// `of`: position in the person's punches of the one it doubles.
    case double(of: Int32)
    case quarantined(Quarantine)
}

extension Punch {
    /// The direction that the device or the pressed key states; alternation decides where neither does.
    var way: Mark.Way {
        switch direction {
        case .entry: .in
        case .exit: .out
        case .alternating: .unknown
        case .automatic:
            switch state {
            case .checkIn, .breakIn, .overtimeIn: .in
            case .checkOut, .breakOut, .overtimeOut: .out
            default: .unknown
            }
        }
    }
}
