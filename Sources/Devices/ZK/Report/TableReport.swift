import NIOCore

/// Rows of a table in columns. A table does not say what it holds: what was asked for does, else its looks.
enum TableReport {
    static func lines(of data: ByteBuffer, table: BufferRequest? = nil) -> [String]? {
        let announced = RecordTable.announcedSize(data)
        let hasSize = announced == data.readableBytes - RecordTable.prefixSize && data.readableBytes > 4
        var rows = data
        if hasSize { rows.moveReaderIndex(forwardBy: RecordTable.prefixSize) }
        let note = hasSize ? "size field \(announced ?? 0), right; " : ""
        switch table {
        case .some(.users): return users(rows, note: note)
        case .some(.attendance): return attendance(rows, width: RecordWidth.attendance(rows, counts: nil), note: note)
        case .some(.operations): return operations(rows, note: note)
        default: return guess(rows, note: note)
        }
    }

    private static func guess(_ rows: ByteBuffer, note: String) -> [String]? {
        let guesses: [(plausibility: Double, lines: () -> [String]?)] =
            AttendanceRecord.Width.allCases.map { width in
                (Plausibility.attendance(rows, width), { attendance(rows, width: width, note: note) })
            }
            + UserRecord.Width.allCases.map { width in
                (Plausibility.users(rows, width), { users(rows, width: width, note: note) })
            } + [
                (Plausibility.operations(rows), { operations(rows, note: note) }),
                (Plausibility.freeSizes(rows), { freeSizes(rows) }),
                (Plausibility.punch(rows), { punches(rows) }),
            ]
        let best = guesses.max { $0.plausibility < $1.plausibility }
        guard let best, best.plausibility > 0.5 else { return packedTime(rows) }
        return best.lines()
    }

    static func users(_ rows: ByteBuffer, note: String) -> [String]? {
        RecordWidth.users(rows, count: nil).flatMap { users(rows, width: $0, note: note) }
    }

    private static func users(_ rows: ByteBuffer, width: UserRecord.Width, note: String) -> [String]? {
        let users = RecordTable.users(rows, width: width)
        return [note + count(users.count, "user", "users", width: width.rawValue)]
            + columns(
                ["index", "user id", "name", "privilege", "card", "group", "password"],
                users.map {
                    [
                        "\($0.uid)", "\($0.userID)", $0.name, level($0), "\($0.card)", "\($0.group)",
                        $0.password.isEmpty ? "none" : "set",
                    ]
                })
    }

    private static func level(_ user: UserRecord) -> String {
        let name =
            switch user.level {
            case .user: "user"
            case .enroller: "enroller"
            case .manager: "manager"
            case .superAdministrator: "administrator"
            default: "level"
            }
        return "\(name) (\(user.privilege))" + (user.isDisabled ? ", disabled" : "")
    }

    private static func attendance(
        _ rows: ByteBuffer, width: AttendanceRecord.Width?, note: String
    ) -> [String]? {
        guard let width else { return nil }
        let records = RecordTable.attendance(rows, width: width)
        return [note + count(records.count, "punch", "punches", width: width.rawValue)]
            + columns(
                ["index", "user id", "time", "state", "verified by", "work code"],
                records.map {
                    [
                        "\($0.uid)", "\($0.userID)", $0.time.map { "\($0)" } ?? "impossible (\($0.rawTime))",
                        CodeNames.state($0.state), CodeNames.verify($0.verify), "\($0.workCode)",
                    ]
                })
    }

    private static func operations(_ rows: ByteBuffer, note: String) -> [String]? {
        var rows = rows
        var records: [OperationRecord] = []
        while let row = rows.readSlice(length: OperationRecord.width) {
            records += [OperationRecord(row)].compactMap { $0 }
        }
        return [note + count(records.count, "operation", "operations", width: OperationRecord.width)]
            + columns(
                ["operator", "operation", "time", "parameters"],
                records.map {
                    [
                        "\($0.operatorUID)", "\($0.operation)", $0.time.map { "\($0)" } ?? "impossible (\($0.rawTime))",
                        $0.parameters.map(String.init).joined(separator: " "),
                    ]
                })
    }

    static func freeSizes(_ data: ByteBuffer) -> [String]? {
        guard Plausibility.freeSizes(data) > 0.5 else { return nil }
        let sizes = FreeSizes(data)
        let fields: [(String, UInt32?)] = [
            ("users", sizes.users), ("user capacity", sizes.userCapacity), ("users free", sizes.usersFree),
            ("fingerprints", sizes.fingerprints), ("fingerprint capacity", sizes.fingerprintCapacity),
            ("fingerprints free", sizes.fingerprintsFree), ("records", sizes.records),
            ("record capacity", sizes.recordCapacity), ("records free", sizes.recordsFree),
            ("operations", sizes.operations), ("administrators", sizes.administrators),
            ("passwords", sizes.passwords), ("faces", sizes.faces), ("face capacity", sizes.faceCapacity),
        ]
        return ["counts and capacities, \(data.readableBytes) bytes"]
            + fields.compactMap { name, value in value.map { "  \(name.padded(to: 22))\($0)" } }
    }

    private static func punches(_ body: ByteBuffer) -> [String]? {
        LivePunch.punches(in: body)?.map { "event     \(EventReport.text(.punch($0)))" }
    }

    private static func packedTime(_ data: ByteBuffer) -> [String]? {
        guard data.readableBytes == 4, let raw: UInt32 = data.getInteger(at: data.readerIndex, endianness: .little),
            let time = PackedTime(rawValue: raw).local
        else { return nil }
        return ["time \(time) (\(raw))"]
    }

    private static func count(_ count: Int, _ one: String, _ many: String, width: Int) -> String {
        "\(count.counted(one, many)) of \(width) bytes"
    }

    private static func columns(_ titles: [String], _ rows: [[String]]) -> [String] {
        let table = [titles] + rows
        let widths = titles.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        return table.map { row in
            let cells = zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
            return "  " + String(cells.reversed().drop { $0 == " " }.reversed())
        }
    }
}
