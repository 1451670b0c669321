import Devices
import Domain
import Storage

/// Whose fingers may be kept, and passed on between terminals.
enum FingerConsent {
    /// Those who agree, and have not left.
    static func people(_ db: any SQLConnection, at now: Instant) throws -> Set<ID<Employee>> {
        try BiometricConsentStore(db).people().subtracting(gone(db, at: now))
    }

    /// Those whose last day has passed.
    static func gone(_ db: any SQLConnection, at now: Instant) throws -> Set<ID<Employee>> {
        let today = try today(db, at: now)
        return Set(try EmployeeStore(db).all().filter { $0.hasLeft(before: today) }.map(\.id))
    }

    /// Of the company.
    static func today(_ db: any SQLConnection, at now: Instant) throws -> CivilDate {
        let zone = SystemZones.rules(of: try SettingStore(db).company().zone) ?? .utc
        return zone.local(at: now).date
    }
}

extension Employee {
    func hasLeft(before day: CivilDate) -> Bool { left.map { $0 < day } ?? false }
}

/// The users of a terminal who are people that agree to their fingers being kept. Whom the terminal calls otherwise than whoever
/// has the number is not taken for a person who agrees.
struct AgreeingUsers: Sendable {
    private let employees: [String: ID<Employee>]

    init(_ db: any SQLConnection, of device: ID<Device>, at now: Instant) throws {
        let people = try FingerConsent.people(db, at: now)
        let users = try people.isEmpty ? [] : PersonMatch(db, on: device, at: now).known()
        employees = Dictionary(
            uniqueKeysWithValues: users.filter { people.contains($0.employee) }.map { ($0.user, $0.employee) })
    }

    subscript(user: DeviceUserID) -> ID<Employee>? { employees[user.description] }
}
