import NIOCore

/// What a terminal reports while it happens. Nothing of this is kept for later by the protocol: after a gap, the
/// log is read again.
package enum LiveEvent: Hashable, Sendable {
    case punch(LivePunch)
    case fingerOnSensor
    case userEnrolled(uid: UInt16)
    case fingerprintEnrolled(userID: DeviceUserID, finger: UInt8, succeeded: Bool)
    case keyPressed
    case doorUnlocked
    /// Nil: the terminal does not know the finger.
    case verified(uid: UInt32?)
    case fingerprintScored(UInt8)
    case alarm(code: UInt8)
    /// A punch with all that a log would hold of it, from a reader that has no log.
    case record(AttendanceRecord)
    /// A line that came in a punch's place, and why it is none that could be read: the end of a sentence about it.
    case unreadable(line: String, reason: String)
    /// A kind, or a body, that is not known.
    case other(kind: UInt16, body: [UInt8])

    /// Kinds of event, one bit each: the session field of an event, and the mask when registering.
    package enum Kind {
        package static let punch: UInt16 = 1
        package static let finger: UInt16 = 2
        package static let enrollUser: UInt16 = 4
        package static let enrollFinger: UInt16 = 8
        package static let button: UInt16 = 16
        package static let unlock: UInt16 = 32
        package static let verify: UInt16 = 128
        package static let score: UInt16 = 256
        package static let alarm: UInt16 = 512
        package static let all: UInt32 = 0xFFFF
    }

    /// One packet may hold several punches; everything else is one event.
    package static func events(in frame: Frame) -> [LiveEvent] {
        if frame.session == Kind.punch, let punches = LivePunch.punches(in: frame.data) {
            return punches.map(LiveEvent.punch)
        }
        return [LiveEvent(kind: frame.session, body: frame.data)]
    }

    private init(kind: UInt16, body: ByteBuffer) {
        let start = body.readerIndex
        let known: LiveEvent? =
            switch kind {
            case Kind.finger: .fingerOnSensor
            case Kind.enrollUser: body.getInteger(at: start, endianness: .little).map { .userEnrolled(uid: $0) }
            case Kind.enrollFinger: Self.enrolled(body)
            case Kind.button: .keyPressed
            case Kind.unlock: .doorUnlocked
            case Kind.verify:
                body.getInteger(at: start, endianness: .little, as: UInt32.self)
                    .map { .verified(uid: $0 == .max ? nil : $0) }
            case Kind.score: body.getInteger(at: start).map { .fingerprintScored($0) }
            case Kind.alarm: body.getInteger(at: start).map { .alarm(code: $0) }
            default: nil
            }
        self = known ?? .other(kind: kind, body: Array(body.readableBytesView))
    }

    private static func enrolled(_ body: ByteBuffer) -> LiveEvent? {
        guard let outcome = EnrolmentOutcome(body), let finger = outcome.finger else { return nil }
        return .fingerprintEnrolled(
            userID: outcome.userID, finger: finger, succeeded: outcome.result == EnrolmentOutcome.enrolled)
    }
}
