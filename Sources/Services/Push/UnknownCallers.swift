import Domain

/// Serial numbers that the database has not known again and again: anybody in the network can call as often as they like,
/// and is not worth a look each time. One that calls as terminals do is looked for at each call, so that whoever adopts it, in
/// whatever program, sees it come in at the next.
struct UnknownCallers {
    /// Another program may adopt one of them: so long it is refused still.
    static let memory: Int64 = 10
    /// Of one serial number in that time.
    static let looks = 5
    /// Anybody can make up serial numbers.
    static let most = 500

    private var asked: [String: (since: Instant, times: Int)] = [:]
    /// Of the list of terminals for which it holds.
    private var version = 0

    /// - Parameter version: ``DeviceActivity/listVersion``
    func contains(_ serialNumber: String, at now: Instant, version: Int) -> Bool {
        guard version == self.version, let known = asked[serialNumber] else { return false }
        return known.times >= Self.looks && !now.isDue(Self.memory, after: known.since)
    }

    /// - Parameter version: that of the list before the database was asked.
    mutating func insert(_ serialNumber: String, at now: Instant, version: Int) {
        if version > self.version { (asked, self.version) = ([:], version) }
        guard version == self.version else { return }
        if let known = asked[serialNumber], !now.isDue(Self.memory, after: known.since) {
            asked[serialNumber] = (known.since, known.times + 1)
            return
        }
        if asked.count >= Self.most { asked = asked.filter { !now.isDue(Self.memory, after: $0.value.since) } }
        if asked.count < Self.most { asked[serialNumber] = (now, 1) }
    }
}
