import Domain
import Synchronization

/// Which terminals this process is collecting from, and how often it has changed which there are.
final class DeviceActivity: Sendable {
    private let collecting = Mutex<Set<ID<Device>>>([])
    private let version = Atomic(0)

    /// What was known of the list of terminals at another one may hold no more.
    var listVersion: Int { version.load(ordering: .acquiring) }

    func listChanged() { version.wrappingAdd(1, ordering: .acquiringAndReleasing) }

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
