package import Domain

/// What became of a file.
package struct FileReport: Hashable, Sendable {
    package var deviceName: String
    package var file: String
    /// When the same file was taken before.
    package var takenBefore: Instant?
    package var newPunches = 0
    package var knownPunches = 0
    package var quarantined = 0
    /// Lines that were kept because nobody could read them.
    package var unreadable = 0
    /// Names of users that came in.
    package var users = 0
    /// Fingerprints that are kept now and were not.
    package var fingers = 0
    /// Fingerprints that were left: nobody has recorded that those people agree.
    package var fingersLeft = 0
    package var unknownUsers = 0
    package var daysComputed = 0
    /// What somebody should know beside the figures.
    package var notes: [String] = []

    init(_ record: String, _ file: String) {
        deviceName = record
        self.file = file
    }
}

extension FileReport: CustomStringConvertible {
    package var description: String {
        let again = takenBefore == nil ? "" : ", which was taken before"
        let sentences = ["\(file)\(again): \(figures.joined(separator: ", "))."] + notes
        return sentences.joined(separator: " ")
    }

    private var figures: [String] {
        var parts: [String] = []
        if users > 0 { parts.append("\(users) \(users == 1 ? "user" : "users")") }
        if fingers > 0 || fingersLeft > 0 { parts.append("\(fingers) \(fingers == 1 ? "finger" : "fingers") kept") }
        if fingersLeft > 0 { parts.append("\(fingersLeft) left, because nobody has recorded that those people agree") }
        if !parts.isEmpty { return parts }
        parts.append("\(newPunches) new \(newPunches == 1 ? "punch" : "punches") of \(deviceName)")
        parts.append("\(knownPunches) known")
        if quarantined > 0 { parts.append("\(quarantined) with a date that cannot be right in quarantine") }
        if unreadable > 0 {
            parts.append("\(unreadable) \(unreadable == 1 ? "line" : "lines") kept that could not be read")
        }
        if unknownUsers > 0 {
            parts.append("\(unknownUsers) unknown \(unknownUsers == 1 ? "user" : "users") in the inbox")
        }
        return parts + ["\(daysComputed) \(daysComputed == 1 ? "day" : "days") worked out"]
    }
}

/// What would become of a line, or of a row, of a file.
package struct FileFate: Hashable, Sendable, Identifiable {
    package enum Fate: Hashable, Sendable {
        case new
        case known
        /// It would be kept, and count for no day until somebody has looked at it.
        case doubtful(Quarantine)
        /// The reason as the end of a sentence.
        case unreadable(String)
        /// Nobody has recorded that the person agrees.
        case left
    }

    /// From 1.
    package var line: Int
    package var user: String
    package var local: LocalTime?
    /// The name of a user, or the text of a line that cannot be read.
    package var text: String
    package var fate: Fate

    package var id: Int { line }
}

extension FileFate.Fate: CustomStringConvertible {
    package var description: String {
        switch self {
        case .new: "new"
        case .known: "known"
        case .doubtful(let quarantine): "new, in quarantine: \(quarantine.reason)"
        case .unreadable(let why): "cannot be read: \(why)"
        case .left: "left: nobody has recorded that the person agrees"
        }
    }
}

extension Quarantine {
    /// Why the time cannot be believed, as the end of a sentence.
    package var reason: String {
        switch self {
        case .future: "it was still to come when it was collected"
        case .ancient: "it is from before such terminals were made"
        case .impossible: "no calendar has that day"
        }
    }
}
