import Domain
import Storage

/// Keeps a computer whose clock has fallen back from sealing punches as ones from the future, for ever.
struct ComputerClockCheck {
    static let tolerance = Int64(ClockDoubt.tolerance)
    /// This program is younger: a clock before it has lost its battery, whatever the terminal shows.
    static let oldest = Instant(seconds: 1_767_225_600)  // 2026-01-01

    var device: String
    var zone: ZoneRules
    var now: Instant
    /// Seconds by which the terminal is ahead of this computer.
    var drift: Int32
    /// When punches were collected before, by this computer's clock then.
    var collectedBefore: Instant?

    /// When punches of this terminal, or the last ones of any, were collected.
    static func collectedBefore(_ device: ID<Device>, _ db: any SQLConnection) throws -> Instant? {
        [try WatermarkStore(db).find(device)?.readAt, try PunchLedger(db).lastCollected()].compactMap { $0 }.max()
    }

    /// Before a collection.
    /// - Throws: ``ServiceError/computerClockBehind(device:shows:collected:)``
    func check() throws {
        // Two clocks that agree are right against one note: then it was the earlier collection that was ahead.
        guard isBehind, now < Self.oldest || drift.magnitude > Self.tolerance else { return }
        throw ServiceError.computerClockBehind(device: device, shows: zone.local(at: now), collected: collected)
    }

    /// Before the terminal is set to this computer's time: two clocks that are wrong alike would be believed.
    /// - Throws: ``ServiceError/clockNotSet(device:shows:collected:)``
    func checkSetting() throws {
        if isBehind {
            throw ServiceError.clockNotSet(device: device, shows: zone.local(at: now), collected: collected)
        }
    }

    private var isBehind: Bool {
        now < Self.oldest || collectedBefore.map { $0 - now > Self.tolerance } ?? false
    }

    /// Nil where the clock is before this program itself, which says more.
    private var collected: LocalTime? { now < Self.oldest ? nil : collectedBefore.map { zone.local(at: $0) } }
}
