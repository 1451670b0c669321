import Devices
import NIOCore

/// What a CONNECT opened, until EXIT, a restart or the end of the connection.
final class Session {
    let id: UInt16
    var isAuthorised: Bool
    /// Bits of REG_EVENT; bit 0 asks for punches.
    var eventMask: UInt32 = 0
    /// What 1503 prepared and 1504 reads, until FREE_DATA.
    var buffer: ByteBuffer?
    /// What 1500 announced and 1501 brought, until something takes it or FREE_DATA.
    var upload: Upload?
    /// Somebody is asked for a finger.
    var enrolment: Enrolment?
    unowned let link: Link

    init(id: UInt16, isAuthorised: Bool, link: Link) {
        self.id = id
        self.isAuthorised = isAuthorised
        self.link = link
    }
}

/// A buffer that a client fills.
struct Upload {
    /// More than any client sends at once; nobody gets memory by announcing it.
    static let maximumSize = 1 << 20

    let size: Int
    private(set) var bytes = ByteBuffer()

    init?(size: Int) {
        guard (1...Self.maximumSize).contains(size) else { return nil }
        self.size = size
    }

    /// False for more than was announced. What is sent twice is in it twice, as in a real one.
    mutating func append(_ piece: ByteBuffer) -> Bool {
        guard bytes.readableBytes + piece.readableBytes <= size else { return false }
        bytes.writeImmutableBuffer(piece)
        return true
    }

    /// Nil while something is missing.
    var whole: ByteBuffer? { bytes.readableBytes == size ? bytes : nil }

    /// Of a checksum of which only the length is known.
    var sum: UInt32 { bytes.readableBytesView.reduce(0) { $0 &+ UInt32($1) } }
}

/// What is still to happen while a finger is enrolled.
struct Enrolment {
    let user: UserRecord
    let finger: UInt8
    var events: [Frame]
}
