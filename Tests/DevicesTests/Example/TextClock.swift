import Devices
import Domain

/// What the clock answers to a line. Behind it may be a socket, a serial port, or a test.
protocol TextClockLine: Sendable {
    func ask(_ question: String) async throws -> [String]
    func close() async
}

/// A clock that is asked in text: `TIME`, and `LOG n` for what it recorded after the first n punches.
struct TextClock: DeviceAdapter {
    let line: any TextClockLine

    // What is not here throws `.notOffered`, and no screen offers it.
    var capabilities: DeviceCapabilities { [.information, .log, .clock] }

    func information() async throws(DeviceError) -> DeviceInformation {
        DeviceInformation(serialNumber: try await ask("SERIAL").first, name: "Text clock")
    }

    func time() async throws(DeviceError) -> LocalTime {
        guard let time = try await ask("TIME").first.flatMap({ LocalTime($0) }) else {
            throw .badFrame(why: "its answer to TIME is no time")
        }
        return time
    }

    func recordCount() async throws(DeviceError) -> Int? { try await ask("COUNT").first.flatMap { Int($0) } }

    func attendance(
        after position: LogPosition?, inParts: Bool, acceptingAnyCount: Bool,
        progress: (@Sendable (ReadProgress) -> Void)?
    ) async throws(DeviceError) -> AttendanceRead {
        // One record of those that are known comes again: if it is another one, the log was cleared.
        let known = position?.recordCount ?? 0
        var records = try records(try await ask("LOG \(max(0, known - 1))"))
        let goesOn = position != nil && records.first.map(Self.bytes) == position?.lastRecord
        if goesOn { records.removeFirst() } else if known > 0 { records = try self.records(try await ask("LOG 0")) }
        let total = (goesOn ? known : 0) + records.count
        let last = records.last.map(Self.bytes) ?? (goesOn ? position?.lastRecord : nil)
        return AttendanceRead(
            records: records, position: last.flatMap { LogPosition(recordCount: total, lastRecord: $0) },
            terminalCount: total, wasFullRead: !goesOn)
    }

    func disconnect() async { await line.close() }

    /// `1001 2026-11-22 08:00:00 0`: a line that cannot be read fails the whole, so that none is passed over.
    private func records(_ lines: [String]) throws(DeviceError) -> [AttendanceRecord] {
        var records: [AttendanceRecord] = []
        for text in lines {
            let parts = text.split(separator: " ")
            guard parts.count == 4, let time = LocalTime(parts[1] + " " + parts[2]), let packed = PackedTime(time),
                let state = UInt8(parts[3])
            else { throw .badFrame(why: "“\(text)” is no punch") }
            records.append(AttendanceRecord(userID: DeviceUserID(parts[0]), rawTime: packed.rawValue, state: state))
        }
        return records
    }

    private static func bytes(_ record: AttendanceRecord) -> [UInt8] { record.bytes(width: .standard) }

    private func ask(_ question: String) async throws(DeviceError) -> [String] {
        do { return try await line.ask(question) } catch { throw .closed(during: question) }
    }
}
