package import Domain
package import Services
package import Storage

/// One terminal's users, log and tasks, and what is asked of it.
package final class DeviceWork {
    package let device: ID<Device>
    package let family: DeviceFamily
    /// Whom it knows; nil until it has been asked.
    package private(set) var people: [PersonListing]?
    /// Of a terminal that calls by itself: whom the database knows there.
    package private(set) var known: [KnownUser] = []
    /// Whether such a one has to prove itself with a word.
    package private(set) var hasWord = false
    package private(set) var isLoaded = false
    package private(set) var log: [PunchLine]?
    /// What was changed at it, the latest first.
    package private(set) var operations: [OperationLine] = []
    /// The latest first.
    package private(set) var tasks: [TaskLine] = []
    package private(set) var unreadable: [UnreadableLine] = []
    /// Other addresses, and the computer that alone reaches it, name by name.
    package private(set) var ways: [Way] = []
    package private(set) var problem: Problem?
    /// What is under way or was done here last, by the order's own words.
    package private(set) var outcomes: [String: String] = [:]
    package var onChange: () -> Void = {}
    /// Something was asked: whoever collects need not wait for its next look.
    package var onAsked: () -> Void = {}
    /// What was asked waits for the terminal: a sentence.
    package var onWaits: (String) -> Void = { _ in }

    let session: Session
    private var fleet: FleetService { session.services.fleet }
    private var asking: Task<[TerminalPeople], any Error>?
    /// What is asked now may have been answered before something was changed.
    private var asksAgain = false

    package init(_ device: DeviceSummary, session: Session) {
        self.device = device.id
        family = device.family
        self.session = session
    }

    package var isAskingPeople: Bool { asking != nil }

    /// Nobody can call it: whatever is asked waits until it calls.
    package var calls: Bool { family == .push }

    /// What the database knows of it.
    package func load() async {
        do {
            let (log, operations, runs, lines) = try await (
                fleet.latestPunches(of: device, limit: 200, by: session.actor),
                fleet.operations(of: device, by: session.actor),
                fleet.runs(at: device, by: session.actor),
                session.services.inbox.unreadable(of: device, by: session.actor)
            )
            let connection = try await connection()
            known = calls ? try await session.services.devices.users(of: device, by: session.actor) : []
            hasWord = connection?.push?.tokenHash != nil
            isLoaded = true
            ways = connection.map(Way.all) ?? []
            (self.log, self.operations, unreadable, problem) = (log, operations, lines.map(\.line), nil)
            tasks = runs.flatMap { run in run.tasks.map { TaskLine($0, of: run, for: session.actor) } }
        } catch is CancellationError {
            return
        } catch {
            problem = Problem("What is known of the terminal could not be read", error)
        }
        onChange()
    }

    /// Nil for whoever may not change it: it holds how to get at the terminal.
    private func connection() async throws -> DeviceConnection? {
        guard session.allowed.changesTerminals else { return nil }
        return try await session.services.devices.draft(of: device, by: session.actor).connection
    }

    /// Asks the terminal itself; where it is being asked already, once more when that has ended.
    package func loadPeople() async {
        asksAgain = asking != nil
        guard !asksAgain else { return }
        repeat {
            asksAgain = false
            await askPeople()
        } while asksAgain
    }

    private func askPeople() async {
        let (fleet, device, actor) = (fleet, device, session.actor)
        let question = Task { try await fleet.people(on: [device], by: actor) }
        asking = question
        onChange()
        onAsked()
        do {
            people = try await question.value.first?.people ?? []
            problem = nil
        } catch  where question.isCancelled {
        } catch {
            problem = Problem("The terminal did not say whom it knows", error, consequence: "Nothing was changed.")
        }
        asking = nil
        onChange()
    }

    /// Nobody waits for the answer any more.
    package func stopAsking() {
        asksAgain = false
        asking?.cancel()
    }

    /// After something was changed at it. One that calls is not asked again each time: that would wait for its next call.
    package func lookAgain() async {
        guard calls else { return await loadPeople() }
        people = nil
        await load()
    }

    /// Asks it and waits until it is done.
    package func ask(_ order: DeviceOrder) async -> Result<String, Problem> {
        await perform(order.description) { try await fleet.ask(order, of: [device], by: session.actor) }
    }

    /// - Parameter password: empty: none from now on; nil: as it is.
    package func write(_ change: UserChange, password: String?) async -> Result<String, Problem> {
        let result = await perform("Write user \(change.user)") {
            try await fleet.change(change, password: password, on: [device], by: session.actor)
        }
        await lookAgain()
        return result
    }

    package func copy(_ users: [String], to targets: [ID<Device>]) async -> Result<String, Problem> {
        await perform("Copy \(Words.count(users.count, "user", "users"))") {
            try await fleet.copy(users, from: device, to: targets, by: session.actor)
        }
    }

    package func cancel(_ line: TaskLine) async -> Result<String, Problem> {
        do {
            let count = try await fleet.cancel(line.run, at: device, by: session.actor)
            let others = try await fleet.run(line.run, by: session.actor).tasks.filter {
                $0.task.device != device && $0.task.state == .waiting
            }
            await load()
            guard count > 0 else { return .success("It had begun already.") }
            let rest = Set(others.map(\.task.device)).count
            guard rest > 0 else { return .success("\(line.title) is cancelled.") }
            let still = Words.count(rest, "other terminal still does", "other terminals still do")
            return .success("\(line.title) is cancelled here; \(still) it.")
        } catch {
            return .failure(Problem("\(line.title) was not cancelled", error))
        }
    }

    private func perform(_ title: String, _ ask: () async throws -> FleetRun) async -> Result<String, Problem> {
        outcomes[title] = calls ? "Waits until the terminal calls…" : "Under way…"
        onChange()
        let result: Result<String, Problem>
        do {
            let run = try await ask()
            onAsked()
            if calls { await sayThatItWaits(title) }
            result = await end(of: run, title)
        } catch {
            result = .failure(Problem("\(title): not done", error))
        }
        switch result {
        case .success(let sentence): outcomes[title] = sentence
        case .failure(let problem): outcomes[title] = problem.text
        }
        await load()
        return result
    }

    private func end(of run: FleetRun, _ title: String) async -> Result<String, Problem> {
        do {
            let ended = try await session.finish(run) { look in
                let progress = look.tasks.filter { $0.task.state == .running }.map(\.sentence)
                guard !progress.isEmpty else { return }
                outcomes[title] = progress.first { !$0.isEmpty }.map { "Under way: \($0)…" } ?? "Under way…"
                onChange()
            }
            return Self.outcome(of: ended, title)
        } catch {
            return .failure(.notFollowed(title, error, "Tasks tells what becomes of it, and takes it back"))
        }
    }

    private func sayThatItWaits(_ title: String) async {
        let isCollecting = (try? await fleet.isCollecting(by: session.actor)) ?? true
        let when =
            isCollecting
            ? "the terminal is told when it calls next."
            : "the terminal is told when it calls; run “etime collect --push PORT” where it calls."
        onWaits("\(title): \(when)")
        // There it can be taken back.
        await load()
    }

    private static func outcome(of run: FleetRun, _ title: String) -> Result<String, Problem> {
        let open = run.tasks.filter { ![.done, .cancelled].contains($0.task.state) }
        if open.isEmpty, run.tasks.contains(where: { $0.task.state == .cancelled }) { return .success("Cancelled.") }
        guard open.isEmpty else {
            let sentences = open.map { "\($0.deviceName): \($0.sentence.isEmpty ? $0.task.state.word : $0.sentence)" }
            return .failure(Problem(heading: "\(title): not done", text: sentences.joined(separator: "\n")))
        }
        let sentences = run.tasks.map(\.sentence).filter { !$0.isEmpty && !$0.hasPrefix("[") && !$0.hasPrefix("{") }
        return .success(sentences.isEmpty ? "Done." : sentences.joined(separator: " "))
    }
}

extension DeviceWork {
    /// How else a terminal is reached.
    package struct Way: Hashable {
        package var name: String
        package var value: String

        static func all(_ connection: DeviceConnection) -> [Way] {
            let others = connection.alternatives.map(\.text).joined(separator: ", ")
            let sender = connection.lines?.sender ?? ""
            let computer = connection.computer ?? ""
            return [
                Way(name: "Other addresses", value: others), Way(name: "Only from", value: sender),
                Way(name: "Reached by", value: computer),
            ].filter { !$0.value.isEmpty }
        }
    }
}

extension Problem {
    /// It was asked, and an error ended the waiting for it: nothing was taken back.
    ///
    /// - Parameter tasks: where it is seen and taken back, as a sentence begins.
    static func notFollowed(_ title: String, _ error: any Error, _ tasks: String) -> Problem {
        Problem(
            "\(title): asked, but not followed to its end", error,
            consequence:
                "Whoever collects from there still does it. \(tasks) while it waits.")
    }
}

/// One thing that was asked of the terminal.
package struct TaskLine: Hashable, Identifiable {
    package var id: Domain.ID<DeviceTask>
    package var run: Domain.ID<DeviceRun>
    package var title: String
    package var askedAt: Instant
    package var askedBy: String
    package var state: String
    package var attempts: Int
    package var sentence: String
    package var mayBeCancelled: Bool

    init(_ task: FleetTask, of run: FleetRun, for actor: Actor) {
        id = task.id
        self.run = run.id
        title = task.title ?? run.run.title
        askedAt = run.run.askedAt
        askedBy = run.run.askedBy
        attempts = task.task.attempts
        mayBeCancelled = task.task.state == .waiting && run.isTakenBack(by: actor)
        let again = task.task.state == .waiting && attempts > 0
        state = again ? "tried again" : task.task.state.word
        sentence = task.sentence.hasPrefix("[") || task.sentence.hasPrefix("{") ? "" : task.sentence
    }
}
