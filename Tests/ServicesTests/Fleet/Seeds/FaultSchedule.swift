import DeviceSimulator
import SeededRandom

/// What happens to a small company in some minutes, all of it following from one number.
struct FaultSchedule: Sendable {
    enum Event: Hashable, Sendable {
        /// Somebody punches; `isReported`: the terminal tells whoever listens.
        case punch(terminal: Int, user: Int, isReported: Bool, times: Int)
        /// A punch under a day that does not exist.
        case impossible(terminal: Int, user: Int)
        case pushed(user: Int)
        /// The terminal's clock is so many seconds ahead of the truth from now on.
        case clock(terminal: Int, ahead: Int64)
        case faults(terminal: Int, Faults)
        case breakConnections(terminal: Int)
        /// Switched off, and on again with the next one.
        case off(terminal: Int)
        case on(terminal: Int)
        case clearLog(terminal: Int)
        /// By order; each name is given once.
        case name(terminal: Int, user: Int, as: String)
        case delete(terminal: Int, user: Int)
        /// All whom the one has, to the other.
        case copy(from: Int, to: Int)
        case line(reader: Int, sender: Int, LineAct)
        case databaseAway
        case databaseLosesAnswers(Int)
        case databaseBack
        case kill(collector: Int, onOtherComputer: Bool)
        case start(collector: Int)
    }

    /// What a sender of lines does.
    enum LineAct: Hashable, Sendable {
        case punch(user: Int)
        /// A line that nobody can read.
        case rubbish
        /// Its connection ends after so much of a punch.
        case cut(user: Int, percent: Int)
        case hangUp
    }

    /// A device that sends a line for each punch.
    struct Reader: Sendable {
        /// It waits for us to connect; else its senders connect to us.
        var isConnectedTo: Bool
        /// Its senders wait for an answer, and say again what had none.
        var isAcknowledged: Bool
        var senders: Int
    }

    /// How the push terminal calls.
    struct Push: Sendable {
        enum Proof: Sendable { case none, path, key }

        /// Over real HTTP, or without any.
        var isHTTP: Bool
        var proof: Proof
        var isOld: Bool
    }

    var seed: UInt64
    var terminals: Int
    var usesUDP: [Bool]
    /// How much their logs hold, and what then.
    var logs: [Capacity]
    var readers: [Reader] = []
    var push = Push(isHTTP: false, proof: .none, isOld: false)
    /// Users of the first terminal beyond those who punch; more than are copied in one go.
    var people = 0
    var collectors: Int
    var maxConcurrentDevices: Int
    /// With the milliseconds since the one before.
    var events: [(after: Int, event: Event)] = []

    init(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        self.seed = seed
        let count = chance.between(1, 3)
        terminals = count
        usesUDP = (0..<count).map { _ in chance.happens(percent: 30) }
        logs = (0..<count).map { _ in Self.log(&chance) }
        collectors = chance.happens(percent: 35) ? 2 : 1
        if chance.happens(percent: 35) {
            readers = (0..<chance.between(1, 2)).map { _ in Self.reader(&chance) }
        }
        if chance.happens(percent: 35) {
            let proof: Push.Proof = [.none, .path, .key][chance.between(0, 2)]
            // Old firmware has no key to say.
            push = Push(isHTTP: true, proof: proof, isOld: proof != .key && chance.happens(percent: 40))
        }
        maxConcurrentDevices = chance.happens(percent: 25) ? 1 : 8
        for _ in 0..<chance.between(15, 60) {
            events.append((Self.pause(&chance), event(&chance)))
        }
        var other = SeededGenerator(seed: seed ^ 0x9E09_1E)
        if other.happens(percent: 35) { order(&other) }
    }

    /// Something is asked of the terminals about their people.
    private mutating func order(_ chance: inout SeededGenerator) {
        people = chance.between(0, 25)
        for number in 0..<chance.between(3, 12) {
            let terminal = chance.between(0, terminals - 1)
            let user = chance.between(20, 25)
            let event: Event =
                switch chance.between(0, 9) {
                case 0...3: .name(terminal: terminal, user: user, as: "Name \(number)")
                case 4...6: .delete(terminal: terminal, user: user)
                default: .copy(from: terminal, to: (terminal + 1) % terminals)
                }
            let place = chance.between(0, events.count)
            events.insert((Self.pause(&chance), event), at: place)
        }
    }

    /// Whether the terminal's log is cleared by order.
    func clears(_ terminal: Int) -> Bool { events.contains { $0.event == .clearLog(terminal: terminal) } }

    /// Whether all that the terminal ever recorded stays in its log.
    func keepsAll(_ terminal: Int) -> Bool {
        if case .dropsOldest = logs[terminal].whenFull { return false }
        return !clears(terminal)
    }

    /// Of some terminals it is full before the end.
    private static func log(_ chance: inout SeededGenerator) -> Capacity {
        var log = Capacity()
        guard chance.happens(percent: 30) else { return log }
        log.records = chance.between(6, 24)
        log.whenFull = chance.happens(percent: 50) ? .refuses : .dropsOldest(chance.between(1, log.records / 2))
        return log
    }

    /// Often within the same second, now and then a while.
    private static func pause(_ chance: inout SeededGenerator) -> Int {
        switch chance.between(0, 9) {
        case 0...3: chance.between(0, 400)
        case 4...7: chance.between(400, 8000)
        default: chance.between(8000, 60_000)
        }
    }

    private static func reader(_ chance: inout SeededGenerator) -> Reader {
        let isConnectedTo = chance.happens(percent: 40)
        return Reader(
            isConnectedTo: isConnectedTo, isAcknowledged: chance.happens(percent: 50),
            senders: isConnectedTo ? 1 : chance.between(1, 2))
    }

    private func line(_ chance: inout SeededGenerator) -> Event {
        let reader = chance.between(0, readers.count - 1)
        let act: LineAct =
            switch chance.between(0, 9) {
            case 0...5: .punch(user: chance.between(1, 3))
            case 6: .rubbish
            case 7, 8: .cut(user: chance.between(1, 3), percent: chance.between(0, 100))
            default: .hangUp
            }
        return .line(reader: reader, sender: chance.between(0, readers[reader].senders - 1), act)
    }

    private func event(_ chance: inout SeededGenerator) -> Event {
        if !readers.isEmpty, chance.happens(percent: 30) { return line(&chance) }
        let terminal = chance.between(0, terminals - 1)
        switch chance.between(0, 99) {
        case 0...39:
            return .punch(
                terminal: terminal, user: chance.between(1, 3), isReported: chance.happens(percent: 60),
                times: chance.happens(percent: 15) ? 2 : 1)
        case 40...43: return .impossible(terminal: terminal, user: chance.between(1, 3))
        case 44...49: return .pushed(user: chance.between(1, 3))
        case 50...55: return .clock(terminal: terminal, ahead: Int64(chance.between(-40, 10)))
        case 56...70: return .faults(terminal: terminal, Self.faults(&chance))
        case 71...74: return .breakConnections(terminal: terminal)
        case 75...77: return .off(terminal: terminal)
        case 78...80: return .on(terminal: terminal)
        case 81, 82: return .clearLog(terminal: terminal)
        case 83...84: return .databaseAway
        case 85...86: return .databaseLosesAnswers(chance.between(1, 3))
        case 87...89: return .databaseBack
        case 90...95:
            return .kill(
                collector: chance.between(0, collectors - 1), onOtherComputer: chance.happens(percent: 30))
        default: return .start(collector: chance.between(0, collectors - 1))
        }
    }

    private static func faults(_ chance: inout SeededGenerator) -> Faults {
        var faults = Faults()
        let rate = Double(chance.between(1, 30)) / 100
        switch chance.between(0, 11) {
        case 0: faults.loss = rate
        case 1: faults.duplicates = rate
        case 2: faults.reordering = rate
        case 3: faults.badChecksums = rate
        case 4: faults.staleReplies = rate
        case 5: faults.strangeReplyIDs = rate
        case 6: faults.delay = chance.between(1, 3000)
        case 7:
            faults.cutAfterBytes = chance.between(0, 1200)
            faults.cutConnections = chance.between(1, 4)
        case 8: faults.silentAfterRequests = chance.between(0, 30)
        // Three more than two rows would look like as many bytes in narrower rows.
        case 9: faults.wrongCounter = chance.between(-2, 2)
        case 10: faults.truncatedBytes = chance.between(1, 90)
        default: break
        }
        return faults
    }
}
