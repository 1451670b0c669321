package import Devices
package import Domain
package import Storage

/// A line that was meant to be a punch and could not be read.
package struct KeptLine: Hashable, Sendable, Identifiable {
    package var line: UnreadableLine
    package var deviceName: String
    /// By its device's clock.
    package var received: LocalTime

    package var id: Domain.ID<UnreadableLine> { line.id }
}

/// What reading lines again came to.
package struct RereadReport: Hashable, Sendable {
    /// Punches that the ledger did not have.
    package var newPunches = 0
    package var knownPunches = 0
    /// Lines that the format says to leave out.
    package var ignored = 0
    /// Lines that still cannot be read.
    package var left = 0
    package var daysComputed = 0

    package init() {}
}

extension InboxService {
    /// Lines that were meant to be punches and could not be read, oldest first.
    /// - Parameter device: nil: of all devices.
    package func unreadable(of device: ID<Device>? = nil, by actor: Actor) async throws -> [KeptLine] {
        try actor.requires(.readDevices)
        return try await context.database.read { db in
            let devices = try DeviceStore(db).byID()
            let store = UnreadableLineStore(db)
            return try (device.map { try store.all(of: $0) } ?? store.all()).map { line in
                let record = devices[line.device]
                let zone = record.flatMap { SystemZones.rules(of: $0.zone) } ?? .utc
                return KeptLine(
                    line: line, deviceName: record?.name ?? "", received: zone.local(at: line.receivedAt))
            }
        }
    }

    /// Reads the lines of a device again, after its format was corrected. Each that is a punch now goes into the ledger
    /// and is a line no more, in one transaction.
    /// - Parameter format: nil: the device's own.
    /// - Throws: `LineFormatError`
    @discardableResult
    package func readAgain(
        _ device: ID<Device>, format: LineFormat? = nil, by actor: Actor
    ) async throws -> RereadReport {
        try actor.requires(.collectPunches)
        let record = try await context.device(device)
        let rereading = try Rereading(record, format, stamp: context.stamp(actor))
        var report = try await context.database.write { try rereading.run($0) }
        context.hub.send(.punches(device), .inbox, .devices)
        report.daysComputed = try await AttendanceService(context: context).recomputeTouched()
        return report
    }

    /// Somebody says that a line is no punch; the journal keeps it.
    package func dismiss(_ id: ID<UnreadableLine>, why: String, by actor: Actor) async throws {
        try await dismiss([id], why: why, by: actor)
    }

    /// The same of several, all of them or none.
    package func dismiss(_ ids: [ID<UnreadableLine>], why: String, by actor: Actor) async throws {
        try actor.requires(.correctPunches)
        let why = why.trimmed
        if why.isEmpty { throw ServiceError.invalid("why", "Say why the line is no punch.") }
        let stamp = context.stamp(actor)
        try await context.database.write { db in
            for id in ids {
                guard let line = try UnreadableLineStore(db).find(id) else {
                    throw ServiceError.unknownLine(id.rawValue)
                }
                try UnreadableLineStore(db).remove(id)
                try JournalStore(db).append(
                    .dismissLine, .device, id: String(line.device.rawValue),
                    before: ["line": line.line, "reason": line.reason], after: ["why": why], by: stamp)
            }
        }
        context.hub.send(.inbox, .devices)
    }
}

/// The kept lines of one device, read again within a transaction.
private struct Rereading: Sendable {
    private enum Fate {
        case punch(AttendanceRecord)
        case ignored
        case left
    }

    private let record: DeviceRecord
    private let zone: ZoneRules
    private let parser: LineParser?
    private let stamp: Stamp

    init(_ record: DeviceRecord, _ format: LineFormat?, stamp: Stamp) throws {
        let zone = try record.zoneRules
        let connection = try DeviceConnection(stored: record.connection, of: record.name)
        // A line is kept as text, whatever its bytes were.
        var chosen = format ?? connection.lines?.format ?? connection.folder?.format
        chosen?.encoding = .utf8
        self.record = record
        self.zone = zone
        self.stamp = stamp
        parser = try chosen.map { try LineParser($0, zone: zone) }
    }

    func run(_ db: any SQLConnection) throws -> RereadReport {
        let store = UnreadableLineStore(db)
        var report = RereadReport()
        var records: [AttendanceRecord] = []
        for line in try store.all(of: record.id) {
            switch fate(of: line) {
            case .left:
                report.left += 1
                continue
            case .ignored: report.ignored += 1
            case .punch(let punch): records.append(punch)
            }
            try store.remove(line.id)
        }
        guard !records.isEmpty || report.ignored > 0 else { return report }
        let stored = try CollectionStoring(record: record, zone: zone, reading: reading(records), stamp: stamp).store(
            db)
        (report.newPunches, report.knownPunches) = (stored.newPunches, stored.knownPunches)
        try JournalStore(db).append(
            .readLinesAgain, .device, id: String(record.id.rawValue), before: nil,
            after: ["punches": records.count, "left out": report.ignored, "left": report.left], by: stamp)
        return report
    }

    /// A reader says nothing twice, so that what is equal to a punch of the ledger is another one; of a file the same
    /// line may come again.
    private func reading(_ records: [AttendanceRecord]) -> TerminalReading {
        var reading = TerminalReading.arriving(record.family == .lines ? .live : .file, at: stamp.at)
        reading.log.records = records
        return reading
    }

    private func fate(of line: UnreadableLine) -> Fate {
        let bytes = Array(line.line.utf8)
        // Of a longer line only the beginning was kept.
        guard bytes.count < LineFraming.longestLine else { return .left }
        if let parser {
            switch parser.read(bytes, arrived: line.receivedAt) {
            case .punch(let punch): return .punch(record.family == .lines ? punch : punch.saying(parser.format))
            case .ignored: return .ignored
            case .unreadable: break
            }
        }
        return known(bytes).map { .punch($0) } ?? .left
    }

    /// In the forms that need no format, which a newer program may read better.
    private func known(_ bytes: [UInt8]) -> AttendanceRecord? {
        if record.family == .push, let pushed = PushContent(.attendance, bytes).attendance.first { return pushed }
        return AttendanceLogFile.read(bytes: bytes).records.first
    }
}

extension JournalAction {
    /// Lines that could not be read were read again.
    static let readLinesAgain = JournalAction(rawValue: "read-lines-again")
    /// Somebody said that a line is no punch.
}
