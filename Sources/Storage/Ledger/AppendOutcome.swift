package import Domain

/// What became of the punches handed to the ledger.
package struct AppendOutcome: Hashable, Sendable {
    package var inserted: Int
    /// Those it had already.
    package var duplicates: Int
    /// Nil where nothing was new: no batch is made for nothing.
    package var batch: ID<PunchBatch>?
    /// The ids of the new rows lie in it. A range and not only a beginning: a database without statistics takes what is open
    /// at one end for a third of the table.
    package var punches: ClosedRange<ID<Punch>>?
    /// The new punches by terminal user, in the order in which they first appear.
    package var touched: [TouchedUser]
}

/// The punches of one terminal user in a batch.
package struct TouchedUser: Hashable, Sendable {
    package var deviceUser: String
    package var count: Int
    package var first: Instant
    package var last: Instant
    /// The dates that the terminal's clock showed, ascending; a time that names no date has none.
    package var dates: [CivilDate]
}

extension TouchedUser {
    /// Groups punches by user.
    static func grouping(_ punches: some Sequence<NewPunch>) -> [TouchedUser] {
        var places: [String: Int] = [:]
        var users: [TouchedUser] = []
        for punch in punches {
            if let place = places[punch.deviceUser] {
                users[place].add(punch)
            } else {
                places[punch.deviceUser] = users.count
                users.append(TouchedUser(punch))
            }
        }
        for index in users.indices { users[index].dates = Array(Set(users[index].dates)).sorted() }
        return users
    }

    private init(_ punch: NewPunch) {
        self.init(
            deviceUser: punch.deviceUser, count: 1, first: punch.placement.instant,
            last: punch.placement.instant,
            dates: punch.local.impossibleRawTime == nil ? [punch.local.date] : [])
    }

    private mutating func add(_ punch: NewPunch) {
        count += 1
        first = min(first, punch.placement.instant)
        last = max(last, punch.placement.instant)
        if punch.local.impossibleRawTime == nil, dates.last != punch.local.date { dates.append(punch.local.date) }
    }
}
