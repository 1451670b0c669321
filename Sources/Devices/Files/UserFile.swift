import NIOCore

/// `user.dat`: the user table on a stick, without a header. Passwords stand in it in clear, and are not kept.
package struct UserFile: Hashable, Sendable {
    package var width: UserRecord.Width
    package internal(set) var users: [DeviceUser] = []
    /// Rows that are no user, by their number from 1.
    package internal(set) var problems: [FileProblem] = []

    package static func read(_ path: String) throws(FileError) -> UserFile {
        let bytes = try FileBytes.all(of: path)
        guard let file = UserFile(bytes: bytes) else {
            throw .wrongKind(
                path: path, wanted: "user.dat",
                why: "its \(bytes.count.counted("byte")) are no whole number of users of 72 or 28 bytes")
        }
        return file
    }

    /// Nil where the length fits neither width.
    package init?(bytes: [UInt8]) {
        let rows = ByteBuffer(bytes: bytes)
        guard let width = Self.width(rows) else { return nil }
        self.width = width
        for (index, user) in RecordTable.users(rows, width: width).enumerated() {
            guard user.uid > 0, !user.userID.isEmpty else {
                problems.append(FileProblem(line: index + 1, reason: Self.reason(user), text: user.name))
                continue
            }
            users.append(DeviceUser(user))
        }
    }

    private static func reason(_ user: UserRecord) -> String {
        user.uid == 0 ? "its index is 0, which no user has" : "its user id is empty"
    }

    /// Where both fit, the one in which more rows look like users.
    static func width(_ rows: ByteBuffer) -> UserRecord.Width? {
        let fitting = [UserRecord.Width.standard, .short].filter { rows.readableBytes.isMultiple(of: $0.rawValue) }
        guard rows.readableBytes > 0, fitting.count > 1 else { return rows.readableBytes > 0 ? fitting.first : nil }
        return share(rows, .short) > share(rows, .standard) ? .short : .standard
    }

    /// How much of a file looks like users.
    static func share(_ rows: ByteBuffer, _ width: UserRecord.Width) -> Double {
        let users = RecordTable.users(rows, width: width)
        guard !users.isEmpty else { return 0 }
        return Double(users.count(where: isPlausible)) / Double(users.count)
    }

    private static func isPlausible(_ user: UserRecord) -> Bool {
        user.uid > 0 && [0, 2, 6, 10, 14].contains(user.privilege & 0xFE)
            && !user.userID.isEmpty && user.userID != "0"
            && user.userID.bytes.allSatisfy { (0x21..<0x7F).contains($0) }
            && user.name.unicodeScalars.allSatisfy { $0.value >= 0x20 }
    }
}

extension UserFile {
    /// The file for a stick from which a terminal loads users. They get no password: what they had was not kept.
    package static func encode(_ users: [DeviceUser], width: UserRecord.Width) -> [UInt8] {
        var buffer = ByteBuffer()
        for user in users {
            let privilege: UInt8 = (user.isAdministrator ? UserRecord.Level.superAdministrator.rawValue : 0)
            let record = UserRecord(
                uid: user.uid, privilege: privilege | (user.isDisabled ? 1 : 0), name: user.name, card: user.card,
                userID: user.userID)
            record.encode(into: &buffer, width: width)
        }
        return Array(buffer.readableBytesView)
    }
}
