import Devices
import Domain
import Storage

/// What somebody should know of a collection beside its figures: said in its report; what may have cost punches is kept
/// as a note, and what a person accepted is journalled.
struct CollectionRemarks {
    let record: DeviceRecord
    let zone: ZoneRules
    let reading: TerminalReading
    /// How far the terminal had been read.
    let before: Watermark?
    let punches: [NewPunch]
    /// How many of them the ledger had.
    let known: Int
    /// How many of the others are of days that are archived.
    let late: Int
    let stamp: Stamp

    func complete(_ report: SyncReport, _ db: any SQLConnection) throws -> SyncReport {
        var report = report
        if let twin = try twin(db) { report.notes.append(twin) }
        if let serial = reading.otherSerialNumber { report.notes.append(try otherTerminal(serial, db)) }
        if let change = LogChange(from: previousPosition, to: reading.log, known: known) {
            report.logChange = change
            report.notes.append(try changedLog(change, db))
        }
        if late > 0 { report.notes.append(try archivedDays(db)) }
        if let count = reading.acceptedCount {
            report.acceptedCount = count
            report.notes.append(try accepted(count, completeThrough: report.completeThrough, db))
        }
        let offset = SystemZones.rules(of: record.zone)?.offset(at: reading.readAt)
        if let doubt = ClockDoubt(drift: report.clockDrift, offset: offset) {
            report.notes.append(doubt.sentence(subject: record.name, zone: record.zone, drift: report.clockDrift))
        }
        return report
    }

    /// Said when it is read for the first time. Some firmware bears the same number in each terminal, so that nothing is
    /// refused.
    private func twin(_ db: any SQLConnection) throws -> String? {
        guard let serial = reading.information?.serialNumber, serial != record.contact.serialNumber else { return nil }
        let twin = try DeviceStore(db).all().first { other in
            other.id != record.id && other.retiredAt == nil && other.serialNumber == serial
        }
        guard let twin else { return nil }
        let sentence =
            "\(record.name) has the serial number \(serial), and so has \(twin.name): if both are one terminal, each of its "
            + "punches is there twice; retire one of the two."
        try note(.terminal, sentence, db)
        return sentence
    }

    /// What a terminal hands over of a time that is archived is kept, and changes no day.
    private func archivedDays(_ db: any SQLConnection) throws -> String {
        let sentence =
            "\(late) \(late == 1 ? "punch" : "punches") of \(record.name) \(late == 1 ? "is" : "are") of days that are "
            + "archived: they are kept, and change nothing of those days."
        try note(.log, sentence, db)
        return sentence
    }

    private var previousPosition: LogPosition? { reading.otherSerialNumber == nil ? before?.position : nil }

    private func changedLog(_ change: LogChange, _ db: any SQLConnection) throws -> String {
        let clearing = LogClearing(db, of: record.id)
        if case .cleared(let count, _) = change, let open = try clearing.open(), open.punches == count {
            try clearing.end(open, by: stamp)
            return
                "The \(Count.punches(count)) in the log of \(record.name) were cleared, as asked; all of them are kept."
        }
        let sentence = LogChangeSentence(
            device: record.name, change: change, readAt: zone.local(at: before?.readAt ?? reading.readAt),
            goesOnAt: firstSince)
        if change.mayHaveLost { try note(.log, sentence.text, db) }
        return sentence.text
    }

    /// The earliest punch since the terminal was last read, of those whose time can be believed.
    private var firstSince: LocalTime? {
        guard let before else { return nil }
        return punches.lazy.filter { $0.quarantine == nil && $0.placement.instant > before.readAt }.map(\.local).min()
    }

    private func accepted(
        _ count: AcceptedCount, completeThrough: Instant?, _ db: any SQLConnection
    ) throws -> String {
        let sentence = AcceptedCountSentence(
            device: record.name, count: count,
            completeThrough: completeThrough.map { zone.local(at: $0).toTheMinute })
        if count.missing > 0 { try note(.count, sentence.text, db) }
        try JournalStore(db).append(
            .acceptCount, .device, id: String(record.id.rawValue), before: nil,
            after: ["counted": count.counted, "read": count.read], by: stamp)
        return sentence.text
    }

    private func otherTerminal(_ serial: String, _ db: any SQLConnection) throws -> String {
        let old = record.contact.serialNumber ?? ""
        let through =
            before?.completeThrough.map {
                " What the other had not handed over after "
                    + "\(zone.local(at: $0).toTheMinute) is not in."
            } ?? ""
        let sentence =
            "\(record.name) is another terminal now, as accepted: serial number \(serial) instead of \(old). "
            + "Its user numbers are taken to mean the same people." + through
        try note(.terminal, sentence, db)
        try JournalStore(db).append(
            .acceptTerminal, .device, id: String(record.id.rawValue), before: ["serialNumber": old],
            after: ["serialNumber": serial], by: stamp)
        return sentence
    }

    private func note(_ topic: DeviceNote.Topic, _ sentence: String, _ db: any SQLConnection) throws {
        try DeviceNoteStore(db).add(
            DeviceNote(device: record.id, notedAt: reading.readAt, topic: topic, sentence: sentence))
    }
}

extension JournalAction {
    /// A log was taken although the terminal's counter contradicts it.
    static let acceptCount = JournalAction(rawValue: "accept-count")
    /// Another terminal was accepted in the place of the one read before.
    static let acceptTerminal = JournalAction(rawValue: "accept-terminal")
}
