import NIOCore

/// Terminals do not say how wide their rows are: the size of the table and their own counter do.
enum RecordWidth {
    /// - Parameter counts: What the terminal counted before and after the read; nil where it does not count.
    /// - Returns: Nil where no known width fits.
    static func attendance(_ rows: ByteBuffer, counts: ClosedRange<Int>?) -> AttendanceRecord.Width? {
        let order: [AttendanceRecord.Width] = [.standard, .extended, .numeric, .short]
        let fitting = order.filter { rows.readableBytes.isMultiple(of: $0.rawValue) }
        if let counts {
            let counted = fitting.filter { counts.contains(rows.readableBytes / $0.rawValue) }
            if let width = counted.first { return width }
        }
        // The counter is wrong or missing: believe the width whose rows look like punches.
        return fitting.first { isPlausible(rows, width: $0) }
    }

    static func users(_ rows: ByteBuffer, count: Int?) -> UserRecord.Width? {
        let fitting = [UserRecord.Width.standard, .short].filter { rows.readableBytes.isMultiple(of: $0.rawValue) }
        return fitting.first { $0.rawValue * (count ?? -1) == rows.readableBytes } ?? fitting.first
    }

    /// Most of the first rows have a time that exists and a user. Widths that are wrong hit text or zeros.
    private static func isPlausible(_ rows: ByteBuffer, width: AttendanceRecord.Width) -> Bool {
        let sample = rows.getSlice(
            at: rows.readerIndex, length: min(rows.readableBytes, 64 * width.rawValue))
        guard let sample else { return false }
        let records = RecordTable.attendance(sample, width: width)
        let plausible = records.count { $0.time != nil && $0.rawTime != 0 && (!$0.userID.isEmpty || $0.uid != 0) }
        return plausible * 2 > records.count
    }
}
