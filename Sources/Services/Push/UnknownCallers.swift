import Domain

/// Serial numbers that the database has just not known: anybody in the network can call as often as they like, and is not
/// worth a look each time.
struct UnknownCallers {
    /// Another program may adopt one of them: so long it is refused still.
    static let memory: Int64 = 10
    /// Anybody can make up serial numbers.
    static let most = 500

    private var asked: [String: Instant] = [:]
    /// Of the list of terminals for which it holds.
    private var version = 0

    /// - Parameter version: ``DeviceActivity/listVersion``
    func contains(_ serialNumber: String, at now: Instant, version: Int) -> Bool {
        version == self.version && asked[serialNumber].map { Self.isFresh($0, now) } ?? false
    }

    /// - Parameter version: that of the list before the database was asked.
    mutating func insert(_ serialNumber: String, at now: Instant, version: Int) {
        if version > self.version { (asked, self.version) = ([:], version) }
        guard version == self.version else { return }
        if asked.count >= Self.most { asked = asked.filter { Self.isFresh($0.value, now) } }
        if asked.count < Self.most { asked[serialNumber] = now }
    }

    private static func isFresh(_ then: Instant, _ now: Instant) -> Bool { now >= then && now - then < memory }
}
