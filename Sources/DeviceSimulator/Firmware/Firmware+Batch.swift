import Devices
import NIOCore

// The batch upload of pyzk: users and fingers in one buffer. Our own client does not use it.
extension Firmware {
    /// `u32 length of users, u32 length of the table, u32 length of templates`, then these three. Nothing is taken
    /// of a buffer that does not hold together.
    func takeBatch(_ session: Session) -> Bool {
        guard var buffer = session.upload?.whole,
            let (users, table, templates) = buffer.readMultipleIntegers(
                endianness: .little, as: (UInt32, UInt32, UInt32).self),
            let userRows = buffer.readSlice(length: Int(users)), let tableRows = buffer.readSlice(length: Int(table)),
            let bodies = buffer.readSlice(length: Int(templates)),
            let people = batchUsers(userRows), let fingers = batchFingers(tableRows, bodies)
        else { return false }
        session.upload = nil
        return people.allSatisfy(keep) && fingers.allSatisfy(keep)
    }

    /// Each behind a byte 02.
    private func batchUsers(_ rows: ByteBuffer) -> [UserRecord]? {
        let width = configuration.layout.users
        var (rows, users) = (rows, [UserRecord]())
        while rows.readableBytes > 0 {
            guard rows.readInteger(as: UInt8.self) == 2, let row = rows.readSlice(length: width.rawValue),
                let user = UserRecord(row, width: width)
            else { return nil }
            users.append(user)
        }
        return users
    }

    /// `02, u16 uid, u8 16 + finger, u32 offset`; at each offset `u16 size` and the template.
    private func batchFingers(_ rows: ByteBuffer, _ bodies: ByteBuffer) -> [TemplateEntry]? {
        var (rows, entries) = (rows, [TemplateEntry]())
        while rows.readableBytes > 0 {
            guard
                let (two, uid, finger, offset) = rows.readMultipleIntegers(
                    endianness: .little, as: (UInt8, UInt16, UInt8, UInt32).self),
                two == 2, finger >= 16, let bytes = Self.body(bodies, at: Int(offset))
            else { return nil }
            entries.append(TemplateEntry(uid: uid, finger: finger - 16, flag: 1, bytes: bytes))
        }
        return entries
    }

    private static func body(_ bodies: ByteBuffer, at offset: Int) -> [UInt8]? {
        guard offset < bodies.readableBytes,
            let size: UInt16 = bodies.getInteger(at: bodies.readerIndex + offset, endianness: .little)
        else { return nil }
        return bodies.getBytes(at: bodies.readerIndex + offset + 2, length: Int(size))
    }
}
