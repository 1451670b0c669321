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
            note(.deleteUser, uid)
        case .clearAttendance:
            memory.clearLogs()
            note(.deleteLogs)
        case .clearOperations: memory.clearOperations()
        case .clearAdministrators:
            memory.demoteAdministrators()
            note(.clearAdministrators)
        case .clearData: return clearData(request)
        default: return nil
        }
        return answer(request, .ackOK)
    }

    private func writeUser(_ request: Frame) -> Response {
        let width = configuration.layout.users
        // A client that believes in the other width gets a refusal, not a garbled user.
        guard request.data.readableBytes == width.rawValue, let user = UserRecord(request.data, width: width),
            keep(user)
        else { return answer(request, .ackError) }
        return answer(request, .ackOK)
    }

    /// False for a user without a place or an id, and when there is no room.
    func keep(_ user: UserRecord) -> Bool {
        guard user.uid > 0, !user.userID.isEmpty else { return false }
        let earlier = memory.user(user.uid)
        let room = max(configuration.capacity.users, configuration.users.count)
        guard earlier != nil || memory.users.count < room else { return false }
        memory.write(user)
        note(earlier == nil ? .newUser : .changeUser, user.uid)
        if !user.password.isEmpty, user.password != earlier?.password { note(.enrolPassword, user.uid) }
        return true
    }

    /// Without an argument everything goes; a number limits it to one table.
    private func clearData(_ request: Frame) -> Response {
        switch request.data.getInteger(at: request.data.readerIndex, as: UInt8.self) {
        case nil:
            memory.clearLogs()
            memory.removeAllUsers()
            memory.clearOperations()
        case 1: memory.clearLogs()
        case 2: memory.fingers.removeAll()
        case 3: break
        case 4: memory.clearOperations()
        case 5: memory.removeAllUsers()
        default: return answer(request, .ackError)
        }
        note(.clearData)
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
