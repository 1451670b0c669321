package import NIOCore

/// One row of the table of fingerprints: u16 size of the whole entry, u16 uid, u8 finger, u8 kind, template.
package struct TemplateEntry: Hashable, Sendable {
    package static let headSize = 6

    package var uid: UInt16
    package var finger: UInt8
    /// As stored: 0 invalid, 1 valid, 3 duress. Anything can arrive.
    package var flag: UInt8
    package var bytes: [UInt8]

    package init(uid: UInt16, finger: UInt8, flag: UInt8, bytes: [UInt8]) {
        self.uid = uid
        self.finger = finger
        self.flag = flag
        self.bytes = bytes
    }

    /// Takes one entry from the front; nil, and nothing taken, where the bytes do not hold one.
    package init?(readingFrom rows: inout ByteBuffer) {
        guard
            let (size, uid, finger, flag) = rows.peekMultipleIntegers(
                endianness: .little, as: (UInt16, UInt16, UInt8, UInt8).self),
            size >= Self.headSize, rows.readableBytes >= Int(size)
        else { return nil }
        rows.moveReaderIndex(forwardBy: Self.headSize)
        let bytes = rows.readBytes(length: Int(size) - Self.headSize) ?? []
        self.init(uid: uid, finger: finger, flag: flag, bytes: bytes)
    }

    /// Nil when the entries do not end where the table does.
    package static func entries(in rows: ByteBuffer) -> [TemplateEntry]? {
        var rest = rows
        var entries: [TemplateEntry] = []
        while let entry = TemplateEntry(readingFrom: &rest) { entries.append(entry) }
        return rest.readableBytes == 0 ? entries : nil
    }

    /// Longer templates than fit into the size field do not exist.
    package static let maximumSize = Int(UInt16.max) - headSize

    package func encode(into buffer: inout ByteBuffer) {
        let kept = bytes.prefix(Self.maximumSize)
        buffer.writeMultipleIntegers(UInt16(kept.count + Self.headSize), uid, finger, flag, endianness: .little)
        buffer.writeBytes(kept)
    }
}

extension TemplateEntry {
    /// The answer to the request for one finger: the template, at times six zeros, and the kind in a byte of its own.
    /// Nil for too few bytes.
    package init?(single body: ByteBuffer, uid: UInt16, finger: UInt8) {
        var bytes = Array(body.readableBytesView)
        guard bytes.count > Self.headSize, let flag = bytes.popLast() else { return nil }
        if bytes.count > 6, bytes.suffix(6).allSatisfy({ $0 == 0 }) { bytes.removeLast(6) }
        self.init(uid: uid, finger: finger, flag: flag, bytes: bytes)
    }

    /// As a terminal answers.
    package var single: ByteBuffer { ByteBuffer(bytes: bytes + [flag]) }
}

extension FingerTemplate {
    /// A kind that is not known can be used nowhere.
    init(_ entry: TemplateEntry, of user: DeviceUserID, algorithm: UInt8) {
        self.init(
            userID: user, finger: entry.finger, kind: Kind(rawValue: entry.flag) ?? .invalid, algorithm: algorithm,
            bytes: entry.bytes)
    }
}
