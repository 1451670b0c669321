import Devices
import Domain
import Logging
import Storage

/// Fingerprints that a terminal uploads without being asked, as where somebody was enrolled at it. They are kept of people
/// who agree, sealed; of the others they stay in the terminal alone.
struct PushedFingers: Sendable {
    let context: ServiceContext
    let record: DeviceRecord

    /// What does not come about is said in the log, for nobody waits for it and the terminal has them still. While the
    /// database is away it is no answer: the terminal sends them again.
    func keep(_ templates: [FingerTemplate]) async throws {
        guard !templates.isEmpty else { return }
        do {
            let left = try await templates.count - keepAgreed(templates)
            if left > 0 { say(left, "nobody has recorded that those people agree") }
        } catch  where error.isDatabaseAway && !error.isUnexplained {
            throw error
        } catch {
            say(templates.count, "\(error)")
        }
    }

    private func say(_ count: Int, _ why: String) {
        context.logger.notice(
            "\(count) \(count == 1 ? "fingerprint" : "fingerprints") that \(record.name) sent unasked \(count == 1 ? "is" : "are") not kept: \(why)",
            metadata: ["device": "\(record.name)"])
    }

    /// - Returns: how many are of people who agree.
    private func keepAgreed(_ templates: [FingerTemplate]) async throws -> Int {
        guard let vault = try await Vault.open(context, toKeep: templates, from: record.id) else { return 0 }
        let stamp = context.stamp(CollectorTools.actor)
        return try await context.database.write { db in
            let keeping = try FingerKeeping(db, vault, record.id, stamp)
            // What a terminal is not told to be kept comes again.
            return try templates.count { try keeping.keep($0) != .left }
        }
    }
}
