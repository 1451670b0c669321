import Devices
import Domain
import Storage

/// Looks after a folder into which files of one terminal are put. A file that has not changed between two looks is taken,
/// and moved out of the way after the ledger holds it: a program that dies in between takes it again, which changes
/// nothing.
actor FolderKeeper: Keeper {
    /// Between two looks at least, however impatient somebody is.
    static let pause = Duration.seconds(2)

    private let bell = Bell()
    private let care: KeeperCare
    private var seen: Set<WatchedFolder.Entry> = []
    /// Why a file that is there could not be read, as it was told last.
    private var unread: String?

    private var tools: CollectorTools { care.tools }

    init(_ device: ID<Device>, _ tools: CollectorTools) { care = KeeperCare(device, .folder, tools) }

    nonisolated func wake() { bell.ring() }

    func run() async {
        await care.exclusively { lease in try await self.keep(lease) }
    }

    private func keep(_ lease: Lease) async throws {
        var isWell = false
        while let record = try await care.record(lease) {
            do {
                try await look(record, lease)
                if !isWell { await care.succeeded() }
                isWell = true
                try await tools.clock.sleep(for: Self.pause)
                try await bell.wait(atMost: tools.settings.scanInterval, tools.clock)
            } catch {
                isWell = false
                guard let pause = await care.failed(error) else { throw error }
                try await bell.wait(atMost: pause, tools.clock)
            }
        }
    }

    private func look(_ record: DeviceRecord, _ lease: Lease) async throws {
        let folder = WatchedFolder(path: record.host)
        let files = try folder.files()
        let ripe = files.filter(seen.contains)
        seen = Set(files)
        var (failure, unread): ((any Error)?, FileError?) = (nil, nil)
        for file in ripe {
            do { try await take(file, in: folder, record, lease) } catch let error as CancellationError {
                throw error
            } catch  where error.isDatabaseAway {
                throw error
            } catch let error as FileError {
                // Whoever writes it may not be done; it is looked at again, and the others do not wait.
                if folder.holds(file) { unread = unread ?? error }
            } catch {
                // One that cannot be taken now does not keep the others out.
                failure = failure ?? error
            }
        }
        try await tell(unread, lease)
        if let failure { throw failure }
    }

    /// With each look: a file that was taken meanwhile says that all is well.
    private func tell(_ error: FileError?, _ lease: Lease) async throws {
        let why = error.map { String(describing: $0) }
        if let error {
            await tools.context.note(failure: error, of: care.device, isKnown: why == unread)
        } else if let unread {
            try await tools.context.database.write { [device = care.device] db in
                try LeaseStore(db).check(lease)
                guard var contact = try DeviceStore(db).find(device)?.contact, contact.lastError == unread else {
                    return
                }
                contact.lastError = nil
                try DeviceStore(db).note(contact, of: device)
            }
            tools.context.hub.send(.devices)
        }
        unread = why
    }

    private func take(
        _ file: WatchedFolder.Entry, in folder: WatchedFolder, _ record: DeviceRecord, _ lease: Lease
    ) async throws {
        let taking = try FileTaking(context: tools.context, record: record, actor: CollectorTools.actor)
        do {
            let report = try await taking.take(folder.path(of: file.name), FileOptions()) {
                try LeaseStore($0).check(lease)
            }
            try folder.move(file, to: .taken)
            tell(report, record)
        } catch let refusal where refusal.isAboutTheFile {
            try await refuse(file, in: folder, record, lease, String(describing: refusal))
        }
        seen.remove(file)
    }

    private func tell(_ report: FileReport, _ record: DeviceRecord) {
        var told = SyncReport(device: record.id, deviceName: record.name)
        told.newPunches = report.newPunches
        told.knownPunches = report.knownPunches
        told.quarantined = report.quarantined
        told.notes = report.notes
        tools.tell(.collected(told))
        tools.daysBell.ring()
    }

    /// Noted before it is moved, and once: whoever dies in between notes it again. What has taken its place is not refused.
    private func refuse(
        _ file: WatchedFolder.Entry, in folder: WatchedFolder, _ record: DeviceRecord, _ lease: Lease, _ why: String
    ) async throws {
        guard folder.holds(file) else { return }
        let sentence = "The file \(file.name) of \(record.name) was not taken and is in refused/: \(why)"
        let now = tools.context.now()
        try await tools.context.database.write { db in
            try LeaseStore(db).check(lease)
            let notes = DeviceNoteStore(db)
            guard try !notes.all(of: record.id).contains(where: { $0.sentence == sentence }) else { return }
            try notes.add(DeviceNote(device: record.id, notedAt: now, topic: .log, sentence: sentence))
        }
        try folder.move(file, to: .refused)
        tools.context.hub.send(.devices)
    }
}

extension Error {
    /// Whether the file is what is wrong, so that it would be refused the next time too.
    var isAboutTheFile: Bool {
        switch self as any Error {
        // Its writer may be about to set its permissions, or not be done.
        case FileError.unopenable, FileError.changed: false
        case is FileError, is LineFormatError, ServiceError.fileRefused: true
        default: false
        }
    }
}
