import NIOCore

/// The data of a frame in words. Where only a guess is possible, a guess is made.
enum BodyReport {
    static func lines(_ frame: Frame, context: FrameReport.Context) -> [String] {
        guard frame.data.readableBytes > 0 else { return [] }
        let known = frame.isFromTerminal ? answer(frame, context) : request(frame)
        return known ?? ["body      \(frame.data.readableBytes.counted("byte"))"] + HexDump.lines(frame.data)
    }

    private static func request(_ frame: Frame) -> [String]? {
        let data = frame.data
        switch frame.command {
        case .prepareBuffer:
            return BufferRequest(data).map { ["body      lay out \($0.command), table \($0.table)"] }
        case .readBuffer:
            return BufferRange(data).map { ["body      \(Int($0.length).counted("byte")) from \($0.start) on"] }
        case .readOption, .writeOption: return ["body      \"\(OptionText.decode(data))\""]
        case .authenticate: return ["body      scrambled comm key"]
        case .setTime: return time(data)
        case .writeUser: return TableReport.users(data, note: "")
        case .event: return number(data).map { ["body      events to send: mask \($0)"] }
        case .disable: return number(data).map { ["body      for \($0) seconds"] }
        default: return FingerprintReport.request(frame)
        }
    }

    private static func answer(_ frame: Frame, _ context: FrameReport.Context) -> [String]? {
        switch frame.command {
        case .event: LiveEvent.events(in: frame).map { "event     \(EventReport.text($0))" }
        case .prepareData:
            TransferHeader(frame.data).map {
                [
                    "body      a transfer of \(Int($0.size).counted("byte")) follows, at most \($0.packetSize) in a packet"
                ]
            }
        case .data:
            FingerprintReport.lines(frame.data, context) ?? TableReport.lines(of: frame.data, table: context.table)
        case .ackOK: acknowledged(frame.data, context)
        default: nil
        }
    }

    private static func acknowledged(_ data: ByteBuffer, _ context: FrameReport.Context) -> [String]? {
        switch context.asked {
        case .getTime: time(data)
        case .freeSizes: TableReport.freeSizes(data)
        case .readOption, .getVersion: text(data)
        case .prepareBuffer: announcement(data)
        default: announcement(data) ?? TableReport.freeSizes(data) ?? text(data) ?? time(data)
        }
    }

    private static func announcement(_ data: ByteBuffer) -> [String]? {
        guard data.readableBytes == 13, let size = BufferAnnouncement(data)?.size,
            data.getInteger(at: data.readerIndex + 5, endianness: .little) == size
        else { return nil }
        return ["body      a table of \(Int(size).counted("byte")) is ready in the buffer"]
    }

    private static func text(_ data: ByteBuffer) -> [String]? {
        let text = OptionText.decode(data)
        guard text.count > 1, text.unicodeScalars.allSatisfy({ (0x20..<0x7F).contains($0.value) }) else { return nil }
        return ["body      \"\(text)\""]
    }

    private static func time(_ data: ByteBuffer) -> [String]? {
        guard data.readableBytes == 4, let raw = number(data) else { return nil }
        return ["body      \(raw), as a time \(PackedTime(rawValue: raw).local.map { "\($0)" } ?? "impossible")"]
    }

    private static func number(_ data: ByteBuffer) -> UInt32? {
        data.getInteger(at: data.readerIndex, endianness: .little)
    }
}

enum EventReport {
    static func text(_ event: LiveEvent) -> String {
        switch event {
        case .punch(let punch):
            "punch of user \(punch.userID) at \(punch.time.map { "\($0)" } ?? "an impossible time"), "
                + "\(CodeNames.state(punch.state)), \(CodeNames.verify(punch.verify))"
        case .fingerOnSensor: "finger on the sensor"
        case .userEnrolled(let uid): "user with index \(uid) enrolled"
        case .fingerprintEnrolled(let id, let finger, let succeeded):
            "finger \(finger) of user \(id) \(succeeded ? "enrolled" : "not enrolled")"
        case .keyPressed: "key pressed"
        case .doorUnlocked: "door unlocked"
        case .verified(let uid): uid.map { "user with index \($0) recognised" } ?? "nobody recognised"
        case .fingerprintScored(let score): "fingerprint quality \(score)"
        case .alarm(let code): "alarm \(code)"
        case .record(let record):
            "punch of user \(record.userID) at \(record.time.map { "\($0)" } ?? "an impossible time"), "
                + "\(CodeNames.state(record.state)), \(CodeNames.verify(record.verify))"
        case .unreadable(let line, let reason): "a line that is no punch, because \(reason): \(line)"
        case .other(let kind, let body): "kind \(kind), \(body.count.counted("byte")): \(Hex.string(body.prefix(32)))"
        }
    }
}

/// Raw codes with their usual meaning. Meanings differ between firmwares, so that the number is always shown.
package enum CodeNames {
    package static func state(_ code: UInt8) -> String {
        named(
            code,
            [
                0: "check-in", 1: "check-out", 2: "break-out", 3: "break-in", 4: "overtime-in", 5: "overtime-out",
                255: "no state",
            ])
    }

    package static func verify(_ code: UInt8) -> String {
        named(
            code, [0: "password", 1: "fingerprint", 2: "PIN or card", 3: "password", 4: "card", 15: "face", 25: "palm"])
    }

    private static func named(_ code: UInt8, _ names: [UInt8: String]) -> String {
        "\(names[code] ?? "code") (\(code))"
    }
}
