import NIOCore

/// Terminals do not say how wide their rows are: the size of the table and their own counter do.
enum RecordWidth {
    /// - Parameter remaining: Bytes of the table behind these rows.
    /// - Parameter counts: What the terminal counted before and after the read; nil where it does not count.
    /// - Parameter earlier: The width that earlier reads of this terminal had.
    /// - Returns: Nil where no known width fits.
    static func attendance(
        _ rows: ByteBuffer, remaining: Int = 0, counts: ClosedRange<Int>?, earlier: AttendanceRecord.Width? = nil
    ) -> AttendanceRecord.Width? {
        if rows.readableBytes == 0 { return earlier ?? .standard }
        let size = rows.readableBytes + remaining
        let candidates = [AttendanceRecord.Width.standard, .extended, .numeric, .short]
            .filter { size.isMultiple(of: $0.rawValue) }
            .map { width in
                Candidate(
                    width: width, likeness: Plausibility.attendance(rows, width),
                    isCounted: counts?.contains(size / width.rawValue) ?? false,
                    isEarlier: width == earlier)
            }
        let plausible = candidates.filter(\.isPlausible)
        if plausible.isEmpty { return candidates.first(where: \.isCounted)?.width }
        let readable = plausible.filter {
            $0.isCounted || $0.width != .short || Plausibility.isShortThroughout(rows)
        }
        // Of those that are as likely the first: `max` gives the last.
        return readable.reversed().max { $0.weight < $1.weight }?.width
    }

    /// A wrong counter can by chance be right for a width that the rows do not have, and a few rows of one width can by
    /// chance look like punches of another: what is known of the terminal weighs most, then how the rows look.
    private struct Candidate {
        let width: AttendanceRecord.Width
        let likeness: Double
        let isCounted: Bool
        let isEarlier: Bool

        var isPlausible: Bool { likeness > (isEarlier ? 0.25 : 0.5) }
        var weight: Double { likeness + (isEarlier ? 0.3 : 0) + (isCounted ? 0.1 : 0) }
    }

    static func users(_ rows: ByteBuffer, count: Int?) -> UserRecord.Width? {
        let fitting = [UserRecord.Width.standard, .short].filter { rows.readableBytes.isMultiple(of: $0.rawValue) }
        if let width = fitting.first(where: { rows.readableBytes / $0.rawValue == count }) { return width }
        // 504 bytes are 7 users or 18: they are of the kind that they look like.
        return fitting.first { Plausibility.users(rows, $0) > 0.5 } ?? fitting.first
    }
}
