import Domain
import NIOCore

// What is told to the terminal as a whole.
extension ZKTerminal {
    package func operations() async throws(DeviceError) -> [OperationRecord] {
        let count = try await sizes().operations.map(Int.init)
        let rows = try await table(TableRead(.operations), count: count).rows
        guard rows.readableBytes.isMultiple(of: OperationRecord.width) else {
            throw .unknownRecordWidth(table: "operation", size: rows.readableBytes, count: count)
        }
        return RecordTable.operations(rows)
    }

    package func setOption(_ name: String, to value: String) async throws(DeviceError) {
        guard !name.isEmpty, !name.contains("="), !(name + value).contains("\0") else {
            throw .doesNotFit(what: "the option \(name)", limit: "names have no '=', and neither has a NUL in it")
        }
        try await order(.writeOption, data: OptionText.encode("\(name)=\(value)"))
        try await order(.refreshOption)
    }

    package func powerOff() async throws(DeviceError) {
        try await leave(by: .powerOff)
    }

    /// In whole seconds, at least one.
    ///
    /// Sources disagree on whether terminals count seconds or tenths. Seconds are sent: a terminal that counts tenths
    /// opens for too short a time, where it would be left open ten times too long the other way round.
    package func openDoor(for duration: Duration) async throws(DeviceError) {
        let (whole, rest) = duration.components
        let seconds = max(1, whole + (rest > 0 ? 1 : 0))
        guard seconds <= 254 else {
            throw .doesNotFit(what: "an opening of \(seconds) seconds", limit: "a door is opened for 1 to 254 seconds")
        }
        try await order(.unlock, data: ByteBuffer(integer: UInt32(seconds), endianness: .little))
    }

    package func play(voice: UInt32) async throws(DeviceError) {
        try await order(.testVoice, data: ByteBuffer(integer: voice, endianness: .little))
    }

    /// With the blank in front that the one client in use sends: what firmwares do without it is not known.
    package func show(_ text: String, line: UInt16) async throws(DeviceError) {
        var data = ByteBuffer()
        data.writeMultipleIntegers(line, UInt8(0), endianness: .little)
        data.writeBytes(Array(" \(text)".utf8.filter { $0 != 0 }) + [0])
        try await order(.writeDisplay, data: data)
    }

    package func clearDisplay() async throws(DeviceError) {
        try await order(.clearDisplay)
    }

    /// What it is doing just now.
    package func state() async throws(DeviceError) -> TerminalState {
        let answer = try await connection.perform(Ask(Request(.readState)))
        guard answer.command == .ackOK else {
            throw .refused(request: "\(Command.readState)", answer: "\(answer.command)")
        }
        return TerminalState(rawValue: answer.session)
    }
}
