import Domain

/// Which punches of a batch somebody should look at, gathered while they are sealed. The marks are derived: they keep the
/// question for doubtful punches from reading the ledger.
struct DoubtMarks {
    private static let columns = ["punch_id", "back_s"]

    private var trace = ClockTrace()
    private var unbelieved: [ID<Punch>] = []

    /// - Parameter link: behind what the batch stands in its terminal's log.
    init(behind link: LogLink?) { if let link { trace.add(link.punch, at: link.instant) } }

    mutating func add(_ punch: ID<Punch>, at instant: Instant, isBelieved: Bool) {
        if isBelieved { trace.add(punch, at: instant) } else { unbelieved.append(punch) }
    }

    func save(_ db: any SQLConnection) throws {
        let steps = trace.setBack
        guard !steps.isEmpty || !unbelieved.isEmpty else { return }
        try Self.save(unbelieved.map { ($0, nil) } + steps.map { ($0.punch, $0.back) }, db)
    }

    /// Marks that are there already stay.
    static func save(_ marks: [(punch: ID<Punch>, back: Int64?)], _ db: any SQLConnection) throws {
        _ = try db.bulk(.insertIgnoring(into: "doubtful_punch", columns, key: ["punch_id"])) { rows in
            for mark in marks {
                rows.bind(mark.punch.rawValue, 0)
                rows.bind(mark.back, 1)
                try rows.send()
            }
        }
    }
}
