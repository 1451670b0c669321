import NIOCore

/// Terminals do not say how wide their rows are: the size of the table and their own counter do.
enum RecordWidth {
    /// - Parameter counts: What the terminal counted before and after the read; nil where it does not count.
    /// - Returns: Nil where no known width fits.
    static func attendance(_ rows: ByteBuffer, counts: ClosedRange<Int>?) -> AttendanceRecord.Width? {
        let order: [AttendanceRecord.Width] = [.standard, .extended, .numeric, .short]
        let fitting = order.filter { rows.readableBytes.isMultiple(of: $0.rawValue) }
        let plausible = fitting.filter { Plausibility.attendance(rows, $0) > 0.5 }
        let counted = fitting.filter { counts?.contains(rows.readableBytes / $0.rawValue) ?? false }
        // A wrong counter can by chance be right for another width: rows that look like punches weigh more.
        if let width = counted.first(where: plausible.contains) { return width }
        if let width = counted.first, plausible.isEmpty { return width }
        if rows.readableBytes == 0 { return .standard }
        // The counter is wrong or missing: believe the width whose rows look like punches.
        return plausible.first { $0 != .short || Plausibility.isShortThroughout(rows) }
    }

    static func users(_ rows: ByteBuffer, count: Int?) -> UserRecord.Width? {
        let fitting = [UserRecord.Width.standard, .short].filter { rows.readableBytes.isMultiple(of: $0.rawValue) }
        if let width = fitting.first(where: { rows.readableBytes / $0.rawValue == count }) { return width }
        // 504 bytes are 7 users or 18: they are of the kind that they look like.
        return fitting.first { Plausibility.users(rows, $0) > 0.5 } ?? fitting.first
    }
}
