import ArgumentParser
import DeviceSimulator
import Devices
import Dispatch
import Domain
import Foundation

/// `etime simulate`: a virtual K20 for training, demonstrations and tests with other programs.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Run a virtual identiX K20 that any ZK client can read, until Ctrl-C.",
        discussion: """
            Its users and punches are made up, and the same for the same --seed; the log ends yesterday. It prints \
            one line when it listens.

            Examples:
              etime simulate                             60 users, 2,000 punches
              etime simulate --port 0 --logs 100000      a free port, a full log
              etime simulate --comm-key 1234 --live 5    a punch every 5 seconds
              etime simulate --fault loss=0.05           a line that loses packets
              etime simulate --fingers 2                 two fingers of each user
              etime simulate --speed 131072 --think 10   about as slow as a K20
              etime simulate --clock-offset -90          a clock that is slow

            Faults (--fault NAME=VALUE, repeatable):
            \(faultList)
            """)

    @Option(parsing: .unconditional, help: "TCP port; 0 takes any free one.")
    var port = 4370
    @Option(help: "Address of this machine to listen on; 0.0.0.0 is all of them.")
    var host = "127.0.0.1"
    @Option(parsing: .unconditional, help: "UDP port; the TCP port's number unless given.")
    var udpPort: Int?
    @Option(parsing: .unconditional, help: "Number of users.")
    var users = 60
    @Option(parsing: .unconditional, help: "Number of punches in the log; 50,000 is a full K20, more is possible.")
    var logs = 2000
    @Option(help: "Comm key, 1 to 999999; 0 is none.")
    var commKey: UInt32 = 0
    @Option(help: "Bytes of one attendance record: 8, 16, 40 or 49.")
    var recordSize = 40
    @Option(help: "Bytes of one user record: 28 or 72.")
    var userSize = 72
    @Option(help: "Bytes of the counters' answer: 4, 80 or 92.")
    var freeSizes = 80
    @Option(help: "Bytes of a live event: 10, 12, 14, 32, 36, 37 or 52.")
    var eventSize = 32
    @Option(parsing: .unconditional, help: "Seconds by which the clock is ahead; -90 is slow.")
    var clockOffset = 0.0
    @Option(parsing: .unconditional, help: "Seconds that the clock gains in a million.")
    var drift = 0.0
    @Option(parsing: .unconditional, help: "Somebody punches every so many seconds.")
    var live: Double?
    @Option(help: "Serial number that the terminal reports.")
    var serial = "SIM0194960001"
    @Flag(help: "Serve one session at a time, as most units do.")
    var oneSession = false
    @Option(
        parsing: .unconditional, help: "Milliseconds between frames, for Node clients that read one frame at a time.")
    var pace: Int?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Bytes a second that its line carries; as fast as this computer unless given.", valueName: "bytes"))
    var speed: Int?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Milliseconds from a request to the first byte of its answer.", valueName: "ms"))
    var think = 0
    @Option(parsing: .unconditional, help: "Fingers of each user, 0 to 10.")
    var fingers = 0
    @Option(help: ArgumentHelp("What goes wrong, such as loss=0.05.", valueName: "name=value"))
    var fault: [String] = []
    @Option(help: "Makes users, punches and faults repeatable.")
    var seed: UInt64 = 1

    func validate() throws {
        for (name, value) in [("--port", port), ("--udp-port", udpPort ?? 0)] where !(0...65_535).contains(value) {
            throw ValidationError("\(name) \(value) is no port: choose 0 to 65535.")
        }
        guard (0...65_535).contains(users) else { throw ValidationError("--users must be 0 to 65535.") }
        guard (0...10_000_000).contains(logs) else { throw ValidationError("--logs must be 0 to 10000000.") }
        guard (0...10).contains(fingers) else { throw ValidationError("--fingers must be 0 to 10.") }
        guard speed.map({ $0 > 0 }) ?? true else {
            throw ValidationError("--speed must be more than 0 bytes a second.")
        }
        guard (0...60_000).contains(think) else { throw ValidationError("--think must be 0 to 60000 milliseconds.") }
        guard commKey <= 999_999 else { throw ValidationError("--comm-key must be 0 to 999999.") }
        guard live.map({ $0 > 0 }) ?? true else { throw ValidationError("--live must be more than 0 seconds.") }
        guard users > 0 || logs == 0 && live == nil else { throw ValidationError("Punches need at least one user.") }
        guard LivePunch.lengths.contains(eventSize) else {
            throw ValidationError("--event-size must be one of \(LivePunch.lengths.sorted()).")
        }
        _ = try layout()
        _ = try faults()
    }

    func run() async throws {
        let end = await EndOfRun()
        let terminal = VirtualTerminal(try terminalConfiguration())
        let address = try await terminal.start(host: host, tcpPort: port, udpPort: udpPort)
        announce(address)
        let punching = live.map { seconds in Task { await Self.punchForEver(terminal, users: users, every: seconds) } }
        await end.wait()
        punching?.cancel()
        await terminal.stop()
    }

    private func announce(_ address: VirtualTerminal.Address) {
        print(
            "Virtual K20 \(serial) with \(users) users and \(logs) punches, listening on "
                + "tcp \(address.host):\(address.tcpPort), udp \(address.host):\(address.udpPort). Ctrl-C ends it.")
        // Whoever started this may read the line through a pipe, where nothing flushes by itself.
        fflush(nil)
    }
}

// What the options mean.
extension SimulateCommand {
    private func terminalConfiguration() throws -> VirtualTerminalConfiguration {
        var configuration = VirtualTerminalConfiguration()
        configuration.seed = seed
        configuration.identity.serialNumber = serial
        configuration.layout = try layout()
        configuration.commKey = commKey
        configuration.clock = TerminalClock(offset: clockOffset, driftPartsPerMillion: drift)
        configuration.users = SampleCompany.users(users, seed: seed)
        configuration.punches = SampleCompany.punches(
            logs, of: configuration.users, until: configuration.clock.now, seed: seed)
        configuration.templates = SampleCompany.templates(of: configuration.users, each: fingers, seed: seed)
        configuration.capacity.fingerprints = max(configuration.capacity.fingerprints, configuration.templates.count)
        configuration.pace = linePace
        configuration.admission = oneSession ? .oneAtATime : .everybody
        configuration.writing = pace.map { .paced(milliseconds: $0) } ?? .wholeAnswer
        configuration.faults = try faults()
        return configuration
    }

    /// Nil: as fast as this computer.
    private var linePace: Pace? {
        guard speed != nil || think > 0 else { return nil }
        // What no line on this computer comes near.
        return Pace(bytesPerSecond: speed ?? 1 << 40, millisecondsToAnswer: think)
    }

    private func layout() throws -> TableLayout {
        guard let logs = AttendanceRecord.Width(rawValue: recordSize) else {
            throw ValidationError("--record-size must be 8, 16, 40 or 49.")
        }
        guard let users = UserRecord.Width(rawValue: userSize) else {
            throw ValidationError("--user-size must be 28 or 72.")
        }
        guard let sizes = TableLayout.FreeSizesWidth(rawValue: freeSizes) else {
            throw ValidationError("--free-sizes must be 4, 80 or 92.")
        }
        var layout = TableLayout()
        layout.logs = logs
        layout.users = users
        layout.freeSizes = sizes
        layout.eventLength = eventSize
        return layout
    }

    private func faults() throws -> Faults {
        var faults = Faults()
        do {
            for assignment in fault { try faults.set(assignment) }
        } catch {
            throw ValidationError(error.description)
        }
        return faults
    }

    private static var faultList: String {
        Faults.names.map { "  \($0.name.padding(toLength: 20, withPad: " ", startingAt: 0))\($0.meaning)" }
            .joined(separator: "\n")
    }
}

// While it runs.
extension SimulateCommand {
    /// People take turns, each in and then out, at the time that the terminal's clock shows.
    private static func punchForEver(_ terminal: VirtualTerminal, users: Int, every seconds: Double) async {
        var turn = 0
        while (try? await Task.sleep(for: .seconds(seconds))) != nil {
            let state = UInt8(turn / users % 2)
            await terminal.punch(userID: String(1001 + turn % users), state: state)
            turn += 1
        }
    }
}

/// Ctrl-C, or the system's wish that the program ends.
private struct EndOfRun {
    private let wishes: AsyncStream<Void>
    private let sources: [any DispatchSourceSignal]

    /// Returns when signals are being listened for: one that comes a moment earlier would be lost.
    init() async {
        let (registered, registration) = AsyncStream.makeStream(of: Void.self)
        let (wishes, wish) = AsyncStream.makeStream(of: Void.self)
        self.wishes = wishes
        sources = [SIGINT, SIGTERM].map { number in
            // The default action would end the process before the source hears of it.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setRegistrationHandler { registration.yield() }
            source.setEventHandler { wish.yield() }
            source.resume()
            return source
        }
        for await _ in registered.prefix(sources.count) {}
    }

    func wait() async {
        for await _ in wishes { break }
        for source in sources { source.cancel() }
    }
}
