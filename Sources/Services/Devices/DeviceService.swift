package import Devices
package import Domain

/// The terminals: where they are, how they are, and what time they think it is.
package struct DeviceService: Sendable {
    /// By name.
    package func list(by actor: Actor) async throws -> [DeviceSummary] { try waitsForStorage() }
    /// Nil where there is none of the name.
    package func find(name: String, by actor: Actor) async throws -> DeviceSummary? { try waitsForStorage() }
    /// What the form that changes it starts with.
    package func draft(of id: ID<Device>, by actor: Actor) async throws -> DeviceDraft { try waitsForStorage() }
    @discardableResult
    package func add(_ draft: DeviceDraft, by actor: Actor) async throws -> DeviceSummary { try waitsForStorage() }
    @discardableResult
    package func update(_ id: ID<Device>, to draft: DeviceDraft, by actor: Actor) async throws -> DeviceSummary {
        try waitsForStorage()
    }

    /// Asks the terminal; what it says of itself is kept for the list.
    package func information(of id: ID<Device>, by actor: Actor) async throws -> DeviceInformation {
        try waitsForStorage()
    }

    package func clock(of id: ID<Device>, by actor: Actor) async throws -> ClockReading { try waitsForStorage() }
    /// Sets the terminal to this computer's time in the terminal's zone.
    @discardableResult
    package func setClock(of id: ID<Device>, by actor: Actor) async throws -> ClockSetting { try waitsForStorage() }
}
