import Dispatch

/// The thread that a connection's blocking calls run on, so that they hold up nobody else.
final class ConnectionQueue: SerialExecutor {
    private let queue = DispatchQueue(label: "etime.database.connection")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
