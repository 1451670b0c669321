import NIOCore

/// What is said about fingers. A finger itself is biometric data: a report that is sent to somebody does not show it.
enum FingerprintReport {
    static func request(_ frame: Frame) -> [String]? {
        let data = frame.data
        let start = data.readerIndex
        switch frame.command {
        case .readTemplate, .deleteUserTemplate,
            .readUserTemplate where data.readableBytes >= 3,
            .writeTemplate where data.readableBytes >= 3:
            guard let uid: UInt16 = data.getInteger(at: start, endianness: .little),
                let finger: UInt8 = data.getInteger(at: start + 2)
            else { return nil }
            return ["body      finger \(finger) of the user with index \(uid)"]
        case .deleteTemplate, .startEnroll:
            guard data.readableBytes >= 25, let finger: UInt8 = data.getInteger(at: start + 24) else { return nil }
            return ["body      finger \(finger) of user \(OptionText.decode(data))"]
        default: return nil
        }
    }

    /// Nil for data that are of something else.
    static func lines(_ data: ByteBuffer, _ context: FrameReport.Context) -> [String]? {
        if context.table == .templates, context.asked != .readTemplate { return table(data) }
        guard context.asked == .readTemplate || looksLikeOne(data) else { return nil }
        return [hidden(data.readableBytes, "a fingerprint")]
    }

    private static func table(_ data: ByteBuffer) -> [String] {
        var rows = data
        if RecordTable.announcedSize(data) == data.readableBytes - RecordTable.prefixSize {
            rows.moveReaderIndex(forwardBy: RecordTable.prefixSize)
        }
        guard let entries = TemplateEntry.entries(in: rows) else {
            return [hidden(data.readableBytes, "a part of the table of fingerprints")]
        }
        return ["body      \(entries.count.counted("fingerprint"))"]
            + entries.map {
                "  finger \($0.finger) of the user with index \($0.uid), \($0.bytes.count.counted("byte"))"
            }
    }

    /// Templates of algorithm 10 say what they are, two bytes from their start.
    private static func looksLikeOne(_ data: ByteBuffer) -> Bool {
        let head = Array(data.readableBytesView.prefix(16))
        return (0...max(0, head.count - 4)).contains { head.dropFirst($0).starts(with: Array("SS21".utf8)) }
    }

    private static func hidden(_ count: Int, _ what: String) -> String {
        "body      \(what), \(count.counted("byte")), not shown"
    }
}
