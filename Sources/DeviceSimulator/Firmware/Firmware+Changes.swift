import Devices
import NIOCore

// Writing and deleting, and punches as they happen.
extension Firmware {
    func serveChanges(_ request: Frame) -> Response? {
        switch request.command {
        case .writeUser: return writeUser(request)
        case .deleteUser:
            guard let uid: UInt16 = request.data.getInteger(at: request.data.readerIndex, endianness: .little),
                memory.remove(uid: uid)
            else { return answer(request, .ackError) }
        case .deleteUserTemplate: return answer(request, .ackError)
        case .clearAttendance: memory.clearLogs()
        case .clearAdministrators: memory.demoteAdministrators()
        case .clearData: return clearData(request)
        default: return nil
        }
        return answer(request, .ackOK)
    }

    private func writeUser(_ request: Frame) -> Response {
        let width = configuration.layout.users
        // A client that believes in the other width gets a refusal, not a garbled user.
        guard request.data.readableBytes == width.rawValue, let user = UserRecord(request.data, width: width),
            user.uid > 0, !user.userID.isEmpty
        else { return answer(request, .ackError) }
        let isNew = !memory.users.contains { $0.uid == user.uid }
        guard !isNew || memory.users.count < max(configuration.capacity.users, configuration.users.count) else {
            return answer(request, .ackError)
        }
        memory.write(user)
        return answer(request, .ackOK)
    }

    /// Without an argument everything goes; 1 limits it to the logs and 5 to the users.
    private func clearData(_ request: Frame) -> Response {
        switch request.data.getInteger(at: request.data.readerIndex, as: UInt8.self) {
        case nil:
            memory.clearLogs()
            memory.removeAllUsers()
        case 1: memory.clearLogs()
        case 5: memory.removeAllUsers()
        case 2, 3, 4: break
        default: return answer(request, .ackError)
        }
        return answer(request, .ackOK)
    }

    /// The event packets that a stored punch makes, one for each client that asked for punches.
    func events(for punch: LivePunch) -> [(session: Session, frame: Frame)] {
        var body = ByteBuffer()
        punch.encode(into: &body, length: configuration.layout.eventLength)
        let frame = Frame(.event, session: LiveEvent.Kind.punch, reply: 0, data: body)
        return sessions.values
            .filter { $0.isAuthorised && $0.eventMask & UInt32(LiveEvent.Kind.punch) != 0 }
            .sorted { $0.id < $1.id }
            .map { ($0, frame) }
    }
}
