import Domain
import Storage

/// Tells records of a log apart that say exactly the same, by numbers in its order from 0.
///
/// Nearly every log ascends, and then only records of one second can be equal: all are compared with each other only from
/// where one goes back in time, or a second has more than anybody records in it.
struct RecordNumbering {
    struct Key: Hashable {
        var user: String
        var local: LocalTime
        var state: UInt8
        var verify: UInt8
    }

    private static let mostOfSecond = 16

    private var second: [(key: Key, count: UInt16)] = []
    private var passed: [Key] = []
    private var all: EqualNumbering<Key>?

    mutating func number(_ key: Key) -> UInt16 {
        if all == nil, !goesOn(with: key) { compareAll() }
        guard all == nil else { return all?.number(key) ?? 0 }
        passed.append(key)
        if let newest = second.last?.key.local, newest != key.local { second.removeAll(keepingCapacity: true) }
        guard let index = second.firstIndex(where: { $0.key == key }) else {
            second.append((key, 1))
            return 0
        }
        let number = second[index].count
        // As EqualNumbering: what repeats one more often than can be counted is broken, and no reason to end.
        if number < .max { second[index].count += 1 }
        return number
    }

    private func goesOn(with key: Key) -> Bool {
        guard let newest = second.last?.key.local else { return true }
        return key.local > newest || key.local == newest && second.count < Self.mostOfSecond
    }

    private mutating func compareAll() {
        var all = EqualNumbering<Key>()
        for key in passed { _ = all.number(key) }
        self.all = all
        (passed, second) = ([], [])
    }
}

extension RecordNumbering.Key {
    init(_ punch: PunchOfSecond) {
        self.init(user: punch.deviceUser, local: punch.local, state: punch.state.rawValue, verify: punch.verify)
    }
}
