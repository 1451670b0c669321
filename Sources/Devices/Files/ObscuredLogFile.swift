/// `*_AttEncryptLog.dat`, which terminals write with “USB log encryption” on: each byte of a line, plus 2, in two halves of
/// four bits, each plus 0x78; 256 bytes a line, zeros behind.
///
/// Experimental: one description of it was found, and no file. Which half comes first is tried out on the file.
package enum ObscuredLogFile {
    static let rowSize = 256
    private static let lowest: UInt8 = 0x78

    /// - Parameter isExperimentAccepted: Whether the person was told that this format was never compared with a real file.
    package static func read(_ path: String, isExperimentAccepted: Bool) throws(FileError) -> PunchFile {
        guard isExperimentAccepted else {
            throw .wrongKind(
                path: path, wanted: "file that is read without asking",
                why: "encrypted logs are experimental; switch “USB log encryption” off at the terminal, or accept the "
                    + "experiment")
        }
        return read(bytes: try FileBytes.all(of: path))
    }

    static func read(bytes: [UInt8]) -> PunchFile {
        let readings = [true, false].map { isHighFirst in AttendanceLogFile.read(bytes: plain(bytes, isHighFirst)) }
        return readings[0].records.count >= readings[1].records.count ? readings[0] : readings[1]
    }

    /// A row that is none becomes a line that no reader takes, so that it is counted and told.
    private static func plain(_ bytes: [UInt8], _ isHighFirst: Bool) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count / 2)
        for start in stride(from: 0, to: bytes.count, by: rowSize) {
            let row = bytes[start..<min(start + rowSize, bytes.count)]
            text += line(row, isHighFirst) ?? Array("\u{7F}a row that is not obscured\u{7F}".utf8)
            text.append(0x0A)
        }
        return text
    }

    private static func line(_ row: ArraySlice<UInt8>, _ isHighFirst: Bool) -> [UInt8]? {
        let halves = row.prefix { $0 != 0 }
        guard row.count == rowSize, halves.count.isMultiple(of: 2), row[halves.endIndex...].allSatisfy({ $0 == 0 }),
            halves.allSatisfy({ (lowest...lowest + 15).contains($0) })
        else { return nil }
        return stride(from: halves.startIndex, to: halves.endIndex, by: 2).map { index in
            let (first, second) = (halves[index] - lowest, halves[index + 1] - lowest)
            let byte = (isHighFirst ? first << 4 | second : second << 4 | first) &- 2
            return byte == 0x0A || byte == 0x0D ? 0x20 : byte
        }
    }
}
