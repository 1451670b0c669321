import Devices
import Domain
import Storage

/// Where a reading goes on: all that placing its punches takes beside themselves, so that the same reading comes out the
/// same whenever and by whomever it is stored.
struct ReadingStart: Hashable, Sendable, Codable {
    /// Nil: at the log's beginning.
    var position: LogPosition?
    /// The punches there are of the second at which the log goes on: one second may be split over two readings.
    var second: [PunchOfSecond] = []
    /// When punches were collected before, by this computer's clock then.
    var collectedBefore: Instant?
    /// Whether nothing of the terminal is known; nil where nobody has looked.
    var isFirst: Bool?

    /// As the database knows it.
    init(_ device: ID<Device>, _ db: any SQLConnection) throws {
        let mark = try WatermarkStore(db).find(device)
        position = mark?.position
        if let mark, let local = position?.record.flatMap(PunchPlacer.local) {
            let ledger = PunchLedger(db)
            let behind = try ledger.filesTaken(since: mark.readAt, on: device)
            second = try ledger.punches(on: device, showing: local, leavingOut: behind)
        }
        collectedBefore = try ComputerClockCheck.collectedBefore(device, db)
        isFirst = try position == nil && PunchLedger(db).latestSecond(of: device) == nil
    }

    init() {}

    /// Whether a long log may be taken in parts: each says the same alone as it would within the whole. Where the ledger
    /// has punches and the log's beginning is read again, only the whole tells which of them are the same.
    var allowsParts: Bool { position != nil || isFirst == true }
}

extension TerminalReading {
    /// Where the next reading goes on, told without the database.
    func next(in zone: ZoneRules) -> ReadingStart {
        var next = start
        next.collectedBefore = readAt
        next.isFirst = nil
        guard let position = log.position else { return ReadingStart() }
        next.position = position
        guard !log.records.isEmpty || log.wasFullRead else { return next }
        let local = position.record.flatMap(PunchPlacer.local)
        var placer = PunchPlacer(zone: zone, collectedAt: readAt, after: log.wasFullRead ? [] : start.second)
        let placed = log.records.compactMap { record -> PunchOfSecond? in
            guard PunchPlacer.shown(record) == local else {
                placer.pass(record)
                return nil
            }
            let user = TerminalUsers.user(of: record)
            let placed = placer.place(record, user: user)
            return PunchOfSecond(
                deviceUser: user, local: placed.local, instant: placed.placement.instant,
                state: PunchState(rawValue: record.state), verify: record.verify,
                isBelievable: placed.quarantine == nil)
        }
        let known = log.wasFullRead ? [] : start.second
        next.second = (known + placed).filter { $0.local == local }
        return next
    }
}
