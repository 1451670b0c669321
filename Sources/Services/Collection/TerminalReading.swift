import Devices
import Domain
import Foundation
import Storage

/// What a terminal told in one go, on its way into the ledger.
struct TerminalReading: Sendable, Codable {
    var source = PunchBatch.Source.download
    /// Nil where it was not asked.
    var information: DeviceInformation?
    /// The terminal's clock, just before its log was read; nil where it was not asked.
    var shown: LocalTime?
    /// This computer's clock at the same moment.
    var readAt: Instant
    var log: AttendanceRead
    var start = ReadingStart()
    /// Nil where the list was not read.
    var users: [DeviceUser]?
    /// The serial number of another terminal that was accepted in the place of the one read before.
    var otherSerialNumber: String?
    /// Lines that were meant to be punches and could not be read.
    var unreadable: [Unreadable] = []
    /// Of what comes by itself: the last punch of what came before, where somebody remembers it.
    var behind: AttendanceRecord?
    /// All punches up to here are in, where that follows from something else than the log.
    var completeThrough: Instant?
    /// By which it is known again where it may have to be handed over twice.
    var ticket: String?

    struct Unreadable: Hashable, Sendable, Codable {
        var line: String
        var reason: String
    }
}

extension TerminalReading {
    static func newTicket() -> String { UUID().uuidString.lowercased() }

    /// Of what comes by itself, without a log behind it; empty so far.
    static func arriving(_ source: PunchBatch.Source, at now: Instant) -> TerminalReading {
        TerminalReading(
            source: source, readAt: now,
            log: AttendanceRead(records: [], position: nil, terminalCount: nil, wasFullRead: false))
    }

    /// Seconds by which the terminal's clock is ahead of this computer's. Nobody can ask one whose punches come by themselves;
    /// but a punch that is not made yet tells that it is ahead by so much at least.
    func drift(in zone: ZoneRules) -> Int32? {
        if let shown { return Int32(clamping: shown.seconds - zone.local(at: readAt).seconds) }
        guard let lead = lead(in: zone), lead > Int64(ClockDoubt.tolerance), lead <= PunchPlacer.toleranceAhead else {
            return nil
        }
        return Int32(lead)
    }

    /// Whether its newest punch was just made: a clock that was ahead has been set right.
    func isTimely(in zone: ZoneRules) -> Bool {
        lead(in: zone).map { $0.magnitude <= UInt64(ClockDoubt.tolerance) } ?? false
    }

    /// Seconds from now to the newest punch of what came by itself.
    private func lead(in zone: ZoneRules) -> Int64? {
        guard source == .push || source == .live else { return nil }
        return log.records.compactMap(PunchPlacer.local).max().map { $0.seconds - zone.local(at: readAt).seconds }
    }

    /// Where the terminal's counter contradicts its log.
    var acceptedCount: AcceptedCount? {
        log.contradictingCount.map { AcceptedCount(counted: $0, read: log.position?.recordCount ?? 0) }
    }

    /// Nothing that would be worth a transaction of its own.
    var isQuiet: Bool {
        log.records.isEmpty && log.position == start.position && unreadable.isEmpty && otherSerialNumber == nil
            && log.contradictingCount == nil && (source != .push || users == nil)
    }
}
