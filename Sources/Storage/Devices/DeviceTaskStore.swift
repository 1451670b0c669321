package import Domain

/// The queue of what terminals are to do. Tasks of one terminal are done in the order in which they were asked for.
package struct DeviceTaskStore {
    private static let columns = [
        "run_id", "device_id", "task_order", "state", "attempts", "due_at", "started_at", "ended_at", "outcome",
    ]
    private static let select = "SELECT id, \(columns.joined(separator: ", ")) FROM device_task"

    private static let selectRun = "SELECT id, title, asked_at, asked_by FROM device_run"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Returns: the run, and its tasks in the order of `orders`.
    package func ask(
        _ title: String, _ orders: [(device: ID<Device>, order: String)], by stamp: Stamp
    ) throws -> (run: DeviceRun, tasks: [DeviceTask]) {
        let id = try db.insert(
            into: "device_run", ["title", "asked_at", "asked_by"],
            [.text(title), .integer(stamp.at.seconds), .text(stamp.actor)])
        let run = DeviceRun(id: ID(id), title: title, askedAt: stamp.at, askedBy: stamp.actor)
        return (run, try add(orders, to: run.id, at: stamp.at))
    }

    /// More tasks of a run, due at once: whoever does them may have a clock that is behind.
    package func add(
        _ orders: [(device: ID<Device>, order: String)], to run: ID<DeviceRun>, at now: Instant
    ) throws -> [DeviceTask] {
        try orders.map { device, order in
            var task = DeviceTask(
                id: ID(0), run: run, device: device, order: order, state: .waiting, attempts: 0,
                dueAt: Instant(seconds: 0))
            task.id = ID(try db.insert(into: "device_task", Self.columns, values(task)))
            return task
        }
    }

    /// What a task read is not needed any more.
    package func replace(outcome sentence: String, of id: ID<DeviceTask>) throws {
        try db.execute("UPDATE device_task SET outcome = ? WHERE id = ?", [.text(sentence), .integer(id.rawValue)])
    }

    /// How far a task is that runs.
    package func tell(_ progress: String, of id: ID<DeviceTask>) throws {
        try db.execute(
            "UPDATE device_task SET outcome = ? WHERE id = ? AND state = 1", [.text(progress), .integer(id.rawValue)])
    }

    /// Those that wait for the device, the oldest first.
    package func waiting(at device: ID<Device>) throws -> [DeviceTask] {
        try db.all("\(Self.select) WHERE device_id = ? AND state = 0 ORDER BY id", [.integer(device.rawValue)], task)
    }

    /// Devices for which something waits, with the earliest moment at which it may begin.
    package func waiting() throws -> [ID<Device>: Instant] {
        let rows = try db.all(
            "SELECT device_id, MIN(due_at) FROM device_task WHERE state = 0 GROUP BY device_id", []
        ) { (ID<Device>($0.integer(0)), $0.instant(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// How many wait or are under way, by device.
    package func openCounts() throws -> [ID<Device>: Int] {
        let rows = try db.all(
            "SELECT device_id, COUNT(*) FROM device_task WHERE state IN (0, 1) GROUP BY device_id", []
        ) { (ID<Device>($0.integer(0)), Int($0.integer(1))) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// - Returns: false where somebody else has begun, ended or cancelled it.
    package func begin(_ id: ID<DeviceTask>, at now: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE device_task SET state = 1, attempts = attempts + 1, started_at = ?, outcome = NULL
            WHERE id = ? AND state = 0
            """, [.integer(now.seconds), .integer(id.rawValue)]) == 1
    }

    /// Ends a task that runs or waits.
    package func end(_ id: ID<DeviceTask>, _ state: DeviceTask.State, outcome: String?, at now: Instant) throws -> Bool
    {
        try db.execute(
            "UPDATE device_task SET state = ?, ended_at = ?, outcome = ? WHERE id = ? AND state IN (0, 1)",
            [.integer(state.rawValue), .integer(now.seconds), .optional(outcome), .integer(id.rawValue)]) == 1
    }

    /// Ends a task that nobody has begun.
    /// - Returns: false where somebody has.
    package func withdraw(
        _ id: ID<DeviceTask>, _ state: DeviceTask.State, outcome: String?, at now: Instant
    ) throws -> Bool {
        try db.execute(
            "UPDATE device_task SET state = ?, ended_at = ?, outcome = ? WHERE id = ? AND state = 0",
            [.integer(state.rawValue), .integer(now.seconds), .optional(outcome), .integer(id.rawValue)]) == 1
    }

    /// Puts a task that runs back, to be begun again at `due`.
    /// - Parameter counts: whether beginning it was an attempt.
    package func postpone(
        _ id: ID<DeviceTask>, until due: Instant, outcome: String?, counts: Bool = true
    ) throws {
        try db.execute(
            "UPDATE device_task SET state = 0, attempts = attempts - ?, due_at = ?, outcome = ? WHERE id = ? AND state = 1",
            [.integer(counts ? 0 : 1), .integer(due.seconds), .optional(outcome), .integer(id.rawValue)])
    }

    /// Those that were under way at the device: whoever did them has died.
    package func running(at device: ID<Device>) throws -> [DeviceTask] {
        try db.all("\(Self.select) WHERE device_id = ? AND state = 1 ORDER BY id", [.integer(device.rawValue)], task)
    }

    package func find(_ id: ID<DeviceTask>) throws -> DeviceTask? {
        try db.first("\(Self.select) WHERE id = ?", [.integer(id.rawValue)], task)
    }

    /// Those that are done and whose orders begin so.
    package func done(beginning order: String) throws -> [DeviceTask] {
        try db.all("\(Self.select) WHERE state = 2 AND task_order LIKE ? ORDER BY id", [.text(order + "%")], task)
    }

    package func tasks(of run: ID<DeviceRun>) throws -> [DeviceTask] {
        try db.all("\(Self.select) WHERE run_id = ? ORDER BY id", [.integer(run.rawValue)], task)
    }

    /// Those that have not ended, and the `latest` of all. In the order in which they were asked for.
    package func tasks(at device: ID<Device>, latest: Int) throws -> [DeviceTask] {
        let key = SQLValue.integer(device.rawValue)
        let open = try db.all("\(Self.select) WHERE device_id = ? AND state IN (0, 1) ORDER BY id", [key], task)
        let last = try db.all(
            "\(Self.select) WHERE device_id = ? ORDER BY id DESC \(db.dialect.page(limit: latest, offset: 0))", [key],
            task)
        let known = Set(open.map(\.id))
        return (open + last.filter { !known.contains($0.id) }).sorted { $0.id < $1.id }
    }

    /// The latest first.
    /// - Parameter place: those before it alone; nil: from the latest on.
    package func runs(limit: Int, olderThan place: ID<DeviceRun>? = nil) throws -> [DeviceRun] {
        try db.all(
            """
            \(Self.selectRun) \(place == nil ? "" : "WHERE id < ? ")ORDER BY id DESC \
            \(db.dialect.page(limit: limit, offset: 0))
            """, place.map { [.integer($0.rawValue)] } ?? [], run)
    }

    package func run(_ id: ID<DeviceRun>) throws -> DeviceRun? {
        try db.first("\(Self.selectRun) WHERE id = ?", [.integer(id.rawValue)], run)
    }

    private func run(_ row: any SQLRow) -> DeviceRun {
        DeviceRun(id: row.id(0), title: row.text(1), askedAt: row.instant(2), askedBy: row.text(3))
    }

    private func values(_ task: DeviceTask) -> [SQLValue] {
        [
            .integer(task.run.rawValue), .integer(task.device.rawValue), .text(task.order),
            .integer(task.state.rawValue), .integer(task.attempts), .integer(task.dueAt.seconds),
            .optional(task.startedAt?.seconds), .optional(task.endedAt?.seconds), .optional(task.outcome),
        ]
    }

    private func task(_ row: any SQLRow) throws -> DeviceTask {
        DeviceTask(
            id: row.id(0), run: row.id(1), device: row.id(2), order: row.text(3),
            state: try row.code(4, "the state of a task"), attempts: Int(row.integer(5)), dueAt: row.instant(6),
            startedAt: row.optionalInstant(7), endedAt: row.optionalInstant(8), outcome: row.optionalText(9))
    }
}
