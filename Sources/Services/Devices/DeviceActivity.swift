import Domain
import Synchronization

/// Which terminals this process is collecting from.
final class DeviceActivity: Sendable {
    private let collecting = Mutex<Set<ID<Device>>>([])

    /// False where a collection of the device is under way already.
    func begin(_ device: ID<Device>) -> Bool {
        collecting.withLock { $0.insert(device).inserted }
    }

    func end(_ device: ID<Device>) {
        collecting.withLock { _ = $0.remove(device) }
    }

    func isCollecting(_ device: ID<Device>) -> Bool {
        collecting.withLock { $0.contains(device) }
    }
}
