/// Bytes of a line as characters.
enum LineText {
    /// Nil where they are no text of this encoding.
    static func decode(_ bytes: some Collection<UInt8>, _ encoding: LineEncoding) -> [Unicode.Scalar]? {
        switch encoding {
        case .utf8: String(validating: bytes, as: UTF8.self).map { Array($0.unicodeScalars) }
        case .latin1: bytes.map { Unicode.Scalar($0) }
        case .windows1252: windows1252(bytes)
        }
    }

    /// For people, whatever the bytes are.
    static func readable(_ bytes: some Collection<UInt8>, _ encoding: LineEncoding) -> String {
        string(decode(bytes, encoding) ?? bytes.map { Unicode.Scalar($0) })
    }

    static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func windows1252(_ bytes: some Collection<UInt8>) -> [Unicode.Scalar]? {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(bytes.count)
        for byte in bytes {
            let value = (0x80..<0xA0).contains(byte) ? upper[Int(byte) - 0x80] : UInt32(byte)
            guard value != 0, let scalar = Unicode.Scalar(value) else {
                guard byte == 0 else { return nil }
                scalars.append("\0")
                continue
            }
            scalars.append(scalar)
        }
        return scalars
    }

    /// 0x80 to 0x9F; 0 where the code page has no character.
    private static let upper: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]
}
