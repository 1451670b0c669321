import Domain

/// Whoever sends lines to the program, and all that it ever sent.
actor LineSender {
    static let answer = "OK\n"

    private let number: Int
    private let plan: FaultSchedule.Reader
    private let host: String
    private let door: LineDoor?
    private var wires: [LineWire] = []
    private var said: Set<String> = []
    private var isParting = false
    /// One after the other, whoever asks.
    private var turn: Task<Void, Never>?
    // Of one that waits for answers: what it has had none to, and how much of that went over the last wire.
    private var waiting: [String] = []
    private var last: LineWire?
    private var underWay = 0
    private var settled = 0

    init(_ number: Int, _ plan: FaultSchedule.Reader, at host: String) async throws {
        (self.number, self.plan, self.host) = (number, plan, host)
        door = plan.isConnectedTo ? try await LineDoor(host) : nil
    }

    var owes: Bool { !waiting.isEmpty }

    static func line(_ punch: Recorded) -> String {
        "\(punch.user),\(LocalTime(seconds: punch.local)),\(punch.state)"
    }

    // MARK: What happens

    func act(_ act: FaultSchedule.LineAct, at time: LocalTime) async { await inTurn { await self.perform(act, time) } }

    /// Sends what there is to be sent.
    func pump() async { await inTurn { await self.sendAll() } }

    /// From now on the program lives on.
    func part() async {
        await inTurn { await self.hangUp(forGood: true) }
    }

    /// Whether there is a connection.
    var isHeard: Bool {
        get async {
            await pump()
            return wires.last?.isOpen ?? false
        }
    }

    private func inTurn(_ body: @Sendable @escaping () async -> Void) async {
        let before = turn
        let own = Task {
            await before?.value
            await body()
        }
        turn = own
        await own.value
    }

    private func hangUp(forGood: Bool = false) async {
        isParting = isParting || forGood
        await wires.last?.close()
    }

    private func perform(_ act: FaultSchedule.LineAct, _ time: LocalTime) async {
        switch act {
        case .punch(let user): await say(line(user, time))
        case .rubbish: await say("#\(number)-\(said.count)")
        case .cut(let user, let percent): await cut(line(user, time), percent)
        case .hangUp: await hangUp()
        }
    }

    private func line(_ user: Int, _ time: LocalTime) -> String {
        Self.line(Recorded(user: "\(number + 1)\(user)", local: time.seconds, state: UInt8(user % 2)))
    }

    /// No two lines are alike, so that each can be told from what was sent again.
    private func say(_ line: String) async {
        guard said.insert(line).inserted else { return }
        waiting.append(line)
        await sendAll()
    }

    /// The connection ends in the midst of a line, or before its first byte.
    private func cut(_ line: String, _ percent: Int) async {
        guard !said.contains(line) else { return }
        await sendAll()
        guard let wire = await wire() else { return }
        await wire.send(part: String(line.prefix(line.utf8.count * percent / 100)))
        await wire.close()
        // Somebody who hears no answer says it once more.
        if plan.isAcknowledged, said.insert(line).inserted { waiting.append(line) }
    }

    /// One that waits for no answers forgets it at once, whether somebody listens or not.
    private func sendAll() async {
        let wire = await wire()
        settle()
        if wire !== last { (last, underWay, settled) = (wire, 0, 0) }
        guard let wire else {
            if !plan.isAcknowledged { waiting = [] }
            return
        }
        while underWay < waiting.count {
            let line = waiting[underWay]
            underWay += 1
            await wire.send(line)
        }
        if !plan.isAcknowledged { (waiting, underWay) = ([], 0) }
    }

    private func settle() {
        guard plan.isAcknowledged, let last else { return }
        let new = min(last.answers - settled, underWay)
        settled += new
        underWay -= new
        waiting.removeFirst(new)
    }

    private func wire() async -> LineWire? {
        if let wire = wires.last, wire.isOpen { return wire }
        let new = if let door { door.takeLatest() } else { try? await LineWire.connect(to: host) }
        guard let new else { return nil }
        new.isSafe = isParting
        wires.append(new)
        return new
    }

    func end() async {
        await wires.last?.close()
        await door?.close()
    }

    // MARK: What must be there

    /// - Parameter there: what is there. Lines that nobody can read begin with `?`.
    /// - Returns: with what is there beside this sender's lines.
    func problems(_ there: Counts) -> (problems: [String], rest: Counts) {
        var there = there
        var problems: [String] = []
        if plan.isAcknowledged {
            for line in said.sorted() where !there.take(key(line)) { problems.append("\(line) is missing") }
            // What nobody can read is kept as often as it came.
            for wire in wires {
                for line in wire.lines where isRubbish(line) { _ = there.take(key(line)) }
                if let part = wire.part { _ = there.take("?\(part)") }
            }
        } else {
            for wire in wires.filter(\.isSafe) + wires.filter({ !$0.isSafe }) {
                problems += beginning(of: wire, &there)
            }
        }
        return (problems, there)
    }

    private func beginning(of wire: LineWire, _ there: inout Counts) -> [String] {
        var problems: [String] = []
        var ended = false
        for text in wire.lines.map(key) + (wire.part.map { ["?\($0)"] } ?? []) {
            // Equal parts of lines cannot be told from each other.
            let isThere = ended && wire.part.map { "?\($0)" == text } ?? false ? false : there.take(text)
            if !isThere, wire.isSafe { problems.append("\(text) is missing though the program lived on") }
            if isThere, ended { problems.append("\(text) is there and an earlier line is not") }
            ended = ended || !isThere
        }
        return problems
    }

    private func isRubbish(_ line: String) -> Bool { line.hasPrefix("#") }
    private func key(_ line: String) -> String { isRubbish(line) ? "?\(line)" : line }
}
