import Devices
import Domain
import Storage

extension FileTaking {
    /// Keeps the fingers of people who agree to it, and leaves the others.
    func keep(
        _ templates: TemplateFile, _ file: CarriedFile,
        _ check: @escaping @Sendable (any SQLConnection) throws -> Void
    ) async throws -> FileReport {
        let now = context.now()
        let agreeing = try await context.database.read { try AgreeingUsers($0, of: record.id, at: now) }
        let chosen = templates.templates.compactMap { finger in agreeing[finger.userID].map { ($0, finger) } }
        let vault = chosen.isEmpty ? nil : try await Vault.open(context)
        let stamp = context.stamp(actor)
        var report = FileReport(record.name, file.name)
        report.fingersLeft = templates.templates.count - chosen.count
        report.notes = templates.problems.prefix(3).map { "Template \($0.line) was left out: \($0.reason)." }
        let (before, kept) = try await context.database.write { db in
            try check(db)
            let before = try note(file, db, stamp)
            var kept = 0
            for (employee, finger) in chosen {
                guard let vault, try FingerKeeping(db, vault, record.id, stamp).keep(finger, of: employee) else {
                    continue
                }
                kept += 1
            }
            return (before, kept)
        }
        (report.takenBefore, report.fingers) = (before, kept)
        return report
    }
}

private struct FingerKeeping {
    private let db: any SQLConnection
    private let vault: Vault
    private let device: ID<Device>
    private let stamp: Stamp

    init(_ db: any SQLConnection, _ vault: Vault, _ device: ID<Device>, _ stamp: Stamp) {
        self.db = db
        self.vault = vault
        self.device = device
        self.stamp = stamp
    }

    /// - Returns: false where the very same is kept already.
    func keep(_ finger: FingerTemplate, of employee: ID<Employee>) throws -> Bool {
        let store = FingerTemplateStore(db)
        let known = try store.all(of: employee).first { $0.finger == finger.finger && $0.algorithm == finger.algorithm }
        if let known, try known.opened(with: vault) == finger.bytes { return false }
        try store.save(
            StoredFinger(sealing: finger, of: employee, from: device, with: vault, at: stamp.at), by: stamp)
        return true
    }
}
