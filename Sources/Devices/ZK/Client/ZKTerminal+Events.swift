import NIOCore

extension ZKTerminal {
    /// Events that wait for a slow consumer; one more ends the stream, since a gap that nobody sees would be worse.
    static let eventsHeld = 4096

    package func events() async throws(DeviceError) -> AsyncThrowingStream<LiveEvent, any Error> {
        let (stream, continuation) = AsyncThrowingStream.makeStream(
            of: LiveEvent.self, bufferingPolicy: .bufferingOldest(Self.eventsHeld))
        let connection = connection
        let ticket = Ticket()
        continuation.onTermination = { _ in connection.unsubscribe(ticket) }
        await connection.subscribe(ticket, continuation)
        do throws(DeviceError) {
            try await order(.event, data: ByteBuffer(integer: LiveEvent.Kind.all, endianness: .little))
        } catch {
            continuation.finish(throwing: error)
            throw error
        }
        return stream
    }
}

extension Connection {
    fileprivate func subscribe(
        _ ticket: Ticket, _ continuation: AsyncThrowingStream<LiveEvent, any Error>.Continuation
    ) async {
        try? await channel.eventLoop.submit { handler.value.subscribe(ticket, continuation) }.get()
    }

    /// The last one to leave switches the events off.
    fileprivate func unsubscribe(_ ticket: Ticket) {
        channel.eventLoop.execute {
            guard handler.value.unsubscribe(ticket) else { return }
            _ = submit(Ask(Request(.event, data: ByteBuffer(integer: UInt32(0)))))
        }
    }
}
