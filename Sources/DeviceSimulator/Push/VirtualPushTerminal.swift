package import Devices
import Domain
import NIOCore
import SeededRandom

/// A terminal that exists only in this process and calls a push server over real HTTP.
///
/// Nothing happens by itself: `step` is one round of what the real one does all the time.
package actor VirtualPushTerminal {
    /// What came of a round.
    package struct Round: Hashable, Sendable {
        /// Nothing is left to send, and the server has taken everything that was.
        package var isQuiet: Bool
        package var commands: [String]
    }

    let configuration: VirtualPushConfiguration
    package var faults: PushFaults
    var memory: PushTerminalMemory
    var chance: SeededGenerator
    // What a restart forgets.
    var hasShakenHands = false
    var saidInformation = false
    var uploads: [Upload] = []
    var results: [String] = []
    // What tests look at.
    package internal(set) var handshakes = 0
    package internal(set) var doorOpenings = 0
    /// Requests that were not answered, as far as the terminal knows.
    package internal(set) var failures = 0
    package internal(set) var commands: [String] = []
    package internal(set) var lastHandshake = ""

    /// Rows that were asked for, beside the log.
    struct Upload {
        var table: String
        var lines: [String]
    }

    package init(_ configuration: VirtualPushConfiguration) {
        self.configuration = configuration
        faults = configuration.faults
        memory = PushTerminalMemory(configuration)
        chance = SeededGenerator(seed: configuration.seed)
    }

    package var log: [AttendanceRecord] { memory.log }
    package var users: [UserProfile] { memory.users }
    package var templates: [FingerTemplate] { memory.templates }
    package var options: [String: String] { memory.options }

    package func setFaults(_ faults: PushFaults) { self.faults = faults }

    /// Somebody punches. Nil for a time that no terminal can hold.
    @discardableResult
    package func punch(_ punch: VirtualPunch) -> AttendanceRecord? {
        guard var time = PackedTime(punch.time)?.rawValue else { return nil }
        if chance.happens(rate: faults.invalidDates) {
            // The same time of day on 31 February of that year.
            time = (time / 86_400 / 372 * 372 + 61) * 86_400 + time % 86_400
        }
        let record = AttendanceRecord(
            userID: DeviceUserID(punch.userID), rawTime: time, workCode: punch.workCode, verify: punch.verify,
            state: punch.state)
        memory.log.append(record)
        return record
    }

    /// Somebody does something in the menu.
    package func operate(_ operation: PushOperation) { memory.operations.append(operation) }

    /// Power off and on.
    package func restart() {
        hasShakenHands = false
        saidInformation = false
        uploads = []
        results = []
    }

    /// One round: call, send what is new, ask for commands, do them, say what became of them.
    package func step() async -> Round {
        if chance.happens(rate: faults.restarts) { restart() }
        let saysResultsFirst = chance.happens(percent: 50)
        guard await shakeHands() else { return Round(isQuiet: false, commands: []) }
        let isSent = await sendAll(resultsFirst: saysResultsFirst)
        // Whether it was rid of everything or not.
        guard let told = await poll() else { return Round(isQuiet: false, commands: []) }
        for command in told { carryOut(command) }
        return Round(isQuiet: isSent && told.isEmpty, commands: told.map(\.text))
    }

    private func sendAll(resultsFirst: Bool) async -> Bool {
        guard await sendLog(), await sendOperations(), resultsFirst ? await sendResults() : true else { return false }
        return await sendUploads() ? await sendResults() : false
    }

    /// Rounds until nothing is left, at most `limit`. False when there was no end to it.
    @discardableResult
    package func run(rounds limit: Int) async -> Bool {
        for _ in 0..<limit where await step().isQuiet { return true }
        return false
    }
}
