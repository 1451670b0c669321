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
            guard let vault else { return (before, 0) }
            let keeping = FingerKeeping(db, vault, record.id, stamp)
            return (before, try chosen.count { try keeping.keep($1, of: $0) })
        }
        (report.takenBefore, report.fingers) = (before, kept)
        return report
    }
}
