import Devices
import NIOCore

// What can be asked about the terminal, and its clock.
extension Firmware {
    func serveInformation(_ request: Frame) -> Response? {
        switch request.command {
        case .getVersion: return answer(request, text: configuration.identity.firmware)
        case .readOption: return readOption(request)
        case .writeOption: return writeOption(request)
        case .freeSizes: return answer(request, .ackOK, data: freeSizes())
        case .pinWidth: return answer(request, .ackOK, data: ByteBuffer(integer: configuration.identity.pinWidth))
        case .readState, .doorState: return state(request)
        case .getTime: return time(request)
        case .setTime: return setTime(request)
        default: return nil
        }
    }

    private func readOption(_ request: Frame) -> Response {
        let name = OptionText.decode(request.data)
        guard let value = memory.options[name] else { return answer(request, .ackError) }
        return answer(request, text: "\(name)=\(value)")
    }

    private func writeOption(_ request: Frame) -> Response {
        let parts = OptionText.decode(request.data).split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return answer(request, .ackError) }
        memory.options[String(parts[0])] = String(parts[1])
        note(.setting)
        return answer(request, .ackOK)
    }

    private func freeSizes() -> ByteBuffer {
        let capacity = configuration.capacity
        let records = max(0, memory.logs.count + memory.faults.wrongCounter)
        var sizes = FreeSizes()
        sizes.users = UInt32(memory.users.count)
        sizes.fingerprints = UInt32(memory.fingers.count)
        sizes.operations = UInt32(memory.operations.count)
        sizes.records = UInt32(records)
        sizes.administrators = UInt32(memory.users.count { $0.privilege >= 2 })
        sizes.passwords = UInt32(memory.users.count { !$0.password.isEmpty })
        sizes.fingerprintCapacity = UInt32(capacity.fingerprints)
        sizes.fingerprintsFree = UInt32(max(0, capacity.fingerprints - memory.fingers.count))
        sizes.userCapacity = UInt32(capacity.users)
        sizes.usersFree = UInt32(max(0, capacity.users - memory.users.count))
        sizes.recordCapacity = UInt32(capacity.records)
        sizes.recordsFree = UInt32(max(0, capacity.records - records))
        return sizes.encoded(length: configuration.layout.freeSizes.rawValue)
    }

    /// The state travels in the session field.
    private func state(_ request: Frame) -> Response {
        Response(frames: [Frame(.ackOK, session: state.rawValue, reply: request.reply)])
    }

    var state: TerminalState {
        if sessions.values.contains(where: { $0.enrolment != nil }) { return .enrolling }
        return takesPunches ? .idle : .busy
    }

    private func time(_ request: Frame) -> Response {
        guard var time = PackedTime(clock.now) else { return answer(request, .ackError) }
        if memory.faults.impossibleClock { time = TerminalMemory.impossible(time) }
        return answer(request, .ackOK, data: ByteBuffer(integer: time.rawValue, endianness: .little))
    }

    private func setTime(_ request: Frame) -> Response {
        guard let raw: UInt32 = request.data.getInteger(at: request.data.readerIndex, endianness: .little),
            let time = PackedTime(rawValue: raw).local
        else { return answer(request, .errorData) }
        clock.set(to: time)
        memory.faults.impossibleClock = false
        note(.setTime)
        return answer(request, .ackOK)
    }
}
