import NIOCore

/// What a CONNECT opened, until EXIT, a restart or the end of the connection.
final class Session {
    let id: UInt16
    var isAuthorised: Bool
    /// Bits of REG_EVENT; bit 0 asks for punches.
    var eventMask: UInt32 = 0
    /// What 1503 prepared and 1504 reads, until FREE_DATA.
    var buffer: ByteBuffer?
    unowned let link: Link

    init(id: UInt16, isAuthorised: Bool, link: Link) {
        self.id = id
        self.isAuthorised = isAuthorised
        self.link = link
    }
}
