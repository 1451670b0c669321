import Devices
import Domain
import Storage

/// The ledger does not end any more where a part of a log begins: it has to be read anew from where it ends now.
struct ReadingOvertaken: Error {}

/// Stores what a terminal told, within one transaction: users and whose they are, the punches as a sealed batch, the
/// marks on the days they touch, how far the terminal is read, and how it is.
struct CollectionStoring: Sendable {
    let record: DeviceRecord
    let zone: ZoneRules
    var reading: TerminalReading
    let stamp: Stamp
    /// Whether it waited in a spool.
    var isSpooled = false

    /// - Throws: ``ReadingOvertaken``, and nothing is stored.
    func store(_ db: any SQLConnection) throws -> SyncReport {
        let before = try WatermarkStore(db).find(record.id)
        guard isSpooled || isAtMark(before) else { throw ReadingOvertaken() }
        guard try isOvertaken(before, db) else { return try store(after: before, db) }
        let rest = try restBehindMark(before, db)
        var storing = self
        storing.reading = rest ?? reading
        // Whoever read it since has asked for them later.
        storing.reading.users = nil
        return try storing.store(after: before, isOvertaken: rest == nil, db)
    }

    private func store(after before: Watermark?, isOvertaken: Bool = false, _ db: any SQLConnection) throws
        -> SyncReport
    {
        let punches = try placedPunches(db, before)
        try noteUsers(db, punches)
        let known = try knownOtherwise(punches, db)
        let fresh = known.isEmpty ? punches : punches.indices.filter { !known.contains($0) }.map { punches[$0] }
        var outcome = try PunchLedger(db).record(
            fresh, from: record.id, source: reading.source, collectedAt: reading.readAt,
            terminalCount: reading.log.terminalCount, behind: fresh.isEmpty ? nil : try link(db))
        outcome.duplicates += known.count
        try keepUnreadable(db)
        if isOvertaken {
            if outcome.inserted > 0 { try forgetPosition(before, db) }
            return try report(db, punches, outcome)
        }
        try moveWatermark(from: before, db)
        try DeviceStore(db).note(contact(db), of: record.id)
        let remarks = CollectionRemarks(
            record: record, zone: zone, reading: reading, before: before, punches: punches,
            known: punches.count - outcome.inserted, late: try lateCount(outcome, db), stamp: stamp)
        return try remarks.complete(report(db, punches, outcome), db)
    }

    /// Whether it goes on where the ledger ends, as a part of a log has to: what stands behind there twice would be taken for
    /// one, and what is there already for another one.
    private func isAtMark(_ before: Watermark?) -> Bool {
        reading.source != .download || reading.log.wasFullRead || reading.start.position == before?.position
    }

    /// Whether somebody else has read the terminal while the reading waited in a spool, and has said all but the punches. The
    /// mark of a log that was cleared after it was read stands at its beginning again, as if nobody had ever read it: then
    /// the ledger has the first punch already.
    private func isOvertaken(_ before: Watermark?, _ db: any SQLConnection) throws -> Bool {
        guard isSpooled, reading.source == .download else { return false }
        guard let before, reading.start.position == nil, before.position == nil else {
            return reading.start.position != before?.position
        }
        guard let first = reading.log.records.first.map({ PunchKey($0) }) else { return false }
        return try PunchLedger(db).keys(on: record.id, from: first.local, through: first.local).contains(first)
    }

    /// What the reading holds behind the mark, where somebody else has read a part of it: as if it had gone on there.
    private func restBehindMark(_ before: Watermark?, _ db: any SQLConnection) throws -> TerminalReading? {
        guard let mark = before?.position, let end = reading.log.position,
            end.recordCount > mark.recordCount
        else { return nil }
        let known = reading.log.wasFullRead ? 0 : reading.start.position?.recordCount ?? 0
        let last = mark.recordCount - known - 1
        guard reading.log.records.indices.contains(last), reading.log.records[last] == mark.record else { return nil }
        var rest = reading
        rest.start = try ReadingStart(record.id, db)
        rest.start.collectedBefore = reading.start.collectedBefore
        rest.log.records.removeFirst(last + 1)
        rest.log.wasFullRead = false
        return rest
    }

    /// Punches behind the mark are in the ledger then, so that nobody may go on at it: the log is read as a whole next time.
    private func forgetPosition(_ before: Watermark?, _ db: any SQLConnection) throws {
        guard var mark = before else { return }
        mark.lastRecord = nil
        try WatermarkStore(db).save(mark)
    }

    /// In the terminal's order, which tells what a repeated hour means.
    private func placedPunches(_ db: any SQLConnection, _ before: Watermark?) throws -> [NewPunch] {
        var placer = PunchPlacer(
            zone: zone, collectedAt: reading.readAt, after: try knownBefore(db), besides: try shownBefore(before, db))
        return reading.log.records.map { record in
            let user = TerminalUsers.user(of: record)
            let placed = placer.place(record, user: user)
            return NewPunch(
                deviceUser: user, local: placed.local, placement: placed.placement,
                state: PunchState(rawValue: record.state), verify: record.verify, workCode: record.workCode,
                sequence: placed.sequence, quarantine: placed.quarantine)
        }
    }

    /// Those that came before from where it is not said how the person was recognised, or that do not say it now. Of a
    /// reader without a log each punch is another one.
    private func knownOtherwise(_ punches: [NewPunch], _ db: any SQLConnection) throws -> Set<Int> {
        guard reading.source != .live, !punches.isEmpty, try TakenFileStore(db).any(of: record.id) else { return [] }
        let keys = punches.map { PunchKey($0) }
        let times = keys.lazy.map(\.local)
        guard let first = times.min(), let last = times.max() else { return [] }
        let ledger = try PunchLedger(db).keys(on: record.id, from: first, through: last)
        return VerifyMatching(keys, in: ledger, last: lastBefore).known(keys)
    }

    /// A clock may go back between two readings of a log as within one.
    private func link(_ db: any SQLConnection) throws -> LogLink? {
        try (lastBefore ?? behind(db)).flatMap { try PunchLedger(db).link(behind: $0, on: record.id) }
    }

    /// Of what comes by itself, the last punch of what came before, unless this comes a second time.
    private func behind(_ db: any SQLConnection) throws -> PunchKey? {
        guard let last = reading.behind, let first = reading.log.records.first.map({ PunchKey($0) }) else { return nil }
        let known = try PunchLedger(db).keys(on: record.id, from: first.local, through: first.local)
        return known.contains(first) ? nil : PunchKey(last)
    }

    /// The punch after which the part of the log begins.
    private var lastBefore: PunchKey? {
        guard reading.source == .download, !reading.log.wasFullRead, let last = reading.start.position?.record else {
            return nil
        }
        return PunchKey(last)
    }

    /// Of the second at which a part of a log goes on. What a terminal without a log reports is never said twice, so that
    /// there what is equal to a punch of the ledger is another one; but a sender that waits for an answer says again what
    /// it heard none to, so that of such a one it is the same.
    private func knownBefore(_ db: any SQLConnection) throws -> [PunchOfSecond] {
        guard reading.source == .live else { return reading.log.wasFullRead ? [] : reading.start.second }
        guard try !DeviceConnection(stored: record.connection, of: record.name).isRepeated else { return [] }
        let seconds = Set(reading.log.records.compactMap(PunchPlacer.local))
        return try seconds.sorted().flatMap { try PunchLedger(db).punches(on: record.id, showing: $0) }
    }

    /// Of seconds that the part of a log shows once more, after the clock was set back or an hour was repeated: a punch
    /// that says the same as an earlier one is another one. Where the ledger does not end where the part begins, as when
    /// the same part is stored again, all that is in it is there already. What a file has brought since the log was read to
    /// there is no earlier one: it is what the part itself shows.
    private func shownBefore(_ before: Watermark?, _ db: any SQLConnection) throws -> [PunchOfSecond] {
        guard reading.source == .download, !reading.log.wasFullRead, let position = reading.start.position,
            position == before?.position, let before, let latest = try PunchLedger(db).latestSecond(of: record.id)
        else { return [] }
        let files = try PunchLedger(db).filesTaken(since: before.readAt, on: record.id)
        let goesOn = position.record.flatMap(PunchPlacer.local)
        let seconds = Set(reading.log.records.map(PunchPlacer.shown)).filter { $0 <= latest && $0 != goesOn }
        return try seconds.sorted().flatMap {
            try PunchLedger(db).punches(on: record.id, showing: $0, leavingOut: files)
        }
    }

    /// A sender that was not answered says the same again; that is kept once. Without a time in it, the same line is another
    /// punch.
    private func keepUnreadable(_ db: any SQLConnection) throws {
        guard !reading.unreadable.isEmpty else { return }
        let store = UnreadableLineStore(db)
        let connection = try DeviceConnection(stored: record.connection, of: record.name)
        let isRepeated = reading.source == .push || connection.isRepeated && connection.lines?.format.time != .arrival
        let known = try isRepeated ? Set(store.all(of: record.id).map(\.line)) : []
        for line in reading.unreadable where !known.contains(line.line) {
            try store.add(
                UnreadableLine(device: record.id, receivedAt: reading.readAt, line: line.line, reason: line.reason))
        }
    }

    private func lateCount(_ outcome: AppendOutcome, _ db: any SQLConnection) throws -> Int {
        guard let batch = outcome.batch, let punches = outcome.punches,
            let open = try ArchiveStore(db).firstOpenDay()
        else { return 0 }
        return try PunchLedger(db).count(in: batch, punches, before: open)
    }

    private func noteUsers(_ db: any SQLConnection, _ punches: [NewPunch]) throws {
        let users = TerminalUsers(db: db, record: record, zone: zone, reading: reading, stamp: stamp)
        try users.note(punched: punches.lazy.map(\.deviceUser))
    }

    private func moveWatermark(from own: Watermark?, _ db: any SQLConnection) throws {
        guard reading.source == .download || reading.completeThrough != nil else { return }
        let store = WatermarkStore(db)
        let devices = try DeviceStore(db).all()
        let before = try store.completeThrough(devices)
        try store.save(
            Watermark(
                device: record.id, completeThrough: completeThrough(own?.completeThrough),
                recordCount: reading.log.position?.recordCount ?? reading.log.terminalCount
                    // It says how many there are only now and then.
                    ?? (reading.source == .push ? own?.recordCount : nil) ?? 0,
                lastRecord: reading.log.position?.lastRecord,
                recordWidth: reading.log.position?.width?.rawValue, readAt: readAt(own), clockDrift: drift))
        try DayMarks(db, now: stamp.at).markSettled(before: before, after: try store.completeThrough(devices))
    }

    /// Up to a log's last part, its beginning tells which files were taken since it was read.
    private func readAt(_ before: Watermark?) -> Instant {
        reading.log.remaining == nil ? reading.readAt : before?.readAt ?? reading.readAt
    }

    /// Everything is in that the terminal's clock had shown when it was read: a punch to come bears a later time. A
    /// clock that runs ahead says nothing about the time that has not come yet, and one that is far behind (a flat
    /// battery) says nothing at all. Neither does a log that is shorter than its terminal counts, nor a part of one. No
    /// punch's own date moves it.
    private func completeThrough(_ before: Instant?) -> Instant? {
        guard let shown = reading.shown, let drift else {
            return [reading.completeThrough, before].compactMap { $0 }.max()
        }
        guard Int64(drift) > -PunchPlacer.toleranceAhead, reading.acceptedCount.map({ $0.missing == 0 }) ?? true,
            reading.log.remaining == nil
        else { return before }
        let through = min(reading.readAt, zone.place(shown).instant)
        return max(through, before ?? through)
    }

    /// That somebody listens does not say that a reader without a log was heard.
    private func lastSeen(_ before: Instant?) -> Instant {
        guard reading.source == .live, let heard = reading.completeThrough else { return reading.readAt }
        return max(heard, before ?? heard)
    }

    private var drift: Int32? { reading.drift(in: zone) }

    private func contact(_ db: any SQLConnection) throws -> DeviceContact {
        var contact = try DeviceStore(db).find(record.id)?.contact ?? record.contact
        // A file carried by hand says nothing of whether its terminal answers.
        if reading.source == .file, record.family != .folder { return contact }
        if let information = reading.information { contact.note(information) }
        contact.serialNumber = reading.otherSerialNumber ?? contact.serialNumber
        contact.recordWidth = reading.log.position?.width?.rawValue ?? contact.recordWidth
        contact.lastSeen = lastSeen(contact.lastSeen)
        contact.lastError = nil
        contact.clockDrift = drift ?? contact.clockDrift
        if reading.isTimely(in: zone), contact.clockDrift ?? 0 > ClockDoubt.tolerance { contact.clockDrift = nil }
        return contact
    }

    private func report(
        _ db: any SQLConnection, _ punches: [NewPunch], _ outcome: AppendOutcome
    ) throws -> SyncReport {
        var report = SyncReport(device: record.id, deviceName: record.name)
        report.newPunches = outcome.inserted
        report.knownPunches = outcome.duplicates
        report.quarantined = outcome.inserted > 0 ? punches.count { $0.quarantine != nil } : 0
        report.onTerminal = reading.log.position?.recordCount ?? reading.log.terminalCount ?? 0
        report.wasFullRead = reading.log.wasFullRead
        report.unknownUsers = try DeviceUserStore(db).waitingCount(of: record.id)
        report.completeThrough = try WatermarkStore(db).find(record.id)?.completeThrough
        report.clockDrift = drift ?? 0
        return report
    }
}
