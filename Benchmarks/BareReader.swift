import DeviceSimulator
import Devices
import Foundation
import NIOCore

/// The least that can be done to fetch a log: a blocking socket, the same requests in the same order as our client
/// sends, and nothing done with what comes but counting it.
struct BareReader {
    struct Failure: Error {}

    private let socket: Int32
    private var session: UInt16 = 0
    private var reply: UInt16 = 0
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)

    static func read(address: VirtualTerminal.Address) throws {
        var reader = try BareReader(port: address.tcpPort)
        defer { reader.close() }
        try reader.request(.connect)
        reader.session = reader.scratch.load(fromByteOffset: 4, as: UInt16.self)
        try reader.request(.freeSizes)
        try reader.request(.prepareBuffer, BufferRequest.attendance.encoded)
        let size = reader.scratch.loadUnaligned(fromByteOffset: 9, as: UInt32.self)
        var offset: UInt32 = 0
        while offset < size {
            let length = min(65_472, size - offset)
            let received = try reader.request(.readBuffer, BufferRange(start: offset, length: length).encoded)
            guard received == Int(length) else { throw Failure() }
            offset += length
        }
        try reader.request(.freeBuffer)
        try reader.request(.freeSizes)
        try reader.request(.exit)
    }

    private init(port: Int) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, 4)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failure() }
    }

    private func close() {
        scratch.deallocate()
        Glibc.close(socket)
    }

    /// - Returns: Bytes of DATA that the answer was made of.
    @discardableResult
    private mutating func request(_ command: Command, _ data: ByteBuffer = ByteBuffer()) throws -> Int {
        var buffer = ByteBuffer()
        Frame(command, session: session, reply: reply, data: data).encodeForTCP(into: &buffer)
        reply += 1
        let sent = buffer.withUnsafeReadableBytes { write(socket, $0.baseAddress, $0.count) }
        guard sent == buffer.readableBytes else { throw Failure() }
        var total = 0
        while true {
            let length = try packet()
            switch scratch.load(as: UInt16.self) {
            case Command.data.rawValue: total += length - 8
            case Command.prepareData.rawValue: continue
            default: return total
            }
        }
    }

    /// Reads one packet over the one before; returns its length.
    private func packet() throws -> Int {
        try fill(8)
        let length = Int(scratch.load(fromByteOffset: 4, as: UInt32.self))
        guard length >= 8, length <= scratch.count else { throw Failure() }
        try fill(length)
        return length
    }

    private func fill(_ count: Int) throws {
        var filled = 0
        while filled < count {
            let received = Glibc.read(socket, scratch.baseAddress.map { $0 + filled }, count - filled)
            guard received > 0 else { throw Failure() }
            filled += received
        }
    }
}
