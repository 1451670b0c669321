import Devices
import NIOCore

/// Where a finger is kept.
struct FingerKey: Hashable, Comparable {
    var uid: UInt16
    var finger: UInt8

    init(_ uid: UInt16, _ finger: UInt8) {
        self.uid = uid
        self.finger = finger
    }

    /// `u16 uid, u8 finger`, whatever follows.
    init?(_ data: ByteBuffer) {
        guard let uid: UInt16 = data.getInteger(at: data.readerIndex, endianness: .little),
            let finger: UInt8 = data.getInteger(at: data.readerIndex + 2)
        else { return nil }
        self.init(uid, finger)
    }

    static func < (left: FingerKey, right: FingerKey) -> Bool { (left.uid, left.finger) < (right.uid, right.finger) }
}

/// The templates of all users.
struct FingerStore {
    private var byKey: [FingerKey: TemplateEntry]

    init(_ entries: [TemplateEntry]) {
        byKey = Dictionary(entries.map { (FingerKey($0.uid, $0.finger), $0) }, uniquingKeysWith: { _, last in last })
    }

    var count: Int { byKey.count }
    var entries: [TemplateEntry] { byKey.sorted { $0.key < $1.key }.map(\.value) }

    subscript(key: FingerKey) -> TemplateEntry? { byKey[key] }

    /// Takes the place of the same finger's.
    mutating func write(_ entry: TemplateEntry) { byKey[FingerKey(entry.uid, entry.finger)] = entry }

    /// False when there is none.
    mutating func remove(_ key: FingerKey) -> Bool { byKey.removeValue(forKey: key) != nil }

    mutating func removeAll(of uid: UInt16) { byKey = byKey.filter { $0.key.uid != uid } }

    mutating func removeAll() { byKey.removeAll() }

    /// As it is read in bulk.
    var table: ByteBuffer {
        var table = ByteBuffer(integer: UInt32(0))
        for entry in entries { entry.encode(into: &table) }
        table.setInteger(UInt32(table.readableBytes - RecordTable.prefixSize), at: 0, endianness: .little)
        return table
    }
}
