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
        if rows.readableBytes == 0 { return .standard }
        // The counter is wrong or missing: believe the width whose rows look like punches.
        return fitting.first { Plausibility.attendance(rows, $0) > 0.5 }
    }

    static func users(_ rows: ByteBuffer, count: Int?) -> UserRecord.Width? {
        let fitting = [UserRecord.Width.standard, .short].filter { rows.readableBytes.isMultiple(of: $0.rawValue) }
        return fitting.first { $0.rawValue * (count ?? -1) == rows.readableBytes } ?? fitting.first
    }
}
