package import Devices
package import Domain
import SeededRandom

/// Users and a believable log for a terminal that nobody has used: the same for the same seed.
package enum SampleCompany {
    private static let givenNames = [
        "Aarav", "Asha", "Bilal", "Chitra", "Deepak", "Esha", "Farhan", "Gita", "Harish", "Ila", "Jatin", "Kavya",
        "Lokesh", "Meera", "Nikhil", "Ojas", "Priya", "Qadir", "Ravi", "Sunita", "Tarun", "Uma", "Varun", "Yamini",
    ]
    private static let familyNames = [
        "Agarwal", "Bose", "Chauhan", "Das", "Fernandes", "Gupta", "Iyer", "Joshi", "Khan", "Mehta", "Nair", "Patel",
        "Rao", "Sharma", "Thomas", "Verma",
    ]

    /// User ids count from 1001, uids from 1. The first user is the terminal's administrator.
    package static func users(_ count: Int, seed: UInt64 = 1) -> [UserRecord] {
        var chance = SeededGenerator(seed: seed ^ 0x05E2)
        return (0..<max(0, min(count, 65_535))).map { index in
            let given = givenNames[Int.random(in: givenNames.indices, using: &chance)]
            let family = familyNames[Int.random(in: familyNames.indices, using: &chance)]
            return UserRecord(
                uid: UInt16(index + 1), privilege: index == 0 ? 14 : 0, name: "\(given) \(family)",
                userID: DeviceUserID(UInt32(1001 + index)))
        }
    }

    /// `count` punches in time order up to the day before `end`: everybody in around nine and out
    /// around six, day by day, Sundays off.
    package static func punches(
        _ count: Int, of users: [UserRecord], until end: LocalTime, seed: UInt64 = 1
    ) -> [VirtualPunch] {
        guard count > 0, !users.isEmpty else { return [] }
        let ids = users.map(\.userID.description)
        var chance = SeededGenerator(seed: seed ^ 0x10C5)
        var date = end.date - 1
        var days: [[VirtualPunch]] = []
        var total = 0
        while total < count, date.year >= 2000 {
            if date.weekday != .sunday {
                days.append(day(date, ids, &chance))
                total += ids.count * 2
            }
            date = date - 1
        }
        return days.reversed().flatMap { $0 }.suffix(count)
    }

    private static func day(_ date: CivilDate, _ ids: [String], _ chance: inout SeededGenerator) -> [VirtualPunch] {
        var punches: [VirtualPunch] = []
        punches.reserveCapacity(ids.count * 2)
        for id in ids {
            let arrival = 9 * 3600 + Int.random(in: -1200...900, using: &chance)
            let departure = 18 * 3600 + Int.random(in: -600...2400, using: &chance)
            for (second, state) in [(arrival, UInt8(0)), (departure, UInt8(1))] {
                let time = LocalTime(date, TimeOfDay(secondsSinceMidnight: Int32(second)))
                punches.append(VirtualPunch(userID: id, time: time, state: state))
            }
        }
        return punches.sorted { $0.time < $1.time }
    }
}

extension SampleCompany {
    /// The order in which people lay fingers on: right hand, left hand.
    private static let fingers: [UInt8] = [6, 7, 5, 8, 9, 3, 2, 4, 1, 0]

    /// Fingers of the users, as bulky as real ones and of no use to any sensor.
    ///
    /// - Parameter each: How many each of them has, up to ten; nil: one or two.
    package static func templates(of users: [UserRecord], each: Int? = nil, seed: UInt64 = 1) -> [TemplateEntry] {
        var chance = SeededGenerator(seed: seed ^ 0xF1)
        return users.flatMap { user in
            fingers.prefix(each ?? chance.between(1, 2)).map { finger in
                TemplateEntry(uid: user.uid, finger: finger, flag: 1, bytes: template(&chance))
            }
        }
    }

    /// A template as algorithm 10 begins it, with noise in place of a finger.
    static func template(_ chance: inout SeededGenerator) -> [UInt8] {
        let size = chance.between(900, 1300)
        let noise = (0..<size - 9).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
        return [0x4D, UInt8(chance.between(0, 255))] + Array("SS21".utf8) + [0, 0] + noise + [0xA5]
    }
}
