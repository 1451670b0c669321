import Devices
package import Domain
import Foundation
package import Storage

/// What somebody asked of terminals, and how far it is.
package struct FleetRun: Hashable, Sendable, Identifiable {
    package var run: DeviceRun
    package var tasks: [FleetTask]
    /// Those of which it was wanted too and that cannot do it; known to whoever asked, and not stored.
    package var leftOut: [DeviceLack] = []

    package var id: Domain.ID<DeviceRun> { run.id }
    package var hasEnded: Bool { tasks.allSatisfy { $0.task.state.hasEnded } }
    package var failed: Int { tasks.count { $0.task.state == .failed } }
}

/// One thing at one terminal.
package struct FleetTask: Hashable, Sendable, Identifiable {
    package var task: DeviceTask
    package var deviceName: String
    /// Nil for one that a newer program asked for.
    package var order: DeviceOrder?
    /// Whom it is about, where the order has only the id: `Asha Verma (0042)`. Nil where it is about nobody, or nobody knows
    /// the id.
    package var person: String?

    /// What was asked, and of whom; nil for one that a newer program asked for.
    package var title: String? { order?.title(of: person) }

    package var id: Domain.ID<DeviceTask> { task.id }

    init(_ task: DeviceTask, _ names: [Domain.ID<Device>: String]) {
        self.task = task
        deviceName = names[task.device] ?? ""
        order = DeviceOrder(stored: task.order)
    }

    /// What a person may accept so that asking again helps; nil where nothing does.
    package var consent: SyncConsent? { task.outcome.flatMap { OrderRefusal(stored: $0) }?.consent }

    /// What came of it, for people; empty where nothing is to be said.
    package var sentence: String {
        guard let outcome = task.outcome else { return "" }
        guard task.state == .done else { return OrderRefusal(stored: outcome)?.sentence ?? outcome }
        switch order {
        case .readInformation: return Self.decoded(outcome, DeviceInformation.self)?.sentence ?? ""
        case .readClock: return Self.decoded(outcome, ClockReading.self).map { "It is \($0.words)." } ?? outcome
        case .setClock:
            return Self.decoded(outcome, ClockSetting.self).map {
                let before = $0.before.map { "was \($0.words)" } ?? "showed a date that does not exist"
                return "It \(before); now it is \($0.after.words)."
            } ?? outcome
        case .readUsers: return Self.counted(outcome, [DeviceUser].self)
        case .listPeople: return Self.counted(outcome, [PersonListing].self)
        // Sealed until the others have it.
        case .readPeople(let users): return Self.users(users.count)
        case .collect: return SyncReport(stored: outcome)?.description ?? ""
        default: return outcome
        }
    }

    private static func counted<T: Decodable>(_ outcome: String, _ type: [T].Type) -> String {
        decoded(outcome, type).map { users($0.count) } ?? ""
    }

    private static func decoded<T: Decodable>(_ outcome: String, _ type: T.Type) -> T? {
        try? JSONDecoder().decode(type, from: Data(outcome.utf8))
    }

    private static func users(_ count: Int) -> String { "\(count) \(count == 1 ? "user" : "users")." }
}

extension DeviceInformation {
    /// `Model K20, platform ZEM560, firmware Ver 6.60, serial number A1; 1200 of 100000 punches, 60 of 1000 users.` What it
    /// does not say is left out.
    fileprivate var sentence: String {
        let facts = [("model", name), ("platform", platform), ("firmware", firmware), ("serial number", serialNumber)]
            .compactMap { what, value in value.map { "\(what) \($0)" } }
        let counts = [
            Self.count(sizes.records, of: sizes.recordCapacity, "punches"),
            Self.count(sizes.users, of: sizes.userCapacity, "users"),
            Self.count(sizes.fingerprints, of: sizes.fingerprintCapacity, "fingerprints"),
        ].compactMap(\.self)
        let what = [facts, counts].map { $0.joined(separator: ", ") }.filter { !$0.isEmpty }.joined(separator: "; ")
        return what.isEmpty ? "It says nothing of itself." : "\(what.prefix(1).uppercased())\(what.dropFirst())."
    }

    private static func count(_ used: UInt32?, of capacity: UInt32?, _ what: String) -> String? {
        used.map { used in capacity.map { "\(used) of \($0) \(what)" } ?? "\(used) \(what)" }
    }
}

extension ClockReading {
    /// `right`, `12 s fast`, `3 h slow`
    fileprivate var words: String {
        if drift == 0 { return "right" }
        let span = drift.magnitude < 120 ? "\(drift.magnitude) s" : ClockDoubt.span(drift)
        return "\(span) \(drift > 0 ? "fast" : "slow")"
    }
}

extension DeviceTask.State {
    /// As a sentence ends: `done`.
    package var word: String {
        switch self {
        case .waiting: "waiting"
        case .running: "running"
        case .done: "done"
        case .failed: "failed"
        case .cancelled: "cancelled"
        }
    }
}
