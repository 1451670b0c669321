/// What holds for the whole company.
package struct CompanySettings: Hashable, Sendable {
    package var name: String
    /// The IANA name of the zone by which days begin and end.
    package var zone: String

    package init(name: String, zone: String) {
        self.name = name
        self.zone = zone
    }
}

package struct CompanyService: Sendable {
    package func settings() async throws -> CompanySettings { try waitsForStorage() }

    /// A new zone moves the borders of all days: each is worked out again.
    package func update(_ settings: CompanySettings, by actor: Actor) async throws { try waitsForStorage() }
}
