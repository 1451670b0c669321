import DeviceSimulator
import NIOCore
import Synchronization

@testable import Devices

/// A terminal with a small log that clears it and does not say so.
final class SilentOnce: Sendable {
    private let state: Mutex<(log: ByteBuffer, cleared: Int)>

    init(records: Int) {
        state = Mutex((ByteBuffer.log(records), 0))
    }

    var cleared: Int { state.withLock { $0.cleared } }

    func answer(_ received: ReceivedFrame) -> [Frame] {
        let frame: Frame? = state.withLock { state in
            switch received.frame.command {
            case .clearAttendance:
                state = (ByteBuffer(repeating: 0, count: 4), state.cleared + 1)
                return nil
            case .freeSizes:
                var sizes = FreeSizes()
                sizes.records = UInt32(state.log.readableBytes / 40)
                return Frame(.ackOK, session: 9, reply: 0, data: sizes.encoded(length: 80))
            case .prepareBuffer: return Frame(.data, session: 9, reply: 0, data: state.log)
            default: return Frame(.ackOK, session: 9, reply: 0)
            }
        }
        guard var frame else { return [] }
        frame.reply = received.frame.reply
        return [frame]
    }
}
