package import Domain
package import Storage

extension DeviceService {
    /// Push terminals that call and that nobody has adopted, the latest first.
    package func sightings(by actor: Actor) async throws -> [DeviceSighting] {
        try actor.requires(.readDevices)
        return try await context.database.read { try DeviceSightingStore($0).all() }
    }

    /// Makes a terminal that calls one of the company's.
    package func adopt(
        _ serialNumber: String, as name: String, zone: String = "", by actor: Actor
    ) async throws -> DeviceSummary {
        let draft = DeviceDraft(name: name, family: .push, host: serialNumber, zone: zone)
        let device = try await add(draft, by: actor)
        try await context.database.write { try DeviceSightingStore($0).remove(serialNumber.trimmed) }
        context.hub.send(.devices)
        return device
    }

    /// Gives a push terminal a new word to prove itself with; the old one does not hold any more.
    /// - Returns: the word, to be entered at the terminal now: it is kept as its hash alone.
    package func renewPushToken(of id: ID<Device>, by actor: Actor) async throws -> String {
        try await setPushToken(PushToken.random(), of: id, by: actor)
    }

    /// From now on its serial number alone lets it in.
    package func removePushToken(of id: ID<Device>, by actor: Actor) async throws {
        _ = try await setPushToken(nil, of: id, by: actor)
    }

    private func setPushToken(_ word: String?, of id: ID<Device>, by actor: Actor) async throws -> String {
        var draft = try await draft(of: id, by: actor)
        draft.connection.push = DeviceConnection.Push(tokenHash: word.map(PushToken.hash))
        try await update(id, to: draft, by: actor)
        return word ?? ""
    }
}
