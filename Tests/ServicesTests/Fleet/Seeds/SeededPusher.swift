import DeviceSimulator
import Devices
import Domain
import Logging
import Server

@testable import Services

/// A terminal that calls by itself.
protocol SeededPusher: Sendable {
    var recorded: [Recorded] { get async }
    /// Whether something is left that the program has not taken.
    var owes: Bool { get async }
    func punch(user: Int, at time: LocalTime) async
    func call(_ desk: PushDesk, goesWrong: Bool) async
    func end() async
}

/// Without HTTP between: it sends what was not answered again, in the same parts.
actor DirectPusher: SeededPusher {
    private(set) var recorded: [Recorded] = []
    private var parts: [[AttendanceRecord]] = []

    var owes: Bool { !parts.isEmpty }

    /// A part is what there is when it calls; no two punches are alike.
    func punch(user: Int, at time: LocalTime) {
        let punch = Recorded(user: String(user), local: time.seconds, state: 0)
        guard !recorded.contains(punch), let raw = PackedTime(time)?.rawValue else { return }
        recorded.append(punch)
        let record = AttendanceRecord(userID: DeviceUserID(UInt32(user)), rawTime: raw)
        parts.append([record])
    }

    /// Where it goes wrong, the terminal does not hear that its punches were taken.
    func call(_ desk: PushDesk, goesWrong: Bool) async {
        guard
            let known = try? await desk.terminal(knocking: PushKnock(serialNumber: "P1", address: "192.0.2.7"))
        else { return }
        while let part = parts.first {
            guard (try? await desk.keep(PushUpload(attendance: part), of: known)) != nil, !goesWrong else { return }
            parts.removeFirst()
        }
        try? await desk.heard(from: known, nil, isComplete: true)
    }

    func end() {}
}

/// Over real HTTP, through the endpoint of whichever collector lives; all of them have it at the same address.
actor HTTPPusher: SeededPusher {
    private(set) var recorded: [Recorded] = []
    private(set) var owes = true
    private let terminal: VirtualPushTerminal
    private let address: ServerAddress
    private var served: (desk: PushDesk, server: Task<Void, any Error>)?
    private var punched: Set<Recorded> = []
    private var calls = 0

    private static let faults: PushFaults = {
        var faults = PushFaults()
        (faults.cuts, faults.lostAnswers, faults.repeats, faults.restarts) = (0.25, 0.25, 0.2, 0.1)
        return faults
    }()

    init(_ configuration: VirtualPushConfiguration) {
        address = ServerAddress(host: configuration.host, port: configuration.port)
        terminal = VirtualPushTerminal(configuration)
    }

    /// No two are alike.
    func punch(user: Int, at time: LocalTime) async {
        guard punched.insert(Recorded(user: String(user), local: time.seconds)).inserted,
            let record = await terminal.punch(VirtualPunch(userID: String(user), time: time))
        else { return }
        recorded.append(Recorded(record))
        owes = true
    }

    /// Where it goes wrong, connections are cut at any byte, answers are lost, requests come twice, the terminal starts
    /// again, and now and then the server ends in the midst of it.
    func call(_ desk: PushDesk, goesWrong: Bool) async {
        guard await serve(desk) else { return }
        calls += 1
        await terminal.setFaults(goesWrong ? Self.faults : PushFaults())
        if goesWrong, calls.isMultiple(of: 3) {
            async let round = terminal.step()
            await end()
            _ = await round
        } else {
            owes = await !terminal.step().isQuiet
        }
    }

    /// - Returns: false where it could not listen.
    private func serve(_ desk: PushDesk) async -> Bool {
        if let served, served.desk === desk { return true }
        await end()
        let server = PushServer(
            address, host: desk, mailboxes: desk.mailboxes,
            logger: Logger(label: "seeds") { _ in SwiftLogNoOpLogHandler() })
        let (listening, bound) = AsyncStream<Void>.makeStream()
        let task = Task {
            defer { bound.finish() }
            try await server.run { _ in bound.yield() }
        }
        for await _ in listening {
            served = (desk, task)
            return true
        }
        return false
    }

    func end() async {
        let server = served?.server
        served = nil
        server?.cancel()
        _ = await server?.result
    }
}
