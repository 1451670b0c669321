import Devices
import Domain
import Logging
import Storage

/// Fingerprints that a terminal uploads without being asked, as where somebody was enrolled at it. They are kept of people
/// who agree, sealed; of the others they stay in the terminal alone.
struct PushedFingers: Sendable {
    let context: ServiceContext
    let record: DeviceRecord

    /// Nobody waits for it: what does not come about is said in the log, and the terminal has them still.
    func keep(_ templates: [FingerTemplate]) async {
        guard !templates.isEmpty else { return }
        do {
            let left = try await templates.count - keepAgreed(templates)
            if left > 0 { say(left, "nobody has recorded that those people agree") }
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
        let now = context.now()
        let agreeing = try await context.database.read { try AgreeingUsers($0, of: record.id, at: now) }
        let agreed = templates.compactMap { template in agreeing[template.userID].map { (template, $0) } }
        guard !agreed.isEmpty else { return 0 }
        let (vault, stamp) = (try await Vault.open(context), context.stamp(CollectorTools.actor))
        try await context.database.write { db in
            let keeping = FingerKeeping(db, vault, record.id, stamp)
            // What a terminal is not told to be kept comes again.
            for (template, employee) in agreed { _ = try keeping.keep(template, of: employee) }
        }
        return agreed.count
    }
}
