import Domain
import Storage

extension SettingStore {
    /// The company's settings. They are written when the database is first opened.
    func company() throws -> CompanySettings {
        CompanySettings(
            name: try value(.companyName) ?? "", zone: try value(.timeZone) ?? "UTC", sessions: try sessionRules())
    }

    /// The zone by which the company's days begin and end.
    /// - Throws: ``ServiceError/unknownZone(_:)`` where the system no longer knows it.
    func companyZone() throws -> ZoneRules {
        let name = try value(.timeZone) ?? "UTC"
        guard let zone = SystemZones.rules(of: name) else { throw ServiceError.unknownZone(name) }
        return zone
    }
}
