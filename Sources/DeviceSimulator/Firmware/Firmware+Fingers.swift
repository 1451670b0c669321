import Devices
import NIOCore

// Fingers that clients write and delete, and the buffer through which they come.
extension Firmware {
    func serveFingers(_ request: Frame, _ session: Session) -> Response? {
        switch request.command {
        case .prepareData: return answer(request, prepare(request.data, session) ? .ackOK : .ackError)
        case .data: return answer(request, session.upload?.append(request.data) == true ? .ackOK : .ackError)
        case .sumBuffer:
            guard let upload = session.upload else { return answer(request, .ackError) }
            return answer(request, .ackOK, data: ByteBuffer(integer: upload.sum, endianness: .little))
        case .writeTemplate: return answer(request, takeTemplate(request.data, session) ? .ackOK : .ackError)
        case .batchUpload: return answer(request, takeBatch(session) ? .ackOK : .ackError)
        case .deleteUserTemplate:
            guard let key = FingerKey(request.data) else { return answer(request, .ackError) }
            return delete(key, request)
        case .deleteTemplate: return deleteTemplate(request)
        case .startEnroll: return startEnrolment(request, session)
        case .cancelCapture:
            session.enrolment = nil
            return answer(request, .ackOK)
        default: return nil
        }
    }

    /// `u32 size`.
    private func prepare(_ data: ByteBuffer, _ session: Session) -> Bool {
        guard let size: UInt32 = data.getInteger(at: data.readerIndex, endianness: .little) else { return false }
        session.upload = Upload(size: Int(size))
        return session.upload != nil
    }

    /// `u16 uid, u8 finger, u8 kind, u16 size` of what is in the buffer.
    private func takeTemplate(_ data: ByteBuffer, _ session: Session) -> Bool {
        var data = data
        guard
            let (uid, finger, flag, size) = data.readMultipleIntegers(
                endianness: .little, as: (UInt16, UInt8, UInt8, UInt16).self),
            let bytes = session.upload?.whole, bytes.readableBytes == size
        else { return false }
        session.upload = nil
        return keep(TemplateEntry(uid: uid, finger: finger, flag: flag, bytes: Array(bytes.readableBytesView)))
    }

    /// False for a finger that nobody has, or of nobody, and when there is no room.
    func keep(_ entry: TemplateEntry) -> Bool {
        guard entry.finger < 10, [0, 1, 3].contains(entry.flag), memory.user(entry.uid) != nil else { return false }
        let isNew = memory.fingers[FingerKey(entry.uid, entry.finger)] == nil
        let room = max(configuration.capacity.fingerprints, configuration.templates.count)
        guard !isNew || memory.fingers.count < room else { return false }
        memory.fingers.write(entry)
        note(.enrolFinger, entry.uid, 0, UInt16(entry.finger), UInt16(truncatingIfNeeded: entry.bytes.count))
        return true
    }

    private func delete(_ key: FingerKey, _ request: Frame) -> Response {
        guard memory.fingers.remove(key) else { return answer(request, .ackError) }
        note(.deleteFinger, key.uid, UInt16(key.finger))
        return answer(request, .ackOK)
    }

    /// `char[24] user id, u8 finger`.
    private func deleteTemplate(_ request: Frame) -> Response {
        guard let (user, finger) = userAndFinger(request.data) else { return answer(request, .ackError) }
        return delete(FingerKey(user.uid, finger), request)
    }

    /// A user id in 24 bytes, or in the four of a number, and a finger behind it.
    func userAndFinger(_ data: ByteBuffer) -> (user: UserRecord, finger: UInt8)? {
        let width = data.readableBytes >= 25 ? 24 : 4
        guard let finger: UInt8 = data.getInteger(at: data.readerIndex + width) else { return nil }
        let id =
            width == 24
            ? DeviceUserID(OptionText.decode(data.getSlice(at: data.readerIndex, length: 24) ?? data))
            : data.getInteger(at: data.readerIndex, endianness: .little, as: UInt32.self).map { DeviceUserID($0) }
        return id.flatMap(memory.user).map { ($0, finger) }
    }
}
