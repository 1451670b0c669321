import Domain
import Storage

/// What the engine needs beside a person's punches, read at one moment.
struct CompanyRules: Sendable {
    let book: RuleBook
    let knowing: Knowledge
    /// The date it is in the company's zone.
    let today: CivilDate
    let shiftCodes: [ID<Shift>: String]

    /// - Parameter records: nil: as they are stored.
    init(_ db: any SQLConnection, now: Instant, records: RuleRecords? = nil) throws {
        let records = try records ?? RuleRecords(db)
        book = records.book
        knowing = Knowledge(now: now, completeThrough: try WatermarkStore(db).completeThrough(DeviceStore(db).all()))
        today = records.zone.local(at: now).date
        shiftCodes = Dictionary(uniqueKeysWithValues: records.shifts.map { ($0.id, $0.code) })
    }

    /// The moments between which punches can matter to the days, by the engine's own measure.
    func window(of days: ClosedRange<CivilDate>) -> (from: Instant, through: Instant) {
        let read = book.punchDays(for: days)
        let first = LocalTime(read.lowerBound)
        let end = LocalTime(read.upperBound + 1)
        return (book.zone.place(first).instant, book.zone.place(end).instant)
    }
}

extension WatermarkStore {
    /// Every punch of every terminal in use up to here is in; nil while one of them has never been read, or there is
    /// none. Nobody waits for a retired one: what it has not handed over will not come. Where all are retired, nobody
    /// speaks for the time since the last was.
    func completeThrough(_ devices: [DeviceRecord]) throws -> Instant? {
        let marks = Dictionary(uniqueKeysWithValues: try all().map { ($0.device, $0.completeThrough) })
        let inUse = devices.filter { $0.retiredAt == nil }
        if inUse.isEmpty { return devices.compactMap(\.retiredAt).max() }
        var earliest: Instant?
        for device in inUse {
            guard case let through?? = marks[device.id] else { return nil }
            earliest = min(earliest ?? through, through)
        }
        return earliest
    }
}
