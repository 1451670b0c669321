import Devices
import Domain
import Services

/// What became of one terminal in a run of `sync`.
struct SyncOutcome: Sendable {
    var device: String
    var result: Result<SyncReport, any Error>

    var report: SyncReport? { try? result.get() }

    /// Nil where it went well.
    var error: String? {
        guard case .failure(let error) = result else { return nil }
        return String(describing: error) + hint(error)
    }

    /// How to say on this command line what the sentence asks for.
    private func hint(_ error: any Error) -> String {
        switch SyncConsent(liftingRefusal: error) {
        case .terminal?: return " Accept it with: etime sync \(device.shellQuoted) --accept-terminal"
        case .count?:
            return " If that does not help, take what it holds with: etime sync \(device.shellQuoted) --accept-count"
        default: break
        }
        if case ServiceError.deviceRetired = error { return " (etime device restore \(device.shellQuoted))" }
        return ""
    }
}

extension Listing where Row == SyncOutcome {
    /// - Parameter zone: in which times are shown.
    static func outcomes(_ outcomes: [SyncOutcome], zone: ZoneRules) -> Listing {
        Listing(
            outcomes,
            [
                Column("Device", "device") { .text($0.device) },
                Column("New punches", "new_punches") { .count($0.report?.newPunches) },
                Column("Known punches", "known_punches") { .count($0.report?.knownPunches) },
                Column("In quarantine", "quarantined") { .count($0.report?.quarantined) },
                Column("On the terminal", "on_terminal") { .count($0.report?.onTerminal) },
                Column("Terminal counts", "terminal_count") {
                    .count($0.report.map { $0.acceptedCount?.counted ?? $0.onTerminal })
                },
                Column("Read whole", "was_full_read") { $0.report.map { .yes($0.wasFullRead) } ?? .none },
                Column("Log", "log_change") {
                    $0.report.map { .text($0.logChange?.word ?? "as it was left") } ?? .none
                },
                Column("Unknown users", "unknown_users") { .count($0.report?.unknownUsers) },
                Column("Days worked out", "days_computed") { .count($0.report?.daysComputed) },
                Column("Complete to", "complete_through") { .moment($0.report?.completeThrough, in: zone) },
                Column("Clock off (s)", "clock_drift_seconds") { .count(($0.report?.clockDrift).map { Int($0) }) },
                Column("Notes", "notes") { .optional($0.report?.notes.joined(separator: " ").nilIfEmpty) },
                Column("Error", "error") { .optional($0.error) },
            ])
    }
}

extension Cell {
    fileprivate static func count(_ number: Int?) -> Cell { number.map { .integer($0) } ?? .none }
}

extension LogChange {
    /// Part of what other programs rely on, so it never changes.
    fileprivate var word: String {
        switch self {
        case .cleared: "cleared"
        case .shortened: "shortened"
        case .replaced: "replaced"
        case .refilled: "refilled"
        }
    }
}
