package import Domain
package import Services

/// Collecting from the terminals, one after another, on behalf of the person at the screen.
package final class SyncModel {
    package struct Step: Equatable {
        package var device: String
        package var text: String
        /// 0 … 1; nil while the length of the work is unknown.
        package var fraction: Double?
    }

    package enum State: Equatable {
        case idle
        case running(Step)
        /// What the last collection came to; problems name each terminal that was not read.
        case ended(summary: String, problems: [Problem])
    }

    package private(set) var state = State.idle {
        didSet { if state != oldValue { onChange() } }
    }
    package var onChange: () -> Void = {}
    /// A terminal was read.
    package var onReport: (SyncReport) -> Void = { _ in }

    private let session: Session
    private var work: Task<Void, Never>?

    package init(session: Session) {
        self.session = session
    }

    package var isRunning: Bool { if case .running = state { true } else { false } }

    /// Reads these terminals, or all. Does nothing while a collection runs.
    ///
    /// - Parameter consent: what the person accepts of them; the journal keeps that.
    package func start(_ devices: [ID<Device>]? = nil, accepting consent: SyncConsent = []) {
        guard !isRunning else { return }
        state = .running(Step(device: "", text: "Looking for terminals…"))
        work = Task { [weak self] in await self?.run(devices, consent) }
    }

    /// Stops after what is stored; the next collection goes on from there.
    package func cancel() {
        work?.cancel()
    }

    /// For those who must not go on before the collection has ended.
    package func wait() async {
        await work?.value
    }

    private func run(_ wanted: [ID<Device>]?, _ consent: SyncConsent) async {
        var reports: [SyncReport] = []
        var problems: [Problem] = []
        do {
            let all = try await session.services.devices.list(by: session.actor)
            for device in all where wanted?.contains(device.id) ?? Self.isMeant(device) {
                try Task.checkCancellation()
                do {
                    if let report = try await collect(device, consent) { reports.append(report) }
                } catch is CancellationError {
                    throw CancellationError()
                } catch {
                    problems.append(SyncModel.problem(device, error))
                }
            }
            try Task.checkCancellation()
            state = .ended(summary: SyncModel.summary(reports), problems: problems)
        } catch is CancellationError {
            state = .ended(summary: "Stopped. What was read is stored; the next sync goes on from there.", problems: [])
        } catch {
            state = .ended(summary: "", problems: [Problem("Nothing was collected", error)])
        }
    }

    /// Whether it is among all: what keeps no log hands its punches over by itself.
    private static func isMeant(_ device: DeviceSummary) -> Bool {
        !device.isRetired && device.family.takes(.collect(accepting: 0))
    }

    private func collect(_ device: DeviceSummary, _ consent: SyncConsent) async throws -> SyncReport? {
        state = .running(Step(device: device.name, text: "\(device.name): connecting…"))
        let steps = session.services.collection.sync(device: device.id, accepting: consent, by: session.actor)
        for try await progress in steps {
            if case .finished(let report) = progress {
                onReport(report)
                return report
            }
            state = .running(SyncModel.step(device.name, progress))
        }
        try Task.checkCancellation()  // a stream whose reader is cancelled just ends
        return nil
    }

    private static func step(_ device: String, _ progress: SyncProgress) -> Step {
        func fraction(_ done: Int, _ total: Int) -> Double? { total > 0 ? min(1, Double(done) / Double(total)) : nil }
        return switch progress {
        case .connecting: Step(device: device, text: "\(device): connecting…")
        case .reading(let done, let total):
            Step(
                device: device,
                text: "\(device): read \(Words.grouped(done)) of \(Words.count(total, "punch", "punches"))",
                fraction: fraction(done, total))
        case .storing(let count):
            Step(device: device, text: "\(device): storing \(Words.count(count, "punch", "punches"))")
        case .computing(let done, let total):
            Step(
                device: device,
                text: "\(device): worked out \(Words.grouped(done)) of \(Words.count(total, "day", "days"))",
                fraction: fraction(done, total))
        case .finished: Step(device: device, text: "\(device): done", fraction: 1)
        }
    }

    private static func problem(_ device: DeviceSummary, _ error: any Error) -> Problem {
        Problem(
            "\(device.name) could not be read", error,
            consequence: "\(device.family.consequence) Those that were read are stored.")
    }

    private static func summary(_ reports: [SyncReport]) -> String {
        guard !reports.isEmpty else { return "" }
        let punches = reports.reduce(0) { $0 + $1.newPunches }
        let days = reports.reduce(0) { $0 + $1.daysComputed }
        let places = reports.count == 1 ? reports[0].deviceName : "\(reports.count) terminals"
        let brought = punches == 0 ? "Nothing new" : Words.count(punches, "new punch", "new punches")
        return "\(brought) from \(places); \(Words.count(days, "day", "days")) worked out."
    }
}
