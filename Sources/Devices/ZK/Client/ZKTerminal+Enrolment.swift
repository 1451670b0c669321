import NIOCore

extension ZKTerminal {
    /// Cancelling the task, and `Enrolment.patience` without a touch, take the request back from the terminal.
    package func enrol(_ user: DeviceUserID, finger: UInt8) async throws(DeviceError) {
        guard FingerTemplate.fingers.contains(finger) else { throw Self.noFinger(finger) }
        try await connection.together { () async throws(DeviceError) in
            let list = try await countedUsers()
            guard list.users.contains(where: { $0.userID == user }) else { throw .unknownUser(user) }
            let outcome: Result<Void, DeviceError>
            do throws(DeviceError) {
                try await connection.perform(Enrolment(user, finger: finger, width: list.width))
                outcome = .success(())
            } catch { outcome = .failure(error) }
            await restoreEvents()
            return try outcome.get()
        }
    }

    /// An enrolment asks for events of its own: whoever listened before hears all of them again.
    private func restoreEvents() async {
        let mask = await connection.hasSubscribers ? LiveEvent.Kind.all : 0
        _ = try? await connection.finish(
            Ask(Request(.event, data: ByteBuffer(integer: mask, endianness: .little))))
    }
}

extension Connection {
    fileprivate var hasSubscribers: Bool {
        get async { (try? await channel.eventLoop.submit { handler.value.hasSubscribers }.get()) ?? false }
    }
}
