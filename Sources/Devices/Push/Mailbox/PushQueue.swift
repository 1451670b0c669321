/// Commands for one terminal: waiting until it polls, then sent until it answers. A value without clock or locks.
struct PushQueue {
    struct Entry {
        let id: String
        let command: PushCommand
        let line: String
        var sentAt: Duration?
        var timesSent = 0
        /// It is done; what it uploads is still to come.
        var isAnswered = false
    }

    /// What a terminal takes in one answer, and what we keep for one that never polls.
    static let longestAnswer = 900_000
    static let mostWaiting = 256
    /// Small units have little memory for commands.
    static let mostAtOnce = 32

    private(set) var entries: [Entry] = []
    private let prefix: String
    private var count = 0
    /// Unanswered for so long, a command is taken for lost.
    var resendAfter: Duration

    /// - Parameter prefix: Differs from run to run of the program, so that the answer to an old command fits no new one.
    init(prefix: String, resendAfter: Duration) {
        self.prefix = prefix
        self.resendAfter = resendAfter
    }

    mutating func newID() -> String {
        count += 1
        return prefix + String(count, radix: 36, uppercase: true)
    }

    /// False where it cannot be taken: too many wait, or it is longer than any answer may be.
    mutating func add(_ command: PushCommand, id: String) -> Bool {
        let line = command.line(id: id) + "\n"
        guard entries.count < Self.mostWaiting, line.utf8.count < Self.longestAnswer else { return false }
        entries.append(Entry(id: id, command: command, line: line))
        return true
    }

    /// What a poll is answered with now; empty: nothing.
    ///
    /// - Parameter isUploading: Whether something is on its way that the terminal has not been told to be kept.
    mutating func take(now: Duration, isUploading: Bool = false) -> [Entry] {
        var taken: [Entry] = []
        var length = 0
        for index in entries.indices where isDue(entries[index], now) {
            if isUploading, entries[index].command == .clearLog { continue }
            length += entries[index].line.utf8.count
            guard taken.count < Self.mostAtOnce, length < Self.longestAnswer else { break }
            entries[index].sentAt = now
            entries[index].timesSent += 1
            taken.append(entries[index])
        }
        return taken
    }

    private func isDue(_ entry: Entry, _ now: Duration) -> Bool {
        guard let sentAt = entry.sentAt else { return true }
        return !entry.isAnswered && entry.command.isRepeatable && now - sentAt >= resendAfter
    }

    /// The terminal is at work on it: it is not lost.
    mutating func touch(_ id: String, now: Duration) {
        for index in entries.indices where entries[index].id == id { entries[index].sentAt = now }
    }

    mutating func answered(_ id: String) {
        for index in entries.indices where entries[index].id == id { entries[index].isAnswered = true }
    }

    @discardableResult
    mutating func remove(_ id: String) -> Entry? {
        entries.firstIndex { $0.id == id }.map { entries.remove(at: $0) }
    }
}
