import NIOCore

/// Several conversations that belong together, between which nobody else is to say anything: what was looked up in
/// the first must still be so in the last.
struct Turn: Sendable {
    /// The turns of the running task, one a terminal: somebody may copy from one to another.
    @TaskLocal private static var mine: [ObjectIdentifier: Ticket] = [:]

    static func ticket(on channel: any Channel) -> Ticket? { mine[ObjectIdentifier(channel)] }

    static func with<Output: Sendable>(
        _ ticket: Ticket, on channel: any Channel, _ body: () async throws(DeviceError) -> Output
    ) async -> Result<Output, DeviceError> {
        var turns = mine
        turns[ObjectIdentifier(channel)] = ticket
        return await $mine.withValue(turns) {
            do throws(DeviceError) { return .success(try await body()) } catch { return .failure(error) }
        }
    }
}

/// Waits for the line to be free, and has it from then on until `TerminalHandler.endTurn`.
struct TurnTaking: Conversation {
    typealias Output = Void

    let name = "waiting for its turn"

    mutating func handle(_ event: Event, link: inout Link) -> Action<Void> { .succeed(()) }
}

extension Connection {
    /// Runs `body` without conversations of others in between. Within a turn it is part of that one.
    func together<Output: Sendable>(
        _ body: () async throws(DeviceError) -> Output
    ) async throws(DeviceError) -> Output {
        guard Turn.ticket(on: channel) == nil else { return try await body() }
        let ticket = Ticket()
        try await perform(TurnTaking(), ticket: ticket)
        let result = await Turn.with(ticket, on: channel, body)
        channel.eventLoop.execute { handler.value.endTurn(ticket) }
        return try result.get()
    }
}
