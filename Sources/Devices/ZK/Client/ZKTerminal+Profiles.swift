import Domain
import NIOCore

// People: read whole, written, deleted.
extension ZKTerminal {
    package func profiles() async throws(DeviceError) -> [UserProfile] {
        try await userRecords().map(UserProfile.init)
    }

    /// With one look at the table of users before.
    @discardableResult
    package func write(_ profiles: [UserProfile]) async throws(DeviceError) -> [DeviceUserID: String] {
        try await connection.together { () async throws(DeviceError) -> [DeviceUserID: String] in
            let list = try await countedUsers()
            let idWidth = try await idWidth()
            // All are looked at before the first is sent: who does not fit does not stop halfway.
            var rows = try UserRows(profiles, list, idWidth: idWidth)
            guard let first = rows.records.first else { return [:] }
            do throws(DeviceError) { try await send(first, rows.width) } catch {
                guard case .refused = error, let short = UserRows(shorter: rows, profiles, list, idWidth: idWidth),
                    (try? await send(short.records[0], short.width)) != nil
                else { throw error }
                rows = short
            }
            for record in rows.records.dropFirst() { try await send(record, rows.width) }
            try await refresh()
            return rows.cutNames
        }
    }

    /// Asked for anew after each answer that got lost: the index may be somebody else's by then.
    @discardableResult
    package func delete(_ user: DeviceUserID) async throws(DeviceError) -> Removal {
        try await connection.together { () async throws(DeviceError) -> Removal in
            var loss: DeviceError?
            for _ in 0..<connection.attempts {
                guard let record = try await record(of: user) else {
                    if loss == nil { return .noUser }
                    try await refresh()
                    return .removed
                }
                let request = Request(.deleteUser, data: ByteBuffer(integer: record.uid, endianness: .little))
                do throws(DeviceError) {
                    try await order(request, isRepeatable: false)
                    try await refresh()
                    return .removed
                } catch {
                    guard error.isLoss else { throw error }
                    loss = error
                }
            }
            throw loss ?? .timedOut(waitingFor: "the answer to \(Command.deleteUser)")
        }
    }

    private func send(_ record: UserRecord, _ width: UserRecord.Width) async throws(DeviceError) {
        var data = ByteBuffer()
        record.encode(into: &data, width: width)
        try await order(.writeUser, data: data)
    }

    /// Characters of a user id that the terminal takes; all that a row holds, where it does not say.
    private func idWidth() async throws(DeviceError) -> Int {
        let said = try await option("~PIN2Width").flatMap { Int($0) } ?? 0
        return said > 0 ? min(said, DeviceUserID.capacity) : DeviceUserID.capacity
    }

    /// For what goes by an index: the rows that a wrong counter hides may be using it.
    func countedUsers() async throws(DeviceError) -> UserList {
        let list = try await userList()
        guard list.isCounted else {
            throw .countMismatch(expected: (list.count ?? 0)...(list.count ?? 0), read: list.users.count)
        }
        return list
    }

    /// Nil where the terminal does not know the person.
    func record(of user: DeviceUserID) async throws(DeviceError) -> UserRecord? {
        try await countedUsers().users.first { $0.userID == user }
    }
}

/// The rows that are to be written.
private struct UserRows {
    let width: UserRecord.Width
    let records: [UserRecord]

    init(_ profiles: [UserProfile], _ list: UserList, idWidth: Int) throws(DeviceError) {
        var directory = UserDirectory(list)
        var records: [UserRecord] = []
        for profile in profiles { records.append(try directory.record(for: profile, idWidth: idWidth)) }
        (self.records, width) = (records, directory.width)
    }

    /// Nothing tells how wide the rows of an empty table are. Nil where these are all that there may be.
    init?(shorter rows: UserRows, _ profiles: [UserProfile], _ list: UserList, idWidth: Int) {
        guard list.users.isEmpty, rows.width == .standard else { return nil }
        var list = list
        list.width = .short
        guard let short = try? UserRows(profiles, list, idWidth: idWidth) else { return nil }
        self = short
    }

    var cutNames: [DeviceUserID: String] {
        let cut = records.compactMap { record in record.cutName(in: width).map { (record.userID, $0) } }
        return Dictionary(cut) { _, last in last }
    }
}

/// Which index belongs to whom, and which belongs to nobody yet.
struct UserDirectory: Sendable {
    let width: UserRecord.Width
    private var records: [DeviceUserID: UserRecord]
    private var taken: Set<UInt16>

    init(_ list: UserList) {
        width = list.width
        records = Dictionary(list.users.map { ($0.userID, $0) }, uniquingKeysWith: { first, _ in first })
        taken = Set(list.users.map(\.uid))
    }

    /// The row to be written: at the person's own place, or at the lowest one that is free.
    mutating func record(for profile: UserProfile, idWidth: Int) throws(DeviceError) -> UserRecord {
        let earlier = records[profile.userID]
        guard let uid = earlier?.uid ?? (1...UInt16.max).first(where: { !taken.contains($0) }) else {
            throw .doesNotFit(what: "another user", limit: "all of its 65,535 places are taken")
        }
        let record = try UserRecord(profile, uid: uid, width: width, earlier: earlier, idWidth: idWidth)
        records[profile.userID] = record
        taken.insert(uid)
        return record
    }
}
