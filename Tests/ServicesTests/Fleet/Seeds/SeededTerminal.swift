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

/// A virtual terminal of the seeded company, and all that it ever recorded.
final class SeededTerminal: Sendable {
    let port: Int
    let terminal: VirtualTerminal
    private let network: VirtualSwitch
    private let truth: @Sendable () -> Double
    private let state = Mutex<(ahead: Int64, faults: Faults, recorded: [Recorded])>((0, Faults(), []))
    private let offset: Offset

    /// By how much the terminal's clock is wrong.
    private final class Offset: Sendable {
        let seconds = Mutex<Int64>(0)
    }

    init(port: Int, seed: UInt64, on network: VirtualSwitch, truth: @escaping @Sendable () -> Double) {
        let offset = Offset()
        var configuration = VirtualTerminalConfiguration(
            users: (1...3).map { UserRecord(uid: UInt16($0), name: "User \($0)", userID: DeviceUserID(UInt32($0))) })
        configuration.identity.serialNumber = "S\(port)"
        configuration.seed = seed &+ UInt64(port)
        configuration.clock = TerminalClock(truth: { truth() + Double(offset.seconds.withLock { $0 }) })
        (self.port, self.network, self.truth, self.offset) = (port, network, truth, offset)
        terminal = VirtualTerminal(configuration, on: network.eventLoop)
        network.plug(terminal, into: port)
    }

    var recorded: [Recorded] { state.withLock { $0.recorded } }

    func punch(user: Int, isReported: Bool) async {
        let time = LocalTime(seconds: Int64(truth().rounded(.down)) + offset.seconds.withLock { $0 })
        let punch = VirtualPunch(userID: String(user), time: time, state: UInt8(user % 2))
        if isReported {
            guard await terminal.punch(punch) else { return }
        } else {
            await terminal.store([punch])
        }
        note(Recorded(user: punch.userID, local: time.seconds, state: punch.state))
    }

    /// On the thirty-first of February.
    func impossiblePunch(user: Int) async {
        let time = LocalTime(seconds: Int64(truth().rounded(.down)))
        var faults = state.withLock { $0.faults }
        faults.invalidDates = 1
        await terminal.setFaults(faults)
        await terminal.store([VirtualPunch(userID: String(user), time: time)])
        await set(state.withLock { $0.faults })
        let raw = ((time.date.year - 2000) * 372 + 31 + 30) * 86_400 + Int(time.seconds % 86_400)
        note(Recorded(user: String(user), local: LocalTime(impossible: UInt32(raw)).seconds))
    }

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
    }
}

/// A terminal that calls by itself: it sends what was not answered again, in the same parts.
actor SeededPusher {
    nonisolated let serialNumber = "P1"
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

    /// - Parameter losesAnswer: the terminal does not hear that its punches were taken.
    func call(_ desk: PushDesk, losesAnswer: Bool) async {
        guard
            let known = try? await desk.terminal(knocking: PushKnock(serialNumber: serialNumber, address: "192.0.2.7"))
        else { return }
        while let part = parts.first {
            guard (try? await desk.keep(PushUpload(attendance: part), of: known)) != nil, !losesAnswer else { return }
            parts.removeFirst()
        }
        try? await desk.heard(from: known, nil)
    }
}
