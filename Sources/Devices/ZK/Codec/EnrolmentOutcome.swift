package import NIOCore

/// How an enrolment ended: the body of its event. u16 result, u16 size of the template, user id in 9 bytes, u8 finger.
package struct EnrolmentOutcome: Hashable, Sendable {
    package static let enrolled: UInt16 = 0
    package static let timedOut: UInt16 = 4
    package static let duplicate: UInt16 = 5
    package static let failed: UInt16 = 6

    package var result: UInt16
    package var size: UInt16
    /// Empty where the firmware does not say.
    package var userID: DeviceUserID
    package var finger: UInt8?

    package init(result: UInt16, size: UInt16 = 0, userID: DeviceUserID, finger: UInt8) {
        self.result = result
        self.size = size
        self.userID = userID
        self.finger = finger
    }

    /// Nil when there are not enough bytes for a result. Some firmwares send nothing else after a failure.
    package init?(_ body: ByteBuffer) {
        guard let result: UInt16 = body.getInteger(at: body.readerIndex, endianness: .little) else { return nil }
        self.result = result
        size = body.getInteger(at: body.readerIndex + 2, endianness: .little) ?? 0
        finger = body.getInteger(at: body.readerIndex + 13)
        userID = body.readableBytes < 13 ? "" : body.withUnsafeReadableBytes { DeviceUserID(field: $0.field(4, 9)) }
    }

    package var encoded: ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeMultipleIntegers(result, size, endianness: .little)
        buffer.writeBytes(RecordText.encode(userID.description, width: 9) + [finger ?? 0])
        return buffer
    }

    /// As a sentence goes on with it.
    var reason: String {
        switch result {
        case Self.timedOut, Self.failed: "the terminal waited in vain for a clear print; try again, and wipe the sensor"
        case Self.duplicate: "the terminal knows this finger already; take another one, or delete the old one first"
        default: "the terminal says \(result); try again"
        }
    }
}
