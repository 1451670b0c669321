import DeviceSimulator
import Devices
import Domain
import Foundation
import Services

/// The virtual K20 at the demo company's gate.
struct DemoTerminal: Sendable {
    /// The same at each run, so that the address in the database stays true.
    static let usualPort = 14_370
    /// How often people are looked for who have come in the meantime.
    private static let pause = Duration.seconds(20)

    let month: DemoMonth
    let terminal: VirtualTerminal
    private let punchesAtStart: Int

    /// - Parameter now: up to when the terminal remembers punches.
    init(_ month: DemoMonth, now: Instant) {
        self.month = month
        let local = month.calendar.zone.local(at: now)
        let punches = month.punches(through: local)
        var configuration = VirtualTerminalConfiguration(
            users: Self.users(month), punches: punches.map(\.virtual))
        configuration.commKey = DemoCompany.commKey
        if let zone = TimeZone(identifier: month.calendar.zone.name) {
            configuration.clock = TerminalClock(
                offset: Double(month.drift(on: local.date)), truth: TerminalClock.wallClock(in: zone))
        }
        terminal = VirtualTerminal(configuration)
        punchesAtStart = punches.count
    }

    var punchCount: Int { punchesAtStart }

    /// - Returns: the port; another than the usual one where that is taken.
    func start() async throws -> Int {
        do {
            return try await terminal.start(tcpPort: Self.usualPort).tcpPort
        } catch .portInUse {
            return try await terminal.start().tcpPort
        }
    }

    /// Lets people punch as time passes, until the task is cancelled.
    func keepPunching() async {
        var known = punchesAtStart
        while (try? await Task.sleep(for: Self.pause)) != nil {
            let punches = month.punches(through: month.calendar.zone.local(at: systemNow()))
            for punch in punches.dropFirst(known) { await terminal.punch(punch.virtual) }
            known = max(known, punches.count)
        }
    }

    private static func users(_ month: DemoMonth) -> [UserRecord] {
        let stranger = DemoMonth.contractWorker
        let staff = month.people.map { ($0.terminalUser, $0.nameOnTerminal) }
        let everybody = staff + [(stranger.user, stranger.name), (DemoMonth.nameless, "")]
        return everybody.enumerated().map { index, user in
            UserRecord(uid: UInt16(index + 1), name: user.1, userID: DeviceUserID(user.0))
        }
    }
}

extension DemoPerson {
    /// A K20 shows Latin letters alone; whoever enrols somebody with another name types the number.
    fileprivate var nameOnTerminal: String {
        name.unicodeScalars.allSatisfy(\.isASCII) ? name : "EMP \(code)"
    }
}

extension DemoPunch {
    fileprivate var virtual: VirtualPunch {
        VirtualPunch(userID: terminalUser, time: recorded, verify: 1, state: 255)
    }
}
