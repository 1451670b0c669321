import Devices
import Domain
import Storage

/// Takes one file of one device in.
struct FileTaking: Sendable {
    let context: ServiceContext
    let record: DeviceRecord
    let actor: Actor
    let zone: ZoneRules
    private let connection: DeviceConnection

    init(context: ServiceContext, record: DeviceRecord, actor: Actor) throws(ServiceError) {
        let zone = try record.zoneRules
        self.context = context
        self.record = record
        self.actor = actor
        self.zone = zone
        connection = try DeviceConnection(stored: record.connection, of: record.name)
    }

    func read(_ path: String, _ options: FileOptions) async throws -> CarriedFile {
        let format = connection.folder?.format ?? connection.lines?.format
        let file = try CarriedFile.read(path, options, format: format, zone: zone)
        if !options.acceptsOtherTerminal { try await checkTerminal(file.name) }
        return file
    }

    /// - Parameter check: runs in the transaction that stores it, and undoes all of it by throwing.
    func take(
        _ path: String, _ options: FileOptions,
        unless check: @escaping @Sendable (any SQLConnection) throws -> Void = { _ in }
    ) async throws -> FileReport {
        let file = try await read(path, options)
        switch file.content {
        case .punches(let punches): return try await store(reading(punches, file.name), file, check)
        case .users(let users):
            var report = try await store(reading(users), file, check)
            report.users = users.users.count
            report.notes += users.problems.prefix(3).map { "Row \($0.line) was left out: \($0.reason)." }
            return report
        case .templates(let templates): return try await keep(templates, file, check)
        }
    }

    private func reading(_ file: PunchFile, _ name: String) -> TerminalReading {
        var reading = reading()
        reading.log.records = file.records
        reading.unreadable = file.problems.map { problem in
            .init(line: problem.text, reason: "line \(problem.line) of \(name): \(problem.reason)")
        }
        // Whoever puts files into a folder hands over all that there is up to the last punch; a file that is carried to a
        // terminal's other punches says nothing of those that it does not have.
        if record.family == .folder { reading.completeThrough = lastBelieved(file.records, reading.readAt) }
        return reading
    }

    private func lastBelieved(_ records: [AttendanceRecord], _ now: Instant) -> Instant? {
        var placer = PunchPlacer(zone: zone, collectedAt: now)
        let placed = records.map { placer.place($0, user: TerminalUsers.user(of: $0)) }
        return placed.filter { $0.quarantine == nil }.map(\.placement.instant).max().map { min($0, now) }
    }

    /// Names alone: an index means another user as soon as one is deleted, and the file may be old.
    private func reading(_ file: UserFile) -> TerminalReading {
        var reading = reading()
        reading.users = file.users.map { DeviceUser(userID: $0.userID, name: $0.name, uid: 0) }
        return reading
    }

    /// Like a whole log: equal punches are counted from the first one on, as the terminal's own log counts them.
    private func reading() -> TerminalReading { .arriving(.file, at: context.now()) }

    private func store(
        _ reading: TerminalReading, _ file: CarriedFile, _ check: @escaping @Sendable (any SQLConnection) throws -> Void
    ) async throws -> FileReport {
        let stamp = actor.stamp(at: reading.readAt)
        let report = try await context.database.write { db in
            try check(db)
            try checkClock(reading.readAt, db)
            var (reading, report) = (reading, FileReport(record.name, file.name))
            report.takenBefore = try note(file, db, stamp)
            // They are kept already, or somebody has said that they are no punches.
            if report.takenBefore != nil { reading.unreadable = [] }
            let storing = CollectionStoring(record: record, zone: zone, reading: reading, stamp: stamp)
            report.add(try storing.store(db), reading)
            return report
        }
        context.hub.send(.punches(record.id), .inbox, .devices)
        return report
    }

    /// - Returns: when the same file was taken before.
    func note(_ file: CarriedFile, _ db: any SQLConnection, _ stamp: Stamp) throws -> Instant? {
        if let before = try TakenFileStore(db).find(record.id, hash: file.hash) { return before.takenAt }
        try TakenFileStore(db).add(
            TakenFile(device: record.id, hash: file.hash, name: file.name, takenAt: stamp.at, takenBy: stamp.actor))
        try JournalStore(db).append(
            .takeFile, .device, id: String(record.id.rawValue), before: nil,
            after: ["file": file.name, "sha256": file.hash], by: stamp)
        return nil
    }

    /// A file does not show its terminal's clock, so that a computer behind what was collected is not believed.
    private func checkClock(_ now: Instant, _ db: any SQLConnection) throws {
        try ComputerClockCheck(
            device: record.name, zone: zone, now: now, drift: .max,
            collectedBefore: try ComputerClockCheck.collectedBefore(record.id, db)
        ).check()
    }

    /// Terminals put their serial number in front of the names of their files.
    private func checkTerminal(_ name: String) async throws {
        let devices = try await context.database.read { try DeviceStore($0).all() }
        let other = devices.first { device in
            device.id != record.id && device.serial.map { !$0.isEmpty && name.hasPrefix("\($0)_") } ?? false
        }
        guard let other, record.serial != other.serial else { return }
        throw ServiceError.fileRefused(
            "\(name) is a file of \(other.name), by the serial number in its name; nothing was taken, so that the punches of "
                + "two terminals do not mix. Take it into \(other.name), or accept that it is of \(record.name).")
    }
}

extension DeviceRecord {
    fileprivate var serial: String? { family == .push ? host : contact.serialNumber }
}

extension FileReport {
    fileprivate mutating func add(_ stored: SyncReport, _ reading: TerminalReading) {
        newPunches = stored.newPunches
        knownPunches = stored.knownPunches
        quarantined = stored.quarantined
        unreadable = reading.unreadable.count
        unknownUsers = stored.unknownUsers
        notes = stored.notes
    }
}

extension JournalAction {
    /// A file of a terminal was taken.
    static let takeFile = JournalAction(rawValue: "take-file")
}
