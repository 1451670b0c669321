/// Text fields of fixed width in records: ended by a NUL, or full. What is behind the NUL is stale memory.
enum RecordText {
    /// Names come in the terminal's code page. UTF-8 is tried first; what is not valid UTF-8 is read as
    /// ISO 8859-1, which maps each byte to some character, so that the name stays recognisable.
    static func decode(_ field: UnsafeRawBufferPointer) -> String {
        decode(bytes: field.prefix { $0 != 0 })
    }

    static func decode(bytes: some Collection<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    /// Cut at a character, never within one.
    static func encode(_ text: String, width: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for character in text where character != "\0" {
            let next = Array(String(character).utf8)
            guard bytes.count + next.count <= width else { break }
            bytes += next
        }
        return bytes + Array(repeating: 0, count: width - bytes.count)
    }
}

extension UnsafeRawBufferPointer {
    /// A little-endian number. The caller has checked that the record is long enough.
    func number<T: FixedWidthInteger>(at offset: Int, as type: T.Type = T.self) -> T {
        T(littleEndian: loadUnaligned(fromByteOffset: offset, as: T.self))
    }

    func field(_ offset: Int, _ length: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[offset..<offset + length])
    }
}
