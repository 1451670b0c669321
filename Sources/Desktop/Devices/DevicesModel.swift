package import Domain
package import Services

/// The list of terminals, and who punched on them without being known.
// The default isolation is not told to who imports an optimised build with testing.
@MainActor package final class DevicesModel: SearchedModel {
    package private(set) var devices: [DeviceSummary] = []
    package private(set) var inbox: [UnknownUser] = []
    /// Punches in doubt, and numbers that mean different people.
    package private(set) var doubts = (punches: 0, numbers: 0)
    package private(set) var isLoaded = false
    package private(set) var problem: Problem?
    package private(set) var chosen: ID<Device>?
    package var search = "" {
        didSet {
            guard search != oldValue else { return }
            if let chosen, !rows.contains(where: { $0.id == chosen }) { self.chosen = nil }
            onChange()
        }
    }
    package var onChange: () -> Void = {}

    let session: Session
    private var generation = 0
    private let pace: Duration
    private var lookedAt: ContinuousClock.Instant?
    private var lookingLater: Task<Void, Never>?

    /// - Parameter pace: between two looks for doubts, which take many punches in hand.
    package init(session: Session, pace: Duration = .seconds(15)) {
        self.session = session
        self.pace = pace
    }

    isolated deinit {
        lookingLater?.cancel()
    }

    package var rows: [DeviceSummary] {
        let words = SearchWords(search)
        return devices.filter { words.fit($0.searchText) }
    }

    package var isEmpty: Bool { devices.isEmpty }

    package var chosenDevice: DeviceSummary? { devices.first { $0.id == chosen } }

    /// `3 users are not matched to an employee; 57 punches wait. 1 line could not be read.`; nil where nothing waits.
    package var inboxSentence: String? {
        let sentences = [usersSentence, doubtsSentence, linesSentence, numbersSentence].compactMap(\.self)
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    private var usersSentence: String? {
        guard !inbox.isEmpty else { return nil }
        let punches = inbox.reduce(0) { $0 + $1.punchCount }
        let people = Words.count(inbox.count, "user is", "users are")
        return "\(people) not matched to an employee; \(Words.count(punches, "punch waits", "punches wait"))."
    }

    private var linesSentence: String? {
        let lines = devices.reduce(0) { $0 + $1.unreadableLines }
        return lines == 0
            ? nil : "\(Words.count(lines, "line", "lines")) could not be read as \(lines == 1 ? "a punch" : "punches")."
    }

    private var doubtsSentence: String? {
        let count = doubts.punches
        return count == 0 ? nil : "\(Words.count(count, "punch is", "punches are")) in doubt."
    }

    private var numbersSentence: String? {
        let count = doubts.numbers
        let numbers = Words.count(count, "number means", "numbers mean")
        return count == 0 ? nil : "\(numbers) different people on several terminals."
    }

    package func load() async {
        generation += 1
        let mine = generation
        do {
            let (devices, inbox) = try await (
                session.services.devices.list(by: session.actor), session.services.inbox.list(by: session.actor)
            )
            guard mine == generation else { return }
            (self.devices, self.inbox, problem) = (devices, inbox, nil)
        } catch is CancellationError {
            return
        } catch {
            guard mine == generation else { return }
            problem = Problem("The terminals could not be read", error, consequence: "Nothing was changed.")
        }
        isLoaded = true
        onChange()
        await lookAtInboxInTime()
    }

    /// At once the first time; then again after a while, however often something changes meanwhile.
    private func lookAtInboxInTime() async {
        guard let lookedAt else { return await lookAtInbox() }
        let rest = pace - (ContinuousClock.now - lookedAt)
        guard rest > .zero else { return await lookAtInbox() }
        guard lookingLater == nil else { return }
        lookingLater = Task { [weak self] in
            guard (try? await Task.sleep(for: rest)) != nil else { return }
            self?.lookingLater = nil
            await self?.lookAtInbox()
        }
    }

    /// Counts what is in doubt. What could not be read is counted the next time.
    package func lookAtInbox() async {
        lookedAt = .now
        lookingLater?.cancel()
        lookingLater = nil
        let inbox = session.services.inbox
        guard let found = try? await (inbox.doubtful(by: session.actor), inbox.sameNumbers(by: session.actor)) else {
            return
        }
        guard doubts != (found.0.count, found.1.count) else { return }
        doubts = (found.0.count, found.1.count)
        onChange()
    }

    package func choose(_ device: ID<Device>?) {
        chosen = device
        onChange()
    }

    package func form() -> DeviceForm {
        DeviceForm(TerminalEntry(DeviceDraft()), isNew: true) { [session] in
            try await session.services.devices.add($0.draft, by: session.actor)
        }
    }

    package func form(for device: DeviceSummary) async throws -> DeviceForm {
        let draft = try await session.services.devices.draft(of: device.id, by: session.actor)
        return DeviceForm(TerminalEntry(draft), isNew: false) { [session] in
            try await session.services.devices.update(device.id, to: $0.draft, by: session.actor)
        }
    }

    package func lineForm() -> LineReaderForm {
        LineReaderForm(LineReaderEntry(), isNew: true) { [session] in
            try await session.services.devices.add($0.draft, by: session.actor)
        }
    }

    package func lineForm(for device: DeviceSummary) async throws -> LineReaderForm {
        let draft = try await session.services.devices.draft(of: device.id, by: session.actor)
        return LineReaderForm(LineReaderEntry(draft), isNew: false) { [session] in
            try await session.services.devices.update(device.id, to: $0.draft, by: session.actor)
        }
    }

    /// What can be done with its terminal, users, log and tasks.
    package func work(at device: DeviceSummary) -> DeviceWork { DeviceWork(device, session: session) }

    package func find() -> FindModel { FindModel(session: session) }
}

extension DevicesModel {
    /// What the question before retiring says: what it means, and what is not in yet.
    package func retirementQuestion(_ device: DeviceSummary) -> (heading: String, text: String) {
        let open =
            device.completeThrough.map {
                "It was last read \(Words.moment($0, in: device.zone)); what it has not handed over since will not come."
            } ?? "It was never read: none of its punches are in."
        return (
            "Retire \(device.name)?",
            "It is not collected any more, and no day waits for it. Its punches stay. \(open)"
        )
    }

    /// Takes the terminal out of use; the sentence says what it came to.
    package func retire(_ device: DeviceSummary) async -> Result<String, Problem> {
        await change(device, "retired", "\(device.name) is retired; its punches stay.") {
            try await $0.retire(device.id, by: $1)
        }
    }

    package func restore(_ device: DeviceSummary) async -> Result<String, Problem> {
        await change(device, "restored", "\(device.name) is in use again. Sync now fetches its punches.") {
            try await $0.restore(device.id, by: $1)
        }
    }

    /// The person has seen what was noted about it.
    package func dismissNotes(of device: DeviceSummary) async -> Result<String, Problem> {
        await change(device, "changed", "Noted that you have seen this.") {
            try await $0.dismissNotes(of: device.id, by: $1)
        }
    }

    private func change(
        _ device: DeviceSummary, _ verb: String, _ done: String,
        _ body: (DeviceService, Actor) async throws -> DeviceSummary
    ) async -> Result<String, Problem> {
        do {
            _ = try await body(session.services.devices, session.actor)
            return .success(done)
        } catch {
            return .failure(Problem("\(device.name) was not \(verb)", error, consequence: "Nothing was changed."))
        }
    }
}

extension DevicesModel {
    /// What is asked before an order that cannot be taken back; nil where nothing need be asked.
    package static func question(
        before order: DeviceOrder, _ device: DeviceSummary
    ) -> (heading: String, text: String, verb: String)? {
        switch order {
        case .clearLog:
            (
                "Clear the punches on \(device.name)?",
                "First its whole log is read once more and stored, and the ledger’s seals are checked. It is cleared only "
                    + "if all of that went well and nobody has punched meanwhile; otherwise it is left as it is. The "
                    + "terminal cannot bring its punches back; the ledger keeps them.",
                "Check and clear \(device.name)"
            )
        case .restart:
            (
                "Restart \(device.name)?",
                "Nobody can punch on it for about a minute. Its punches stay.", "Restart \(device.name)"
            )
        case .powerOff:
            (
                "Switch \(device.name) off?",
                "Nobody can punch on it until somebody switches it on by hand, at the terminal. Its punches stay.",
                "Switch \(device.name) off"
            )
        case .setOption(let name, let value):
            (
                "Set \(name) of \(device.name) to \(value.isEmpty ? "nothing" : "“\(value)”")?",
                "The terminal takes it as it is. A wrong value of what concerns its network, or its comm key, cuts it off from "
                    + "here: somebody then has to set it right at the terminal.",
                "Set \(name)"
            )
        case .deleteUser(let user):
            (
                "Remove user \(user) from \(device.name)?",
                "The person’s card, password and fingers go from this terminal, and it lets them in no more. Their punches "
                    + "stay. Fingers that are not kept in the database are gone for good.",
                "Remove user \(user)"
            )
        default: nil
        }
    }
}
