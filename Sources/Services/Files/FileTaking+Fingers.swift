import Devices
import Domain
import Storage

extension FileTaking {
    /// Keeps the fingers of people who agree to it, and leaves the others.
    func keep(
        _ templates: TemplateFile, _ file: CarriedFile,
        _ check: @escaping @Sendable (any SQLConnection) throws -> Void
    ) async throws -> FileReport {
        let vault = try await Vault.open(context, toKeep: templates.templates, from: record.id)
        let stamp = context.stamp(actor)
        let (before, outcomes) = try await context.database.write { db in
            try check(db)
            let before = try note(file, db, stamp)
            guard let vault else { return (before, templates.templates.map { _ in FingerKeeping.Outcome.left }) }
            let keeping = try FingerKeeping(db, vault, record.id, stamp)
            return (before, try templates.templates.map { try keeping.keep($0) })
        }
        var report = FileReport(record.name, file.name)
        report.notes = templates.problems.prefix(3).map { "Template \($0.line) was left out: \($0.reason)." }
        (report.takenBefore, report.fingers) = (before, outcomes.count { $0 == .kept })
        report.fingersLeft = outcomes.count { $0 == .left }
        return report
    }
}
