import DeviceSimulator
import DeviceTesting
import Devices
import Domain
import Synchronization

@testable import Services

/// A punch as a terminal recorded it.
struct Recorded: Hashable, Sendable, CustomStringConvertible {
    var user: String
    var local: Int64
    var state: UInt8 = 0
    var verify: UInt8 = 1

    var description: String { "\(user)@\(local)/\(state)/\(verify)" }
}

extension Recorded {
    init(_ record: AttendanceRecord) {
        self.init(
            user: record.userID.description, local: PunchPlacer.shown(record).seconds, state: record.state,
            verify: record.verify)
    }
}

/// A virtual terminal of the seeded company, and all that it ever recorded.
final class SeededTerminal: Sendable {
    let port: Int
    let log: Capacity
    private let hasTwins: Bool
    let terminal: VirtualTerminal
    private let network: VirtualSwitch
    private let truth: @Sendable () -> Double
    private let state = Mutex(State())
    private let offset: Offset

    private struct State {
        var faults = Faults()
        var recorded: [Recorded] = []
        /// Those of them that went before anybody could read them, for all that the terminal knows.
        var excused: Set<Recorded> = []
    }

    /// By how much the terminal's clock is wrong.
    private final class Offset: Sendable {
        let seconds = Mutex<Int64>(0)
    }

    /// - Parameter people: those who do not punch.
    /// - Parameter hasTwins: whether there may be punches that say the same. Where records go from the log, of their own or
    ///   by order, nobody can tell one that is gone from its twin that is there.
    init(
        port: Int, seed: UInt64, log: Capacity, people: Int, hasTwins: Bool, on network: VirtualSwitch,
        truth: @escaping @Sendable () -> Double
    ) {
        let offset = Offset()
        var configuration = VirtualTerminalConfiguration(users: Self.users(people))
        configuration.identity.serialNumber = "S\(port)"
        configuration.capacity = log
        configuration.seed = seed &+ UInt64(port)
        configuration.clock = TerminalClock(truth: { truth() + Double(offset.seconds.withLock { $0 }) })
        self.hasTwins = hasTwins
        (self.port, self.log, self.network, self.truth, self.offset) = (port, log, network, truth, offset)
        terminal = VirtualTerminal(configuration, on: network.eventLoop)
        network.plug(terminal, into: port)
    }

    /// Three who punch, and the others from number 20 on.
    static func users(_ people: Int) -> [UserRecord] {
        (Array(1...3) + Array(20..<20 + people)).map { number in
            UserRecord(uid: UInt16(number), name: "User \(number)", userID: DeviceUserID(UInt32(number)))
        }
    }

    var recorded: [Recorded] { state.withLock { $0.recorded } }
    var excused: Set<Recorded> { state.withLock { $0.excused } }

    var overwrites: Bool { if case .dropsOldest = log.whenFull { true } else { false } }

    func punch(user: Int, isReported: Bool) async {
        let time = LocalTime(seconds: Int64(truth().rounded(.down)) + offset.seconds.withLock { $0 })
        let punch = VirtualPunch(userID: String(user), time: time, state: UInt8(user % 2))
        let record = Recorded(user: punch.userID, local: time.seconds, state: punch.state)
        guard !isKnown(record) else { return }
        if await terminal.punch(punch, isReported: isReported) { note(record) }
    }

    /// On the thirty-first of February.
    func impossiblePunch(user: Int) async {
        let time = LocalTime(seconds: Int64(truth().rounded(.down)))
        let raw = ((time.date.year - 2000) * 372 + 31 + 30) * 86_400 + Int(time.seconds % 86_400)
        let record = Recorded(user: String(user), local: LocalTime(impossible: UInt32(raw)).seconds)
        guard !isKnown(record) else { return }
        var faults = state.withLock { $0.faults }
        faults.invalidDates = 1
        await terminal.setFaults(faults)
        let isStored = await terminal.punch(VirtualPunch(userID: String(user), time: time), isReported: false)
        await set(state.withLock { $0.faults })
        if isStored { note(record) }
    }

    private func isKnown(_ punch: Recorded) -> Bool { !hasTwins && recorded.contains(punch) }

    private func note(_ punch: Recorded) { state.withLock { $0.recorded.append(punch) } }

    func set(_ faults: Faults) async {
        state.withLock { $0.faults = faults }
        await terminal.setFaults(faults)
    }

    func set(ahead: Int64) { offset.seconds.withLock { $0 = ahead } }

    func switchOff() async {
        network.set(port, unplugged: true)
        await terminal.dropConnections()
    }

    func switchOn() { network.set(port, unplugged: false) }

    func heal() async {
        await set(Faults())
        set(ahead: 0)
        switchOn()
        let gone = await terminal.overwritten().map { Recorded($0) }
        state.withLock { $0.excused = Set(gone) }
    }
}
