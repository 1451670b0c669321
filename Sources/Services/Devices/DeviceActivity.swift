import Domain
import Synchronization

/// What this process knows of its terminals beyond the database: which are being collected, and how much they hold.
final class DeviceActivity: Sendable {
    private struct State {
        var collecting: Set<ID<Device>> = []
        var capacity: [ID<Device>: Int] = [:]
    }

    private let state = Mutex(State())

    /// False where a collection of the device is under way already.
    func begin(_ device: ID<Device>) -> Bool {
        state.withLock { $0.collecting.insert(device).inserted }
    }

    func end(_ device: ID<Device>) {
        state.withLock { _ = $0.collecting.remove(device) }
    }

    func isCollecting(_ device: ID<Device>) -> Bool {
        state.withLock { $0.collecting.contains(device) }
    }

    func note(capacity: Int?, of device: ID<Device>) {
        guard let capacity else { return }
        state.withLock { $0.capacity[device] = capacity }
    }

    func capacity(of device: ID<Device>) -> Int? {
        state.withLock { $0.capacity[device] }
    }
}
