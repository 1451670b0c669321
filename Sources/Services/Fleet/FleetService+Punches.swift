package import Domain
import Storage

/// A punch as it came in, for a list that is watched.
package struct PunchLine: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<Punch>
    package var device: Domain.ID<Device>
    package var deviceName: String
    /// The terminal's own number of the person.
    package var user: String
    /// The employee's; empty where it is nobody's.
    package var code: String
    /// The employee's, or as the terminal calls the person; empty where nobody knows.
    package var name: String
    /// By the terminal's clock.
    package var local: LocalTime
    /// Which way, in a word; empty where the terminal does not say.
    package var direction: String
    package var quarantine: Quarantine?

    package var isKnown: Bool { !code.isEmpty }
}

extension FleetService {
    /// Asks for one number, so that it may be asked often.
    package func newestPunch(by actor: Actor) async throws -> ID<Punch>? {
        try actor.requiresSome(.readAttendance)
        return try await context.database.read { try PunchLedger($0).newest() }
    }

    /// Rows that are looked through for one of a person in reach.
    private static let searched = 20

    /// What came in last, of all terminals or as it stands in the log of one; the newest first. It reads these rows alone.
    /// Who does not reach everybody gets those of the people in reach, as far as there are some among the last punches.
    package func latestPunches(
        of device: ID<Device>? = nil, limit: Int = 50, by actor: Actor
    ) async throws -> [PunchLine] {
        try await context.reading(.readAttendance, by: actor) { db, people in
            let ledger = PunchLedger(db)
            let read = people.isEveryone ? limit : limit * Self.searched
            let found = try device.map { try ledger.latest(of: $0, limit: read) } ?? ledger.latest(limit: read)
            let rows = found.filter { $0.employee.map(people.contains) ?? people.isEveryone }.prefix(limit)
            let devices = try DeviceStore(db).byID()
            var names: [DeviceUser: String] = [:]
            return try rows.map { row in
                let user = DeviceUser(device: row.device, user: row.deviceUser)
                if row.name == nil, names[user] == nil {
                    names[user] = try DeviceUserStore(db).find(row.device, row.deviceUser)?.name ?? ""
                }
                return PunchLine(row, devices[row.device], knownAs: names[user] ?? "")
            }
        }
    }
}

private struct DeviceUser: Hashable {
    var device: ID<Device>
    var user: String
}

extension PunchLine {
    fileprivate init(_ row: LatestPunch, _ record: DeviceRecord?, knownAs name: String) {
        id = row.id
        device = row.device
        deviceName = record?.name ?? ""
        user = row.deviceUser
        code = row.code ?? ""
        self.name = row.name ?? name
        local = row.local
        quarantine = row.quarantine
        direction = Self.direction(row.state, record?.direction ?? .automatic)
    }

    private static func direction(_ state: PunchState, _ direction: DeviceDirection) -> String {
        switch direction {
        case .entry: "In"
        case .exit: "Out"
        case .alternating: ""
        case .automatic:
            switch state {
            case .checkIn: "In"
            case .checkOut: "Out"
            case .breakOut: "Break out"
            case .breakIn: "Break in"
            case .overtimeIn: "Overtime in"
            case .overtimeOut: "Overtime out"
            default: ""
            }
        }
    }
}
