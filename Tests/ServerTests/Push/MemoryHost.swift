import Devices
import Domain
import Services
import Synchronization

/// A push host that keeps everything in memory, each thing once.
final class MemoryHost: PushHost {
    struct Kept {
        var terminals: [String: PushTerminal] = [:]
        var sightings: [String: PushKnock] = [:]
        var punches: [AttendanceRecord] = []
        var operations: Set<PushOperation> = []
        var users: [DeviceUserID: DeviceUser] = [:]
        var unreadable: [String] = []
        var uploads = 0
        var calls = 0
        /// Those at which everything was in.
        var completeCalls = 0
        var refused: [String] = []
        var information: PushInformation?
        /// Uploads that are still to be refused.
        var failures = 0
    }

    struct Full: Error, CustomStringConvertible {
        var description: String { "no space left" }
    }

    private let state: Mutex<Kept>

    init(_ terminals: PushTerminal...) {
        state = Mutex(Kept(terminals: Dictionary(uniqueKeysWithValues: terminals.map { ($0.serialNumber, $0) })))
    }

    static func terminal(_ serialNumber: String, token: String? = nil, zoneOffset: Int32 = 19_800) -> PushTerminal {
        PushTerminal(
            device: ID(1), serialNumber: serialNumber, zoneOffset: zoneOffset, tokenHash: token.map(PushToken.hash))
    }

    var kept: Kept { state.withLock { $0 } }
    func adopt(_ terminal: PushTerminal) { state.withLock { $0.terminals[terminal.serialNumber] = terminal } }
    func failNext(_ count: Int) { state.withLock { $0.failures = count } }

    func terminal(knocking knock: PushKnock) async throws -> PushTerminal? {
        state.withLock { state in
            if let terminal = state.terminals[knock.serialNumber] { return terminal }
            if state.sightings.count < 100 { state.sightings[knock.serialNumber] = knock }
            return nil
        }
    }

    /// As the ledger does: what is there already is not inserted twice.
    func keep(_ upload: PushUpload, of terminal: PushTerminal) async throws {
        try state.withLock { state in
            state.uploads += 1
            if state.failures > 0 {
                state.failures -= 1
                throw Full()
            }
            let known = Set(state.punches)
            state.punches += upload.attendance.filter { !known.contains($0) }
            state.operations.formUnion(upload.operations)
            for user in upload.users { state.users[user.userID] = user }
            state.unreadable += upload.unreadable
            if let stamp = upload.stamp {
                switch upload.table {
                case .attendance: state.terminals[terminal.serialNumber]?.stamps.attendance = stamp
                default: state.terminals[terminal.serialNumber]?.stamps.operations = stamp
                }
            }
        }
    }

    func heard(from terminal: PushTerminal, _ information: PushInformation?, isComplete: Bool) async throws {
        state.withLock { state in
            state.calls += 1
            if isComplete { state.completeCalls += 1 }
            state.information = information ?? state.information
        }
    }

    func refused(_ terminal: PushTerminal) async {
        state.withLock { $0.refused.append(terminal.serialNumber) }
    }
}
