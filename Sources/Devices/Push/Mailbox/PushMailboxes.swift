package import Domain
import Synchronization

/// The mailboxes of all terminals that push, one each, made when first asked for.
package final class PushMailboxes: Sendable {
    private let boxes = Mutex<[ID<Device>: PushMailbox]>([:])
    private let run: UInt64
    private let clock: PushClock

    /// - Parameter run: Differs each time that the program starts, such as the seconds since 1970.
    package init(run: UInt64, clock: PushClock = .continuous) {
        self.run = run
        self.clock = clock
    }

    package subscript(device: ID<Device>) -> PushMailbox {
        boxes.withLock { boxes in
            if let box = boxes[device] { return box }
            let box = PushMailbox(run: run, clock: clock)
            boxes[device] = box
            return box
        }
    }
}
