package import Domain
package import Services
import Storage

/// How a terminal is, in words.
extension DeviceSummary {
    /// What typed words are looked for in.
    var searchText: String {
        "\(name) \(address) \(model) \(serialNumber) \(condition.word) \(family.word)".lowercased()
    }

    /// A word, and the symbol that goes with it.
    package var condition: (word: String, icon: String) {
        if isRetired { return ("Retired", "action-unavailable-symbolic") }
        if isCollecting { return ("Collecting", "emblem-synchronizing-symbolic") }
        if let since = silentSince {
            return ("Not heard since \(Words.moment(since, in: zone))", "dialog-error-symbolic")
        }
        if let again = health?.nextTryAt {
            return ("Dead, tried again at \(Words.moment(again, in: zone))", "dialog-error-symbolic")
        }
        if lastError != nil {
            return (isFollowed ? "Failing, tried again soon" : "Not reached", "dialog-error-symbolic")
        }
        if lastSeen == nil, completeThrough == nil { return ("Never read", "dialog-question-symbolic") }
        if !warnings.isEmpty {
            return (isConnected ? "Connected, attention" : "Attention", "dialog-warning-symbolic")
        }
        return (isConnected ? "Connected" : "Working", "emblem-ok-symbolic")
    }

    /// 0 … 1; nil where it has not said.
    package var fill: Double? {
        guard let used = recordsUsed, let capacity = recordCapacity, capacity > 0 else { return nil }
        return Double(used) / Double(capacity)
    }

    /// `31,000 · 62 %`
    package var fillText: String {
        guard let used = recordsUsed, family.countsRecords else { return "" }
        return fill.map { "\(Words.grouped(used)) · \(Int($0 * 100)) %" } ?? Words.grouped(used)
    }

    package static let nearlyFull = 0.9

    /// `12 ms`; empty where nobody measured.
    package var latencyText: String {
        guard let latency = health?.latency else { return "" }
        return latency < 1_000 ? "< 1 ms" : "\(Words.grouped((latency + 500) / 1_000)) ms"
    }

    /// `2 of the last 50 conversations`
    package var failureText: String {
        guard let health, health.outcomeCount > 0 else { return "" }
        let failed = health.outcomes.nonzeroBitCount
        return "\(failed) of the last \(Words.count(health.outcomeCount, "conversation", "conversations"))"
    }
}

extension DeviceFamily {
    /// Whether such terminals say how many punches they hold.
    var countsRecords: Bool { self == .zk || self == .push }

    /// What it means for its punches that it cannot be read.
    package var consequence: String {
        switch self {
        case .zk: "Nothing is lost: the terminal keeps its punches until they are read."
        case .lines: "It keeps no punches: what is punched on it now is lost, unless it sends it again."
        case .push: "Nothing is lost: the terminal keeps its punches until it has sent them."
        case .folder: "Nothing is lost: the files wait in their folder."
        }
    }

    /// Whether a person can have it read at once: nobody can call one that calls by itself, and others hand over by themselves.
    package var canBeRead: Bool { self != .push && takes(.collect(accepting: 0)) }

    /// What is shown with a terminal that calls by itself.
    static let listening = "It calls “etime collect --push”; this window does not listen to it."

    package var word: String {
        switch self {
        case .zk: "Terminal"
        case .lines: "Line reader"
        case .push: "Calls by itself"
        case .folder: "Folder of files"
        }
    }
}

extension Words {
    /// `10:58:07`; on another day `21 Nov, 10:58`; a terminal can store what no calendar has.
    package static func punchTime(_ time: LocalTime, today: CivilDate, _ quarantine: Quarantine? = nil) -> String {
        guard quarantine != .impossible, time.seconds >= 0 else { return "No such date" }
        guard time.date == today else { return moment(time, today: today) }
        let seconds = Int(time.timeOfDay.secondsSinceMidnight) % 60
        return "\(clock(time, on: today)):\(seconds < 10 ? "0" : "")\(seconds)"
    }
}
