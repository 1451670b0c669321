package import NIOCore

/// Counts and capacities: the answer to GET_FREE_SIZES. Firmwares answer with 80, 92, 112 or only 4 bytes; what
/// is not in the answer is nil.
package struct FreeSizes: Hashable, Sendable, Codable {
    package var users: UInt32?
    package var fingerprints: UInt32?
    package var records: UInt32?
    package var operations: UInt32?
    package var administrators: UInt32?
    package var passwords: UInt32?
    package var fingerprintCapacity: UInt32?
    package var userCapacity: UInt32?
    package var recordCapacity: UInt32?
    package var fingerprintsFree: UInt32?
    package var usersFree: UInt32?
    package var recordsFree: UInt32?
    package var faces: UInt32?
    package var faceCapacity: UInt32?

    package init() {}

    package init(_ data: ByteBuffer) {
        for (offset, field) in Self.fields {
            self[keyPath: field] = Self.value(at: offset, of: data)
        }
        guard data.readableBytes >= Self.lengthWithFaces else { return }
        faces = Self.value(at: 80, of: data)
        faceCapacity = Self.value(at: 88, of: data)
    }

    /// The answer as a terminal with replies of `length` bytes gives it; nil counts as 0.
    package func encoded(length: Int) -> ByteBuffer {
        var buffer = ByteBuffer(repeating: 0, count: max(0, length))
        let withFaces: [(Int, UInt32?)] = length >= Self.lengthWithFaces ? [(80, faces), (88, faceCapacity)] : []
        for (offset, value) in Self.fields.map({ ($0, self[keyPath: $1]) }) + withFaces
        where offset + 4 <= length {
            buffer.setInteger(value ?? 0, at: offset, endianness: .little)
        }
        return buffer
    }

    private static let lengthWithFaces = 92

    private static let fields: [(Int, any WritableKeyPath<FreeSizes, UInt32?> & Sendable)] = [
        (16, \.users), (24, \.fingerprints), (32, \.records), (40, \.operations), (48, \.administrators),
        (52, \.passwords), (56, \.fingerprintCapacity), (60, \.userCapacity), (64, \.recordCapacity),
        (68, \.fingerprintsFree), (72, \.usersFree), (76, \.recordsFree),
    ]

    private static func value(at offset: Int, of data: ByteBuffer) -> UInt32? {
        data.getInteger(at: data.readerIndex + offset, endianness: .little)
    }
}
