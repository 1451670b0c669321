package import Domain
package import Services
package import Storage

/// Something that is asked of several terminals, until each of them has done it.
package final class RunModel {
    package let title: String
    package private(set) var run: FleetRun?
    package private(set) var failure: Problem?
    /// Nothing is followed any more: all of it has ended, or it could not be asked, or an error ended the waiting for it.
    package private(set) var hasEnded = false
    package var onChange: () -> Void = {}
    /// Something was asked: whoever collects need not wait for its next look.
    package var onAsked: () -> Void = {}
    package var onEnded: () -> Void = {}

    private let session: Session
    private let asking: String
    private let nothing: String
    private let ask: (FleetService, Actor) async throws -> FleetRun
    private var work: Task<Void, Never>?

    /// - Parameters:
    ///   - asking: what stands there until it is asked.
    ///   - nothing: what stands there where no terminal has anything to do.
    package init(
        _ title: String, session: Session, asking: String = "Asking the terminals…",
        nothing: String = "There is nothing to do.",
        ask: @escaping (FleetService, Actor) async throws -> FleetRun
    ) {
        self.title = title
        self.session = session
        self.asking = asking
        self.nothing = nothing
        self.ask = ask
    }

    package func start() {
        guard work == nil else { return }
        work = Task { await perform() }
    }

    package func wait() async { await work?.value }

    /// Nobody looks any more. What is asked already goes on; what is not is not asked.
    package func leave() {
        if run == nil { work?.cancel() }
    }

    /// Takes back what has not begun.
    package func cancel() async {
        guard let run else { return }
        do {
            try await session.services.fleet.cancel(run.id, by: session.actor)
            if hasEnded { try await lookAgain(at: run) }
        } catch {
            failure = Problem("What waits was not cancelled", error)
            onChange()
        }
    }

    /// Nobody else does, where the waiting for it ended before it did.
    private func lookAgain(at run: FleetRun) async throws {
        var look = try await session.services.fleet.run(run.id, by: session.actor)
        look.leftOut = run.leftOut
        if look.hasEnded { failure = nil }
        take(look)
    }

    private func perform() async {
        onAsked()
        do {
            let asked = try await ask(session.services.fleet, session.actor)
            take(asked)
            onAsked()
            take(try await session.finish(asked) { take($0) })
        } catch {
            // Nobody waits for an answer any more.
            if !Task.isCancelled { failure = problem(error) }
        }
        hasEnded = true
        onChange()
        onEnded()
    }

    private func problem(_ error: any Error) -> Problem {
        guard run != nil else { return Problem("\(title): not done", error) }
        return .notFollowed(title, error, "Each terminal’s page Tasks tells what becomes of it, and takes it back")
    }

    private func take(_ look: FleetRun) {
        run = look
        onChange()
    }
}

// What is seen of it.
extension RunModel {
    package var lines: [RunLine] { run.map { run in run.tasks.map { RunLine($0, of: run, for: session.actor) } } ?? [] }

    /// 0 … 1; nil until it is known how much there is to do.
    package var fraction: Double? {
        guard let tasks = run?.tasks, !tasks.isEmpty else { return hasEnded ? 1 : nil }
        return Double(tasks.count { $0.task.state.hasEnded }) / Double(tasks.count)
    }

    package var mayCancel: Bool { run?.tasks.contains { $0.task.state == .waiting } ?? false }

    /// It was asked and is not done with, whether it is followed here or not.
    package var goesOn: Bool { run.map { !$0.hasEnded } ?? false }

    /// `2 of 3 done, 1 failed.`
    package var sentence: String {
        guard let tasks = run?.tasks else { return failure == nil ? asking : "" }
        if tasks.isEmpty { return nothing }
        let done = tasks.count { $0.task.state == .done }
        if done == tasks.count { return done == 1 ? "Done." : "All \(Words.grouped(done)) are done." }
        let failed = tasks.count { $0.task.state == .failed }
        let cancelled = tasks.count { $0.task.state == .cancelled }
        let others = [(failed, "failed"), (cancelled, "cancelled")].filter { $0.0 > 0 }
        let parts =
            ["\(Words.grouped(done)) of \(Words.grouped(tasks.count)) done"]
            + others.map { "\(Words.grouped($0.0)) \($0.1)" }
        return parts.joined(separator: ", ") + (goesOn ? "…" : ".")
    }

    /// Those that were meant too and cannot do it; empty where there are none.
    package var leftOut: String {
        let lacks = (run?.leftOut ?? []).map(\.description)
        return lacks.isEmpty ? "" : "Left out: \(lacks.joined(separator: " "))"
    }

    /// For whoever has closed the window: `Set all clocks: all 3 are done.`
    package var outcome: String {
        if let failure { return "\(failure.heading). \(failure.text)" }
        return "\(title): \(sentence.prefix(1).lowercased())\(sentence.dropFirst())"
    }
}

/// One thing at one terminal.
package struct RunLine: Hashable, Identifiable {
    package var task: TaskLine
    package var terminal: String

    package var id: Domain.ID<DeviceTask> { task.id }

    init(_ task: FleetTask, of run: FleetRun, for actor: Actor) {
        self.task = TaskLine(task, of: run, for: actor)
        terminal = task.deviceName
    }
}
