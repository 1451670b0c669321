import Devices
import Domain
import Storage

/// Whose fingers may be kept, and passed on between terminals.
enum FingerConsent {
    /// Those who agree, and have not left.
    static func people(_ db: any SQLConnection, at now: Instant) throws -> Set<ID<Employee>> {
        let today = try today(db, at: now)
        let gone = try EmployeeStore(db).all().filter { $0.hasLeft(before: today) }
        return try BiometricConsentStore(db).people().subtracting(gone.map(\.id))
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

/// The users of a terminal who are people that agree to their fingers being kept.
struct AgreeingUsers: Sendable {
    private let employees: [String: ID<Employee>]

    init(_ db: any SQLConnection, of device: ID<Device>, at now: Instant) throws {
        let people = try FingerConsent.people(db, at: now)
        let pairs = try DeviceUserStore(db).all(of: device).compactMap { user in
            user.employee.flatMap { people.contains($0) ? (user.deviceUser, $0) : nil }
        }
        employees = Dictionary(uniqueKeysWithValues: pairs)
    }

    subscript(user: DeviceUserID) -> ID<Employee>? { employees[user.description] }
}
