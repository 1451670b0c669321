import Domain
import Services

extension Listing where Row == UnknownUser {
    static func inbox(_ users: [UnknownUser]) -> Listing {
        Listing(
            users,
            [
                Column("Device", "device", flexible: true) { .text($0.deviceName) },
                Column("User", "user") { .text($0.id.user) },
                Column("Name on the device", "name", flexible: true) { $0.name.isEmpty ? .none : .text($0.name) },
                Column("Punches", "punches") { .integer($0.punchCount) },
                Column("First", "first_punch") { $0.firstPunch.map { .moment(Moment($0)) } ?? .none },
                Column("Last", "last_punch") { $0.lastPunch.map { .moment(Moment($0)) } ?? .none },
                Column("Why", "reason", flexible: true) { .text($0.reason) },
            ])
    }
}
