import Domain
import Storage

/// What waits for one terminal, within one transaction.
struct TaskQueue {
    private let store: DeviceTaskStore
    private let device: ID<Device>

    init(_ db: any SQLConnection, of device: ID<Device>) {
        store = DeviceTaskStore(db)
        self.device = device
    }

    /// The oldest that may begin now.
    ///
    /// One that is to be repeated lets nobody past it: a user is written before fingerprints are. One that waits for another
    /// terminal, or for this computer, lets past what has nothing to do with it: what was asked of people later stays later.
    func next(at now: Instant) throws -> DeviceTask? {
        var waiting: [(run: ID<DeviceRun>, concernsPeople: Bool)] = []
        for task in try store.waiting(at: device) {
            let concernsPeople = DeviceOrder(stored: task.order)?.concernsPeople ?? false
            if waiting.contains(where: { $0.run == task.run || $0.concernsPeople && concernsPeople }) { continue }
            if task.dueAt <= now { return task }
            if task.attempts > 0 { return nil }
            waiting.append((task.run, concernsPeople))
        }
        return nil
    }

    /// The last that was asked; nil where nothing waits.
    func newest() throws -> ID<DeviceTask>? { try store.waiting(at: device).last?.id }
}

extension DeviceOrder {
    fileprivate var concernsPeople: Bool {
        switch self {
        // Who is read for another terminal is read as what was asked before has left them.
        case .changeUser, .deleteUser, .removeEmployee, .readPeople, .writePeople, .addPeople, .sendEmployee, .enrol,
            .removeFinger:
            true
        default: false
        }
    }
}
