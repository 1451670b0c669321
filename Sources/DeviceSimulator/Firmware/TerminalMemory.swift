import Devices
import NIOCore
import SeededRandom

/// What survives a restart: users, fingers, logs and options.
struct TerminalMemory {
    private(set) var users: [UserRecord]
    var fingers: FingerStore
    var access = AccessRules()
    private(set) var logs: LogTable
    /// Rows that went because the log was full.
    private(set) var overwritten = ByteBuffer()
    private(set) var operations = LogTable(width: OperationRecord.width)
    var options: [String: String]
    /// Some of the faults are in what is stored, so that they come again with each read.
    var faults: Faults
    private let layout: TableLayout
    private let capacity: Capacity
    private var uids: [DeviceUserID: UInt16]
    private var chance: SeededGenerator

    /// What lies behind a NUL in fields that were used before.
    static let garbage = Array("old-name-of-someone-else".utf8)

    init(_ configuration: VirtualTerminalConfiguration) {
        (layout, capacity) = (configuration.layout, configuration.capacity)
        users = configuration.users
        uids = Dictionary(users.map { ($0.userID, $0.uid) }, uniquingKeysWith: { first, _ in first })
        logs = LogTable(width: layout.logs.rawValue)
        fingers = FingerStore(configuration.templates)
        options = Self.options(of: configuration).merging(configuration.options) { _, given in given }
        faults = configuration.faults
        chance = SeededGenerator(seed: configuration.seed ^ 0x104)
        logs.reserve(rows: configuration.punches.count)
        for punch in configuration.punches { store(punch) }
    }

    /// Nil where the log is full, and for a time before 2000 or after 2099, which no terminal can hold; nothing is stored
    /// then.
    @discardableResult
    mutating func store(_ punch: VirtualPunch) -> LivePunch? {
        guard let time = PackedTime(punch.time), makeRoom() else { return nil }
        let raw = chance.happens(rate: faults.invalidDates) ? Self.impossible(time) : time
        let userID = DeviceUserID(punch.userID)
        let record = AttendanceRecord(
            userID: userID, rawTime: raw.rawValue, uid: UInt32(uids[userID] ?? 0), workCode: punch.workCode,
            verify: punch.verify, state: punch.state)
        append(record)
        if chance.happens(rate: faults.duplicateRows), makeRoom() { append(record) }
        return LivePunch(userID: userID, verify: punch.verify, state: punch.state, time: punch.time)
    }

    private mutating func makeRoom() -> Bool {
        guard logs.count >= capacity.records else { return true }
        switch capacity.whenFull {
        case .grows: break
        case .refuses: return false
        case .dropsOldest(let rows): overwritten.writeImmutableBuffer(logs.removeFirst(rows))
        }
        return true
    }

    private mutating func append(_ record: AttendanceRecord) {
        let (layout, hasGarbage) = (layout, faults.garbageAfterNUL)
        logs.append { buffer in
            let start = buffer.writerIndex
            record.encode(into: &buffer, width: layout.logs)
            // Rows of 8 and 16 bytes hold no text.
            if hasGarbage, layout.logs.rawValue >= 40 { Self.dirty(&buffer, at: start + 2, width: 24) }
        }
    }

    /// The same time of day on 31 February of that year.
    static func impossible(_ time: PackedTime) -> PackedTime {
        let year = time.rawValue / 86_400 / 372
        return PackedTime(rawValue: (year * 372 + 31 + 30) * 86_400 + time.rawValue % 86_400)
    }

    mutating func clearLogs() {
        logs.removeAll()
    }

    mutating func store(_ operation: OperationRecord) {
        operations.append { operation.encode(into: &$0) }
    }

    mutating func clearOperations() {
        operations.removeAll()
    }

    func userTable() -> ByteBuffer {
        var table = RecordTable.encode(users, width: layout.users)
        guard faults.garbageAfterNUL, layout.users == .standard else { return table }
        for index in users.indices { Self.dirty(&table, at: 4 + index * layout.users.rawValue + 11, width: 24) }
        return table
    }

    /// Takes the place of the user with the same uid, whose fingers stay: they are that place's.
    mutating func write(_ user: UserRecord) {
        if let index = users.firstIndex(where: { $0.uid == user.uid }) { uids[users.remove(at: index).userID] = nil }
        users.append(user)
        users.sort { $0.uid < $1.uid }
        uids[user.userID] = user.uid
    }

    /// False when there is no such user. Punches stay, as on the real unit.
    @discardableResult
    mutating func remove(uid: UInt16) -> Bool {
        guard let index = users.firstIndex(where: { $0.uid == uid }) else { return false }
        uids[users.remove(at: index).userID] = nil
        fingers.removeAll(of: uid)
        access.verifyStyles[uid] = nil
        return true
    }

    func user(_ uid: UInt16) -> UserRecord? { users.first { $0.uid == uid } }

    func user(_ userID: DeviceUserID) -> UserRecord? { users.first { $0.userID == userID } }

    mutating func removeAllUsers() {
        fingers.removeAll()
        access.verifyStyles.removeAll()
        users.removeAll()
        uids.removeAll()
    }

    mutating func demoteAdministrators() {
        for index in users.indices { users[index].privilege &= 1 }
    }

    /// Leaves stale bytes behind the NUL of a text field that has one.
    private static func dirty(_ buffer: inout ByteBuffer, at offset: Int, width: Int) {
        guard let field = buffer.getBytes(at: offset, length: width), let end = field.firstIndex(of: 0) else { return }
        buffer.setBytes(garbage.prefix(width - end - 1), at: offset + end + 1)
    }

    private static func options(of configuration: VirtualTerminalConfiguration) -> [String: String] {
        let identity = configuration.identity
        return [
            "~SerialNumber": identity.serialNumber, "~Platform": identity.platform,
            "~DeviceName": identity.deviceName, "~OEMVendor": identity.vendor, "MAC": identity.mac,
            "~PIN2Width": "\(identity.pinWidth)", "~OS": "1", "~SSR": "1", "~ZKFPVersion": "10", "~ExtendFmt": "0",
            "~UserExtFmt": "1", "~ProductTime": "2019-08-14 10:02:37", "~T9FunOn": "1", "~RFCardOn": "1",
            "~ShowState": "1", "ZKFaceVersion": "0", "FaceFunOn": "0", "CompatOldFirmware": "0", "WorkCode": "0",
            "DeviceID": "1", "IPAddress": "192.168.1.201", "NetMask": "255.255.255.0", "GATEIPAddress": "192.168.1.1",
            "DHCP": "0", "TCPPort": "4370", "UDPPort": "4370", "NetworkOn": "1", "NewLng": "97", "VoiceOn": "1",
            "AlarmReRec": "1", "LockOn": "5",
        ]
    }
}
