package import Domain
import NIOCore

extension ZKTerminal {
    package func information() async throws(DeviceError) -> DeviceInformation {
        DeviceInformation(
            serialNumber: try await option("~SerialNumber"), platform: try await option("~Platform"),
            name: try await option("~DeviceName"), firmware: try await firmware(),
            macAddress: try await option("MAC"), sizes: try await sizes())
    }

    package func time() async throws(DeviceError) -> LocalTime {
        let data = try await order(.getTime)
        guard let raw: UInt32 = data.getInteger(at: data.readerIndex, endianness: .little) else {
            throw .badFrame(why: "the answer to \(Command.getTime) holds no time")
        }
        guard let time = PackedTime(rawValue: raw).local else { throw .impossibleTime(raw: raw) }
        return time
    }

    package func setTime(_ time: LocalTime) async throws(DeviceError) {
        guard let packed = PackedTime(time) else { throw .timeOutOfRange(time) }
        try await order(.setTime, data: ByteBuffer(integer: packed.rawValue, endianness: .little))
    }

    package func sizes() async throws(DeviceError) -> FreeSizes {
        FreeSizes(try await order(.freeSizes))
    }

    /// Nil where the terminal does not know the option.
    package func option(_ name: String) async throws(DeviceError) -> String? {
        let answer = try await connection.perform(Ask(Request(.readOption, data: OptionText.encode(name))))
        guard answer.command == .ackOK, let value = OptionText.value(answer.data), !value.isEmpty else { return nil }
        return value
    }

    private func firmware() async throws(DeviceError) -> String? {
        let answer = try await connection.perform(Ask(Request(.getVersion)))
        return answer.command == .ackOK ? OptionText.decode(answer.data) : nil
    }

    /// A request that has to be answered by ACK_OK; returns what the answer carries.
    @discardableResult
    func order(_ command: Command, data: ByteBuffer = ByteBuffer()) async throws(DeviceError) -> ByteBuffer {
        try await order(Request(command, data: data))
    }

    /// - Parameters:
    ///   - isRepeatable: False where a second request would do something else than the first.
    ///   - toTheEnd: Whether it goes on where the task is cancelled.
    @discardableResult
    func order(
        _ request: Request, isRepeatable: Bool = true, toTheEnd: Bool = false
    ) async throws(DeviceError) -> ByteBuffer {
        let ask = Ask(request, isRepeatable: isRepeatable)
        let answer = toTheEnd ? try await connection.finish(ask) : try await connection.perform(ask)
        switch answer.command {
        case .ackOK, .ackData: return answer.data
        case .unknown, .errorCommand:
            throw .unsupported(
                what: "\(request.command)", answer: "\(answer.command)", remedy: "A newer firmware may know it.")
        case .ackUnauthorised: throw .wrongCommKey
        default: throw .refused(request: "\(request.command)", answer: "\(answer.command)")
        }
    }
}
