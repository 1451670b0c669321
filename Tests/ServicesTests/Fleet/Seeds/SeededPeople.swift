import DeviceSimulator
import Devices
import Domain
import Storage

@testable import Services

/// Who must be on the terminals after all that was asked of them about people: what is done has happened, in the order in
/// which it was asked, and of what failed nobody knows.
struct SeededPeople {
    private enum State: Hashable {
        case absent, unknown
        case named(String)
    }

    private var users: [ID<Device>: [String: State]] = [:]
    /// What was read of people, by the task that did.
    private var parcels: [Int64: [String: State]] = [:]
    private var contradictions: [String] = []

    /// - Parameter devices: with how many people they had beyond those who punch.
    init(_ devices: [(ID<Device>, people: Int)]) {
        for (device, people) in devices {
            let all = SeededTerminal.users(people).map { ($0.userID.description, State.named($0.name)) }
            users[device] = Dictionary(uniqueKeysWithValues: all)
        }
    }

    /// Tasks in the order in which they were asked for.
    mutating func follow(_ task: DeviceTask) {
        let isDone = task.state == .done
        switch DeviceOrder(stored: task.order) {
        case .changeUser(let change): set(change.user, isDone ? .named(change.name ?? "") : .unknown, task.device)
        case .deleteUser(let user): set(user, isDone ? .absent : .unknown, task.device)
        case .readPeople(let wanted) where isDone:
            let read = Dictionary(uniqueKeysWithValues: wanted.map { ($0, state(of: $0, task.device)) })
            for (user, state) in read where state == .absent {
                contradictions.append("task \(task.id.rawValue) read user \(user), who is not there")
            }
            parcels[task.id.rawValue] = read
        case .writePeople(let reading):
            for (user, state) in parcels[reading] ?? [:] { set(user, isDone ? state : .unknown, task.device) }
        default: break
        }
    }

    private func state(of user: String, _ device: ID<Device>) -> State { users[device]?[user] ?? .absent }

    private mutating func set(_ user: String, _ state: State, _ device: ID<Device>) {
        users[device, default: [:]][user] = state
    }

    func problems(of device: ID<Device>, users there: [UserRecord]) -> [String] {
        let known = Dictionary(grouping: there) { $0.userID.description }
        let numbers = Set(known.keys).union((users[device] ?? [:]).keys).sorted()
        return contradictions
            + numbers.compactMap { number in
                let names = (known[number] ?? []).map(\.name)
                return switch state(of: number, device) {
                case .absent: names.isEmpty ? nil : "user \(number) is there as \(names)"
                case .named(let name): names == [name] ? nil : "user \(number) is \(names) instead of \(name)"
                case .unknown: names.count <= 1 ? nil : "user \(number) is there as \(names)"
                }
            }
    }
}
