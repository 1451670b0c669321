/// How long after a punch, by the terminal's clock, a push terminal sends it. Nobody can ask for its clock: one that is slow
/// sends punches that seem old, and what it has not sent yet may seem older than now.
struct PushDelay: Hashable {
    /// A punch of these last seconds may be on its way.
    static let least: Int64 = 60
    private static let remembered = 20

    private var ages: [Int64] = []

    /// - Parameter age: seconds between the newest punch of an upload and its arrival.
    mutating func note(_ age: Int64) {
        ages.append(age)
        if ages.count > Self.remembered { ages.removeFirst() }
    }

    /// Seconds before now up to which everything is in: the freshest of the last uploads tells how slow the clock may be.
    /// After a backlog it is too much, never too little.
    var margin: Int64 { max(Self.least, (ages.min() ?? 0) + Self.least) }
}
