/// A packet as a network capture holds it, with the headers that the terminal protocol knows nothing of.
enum CapturedPacket {
    /// Where the IP header begins, by what is in front: nothing, a loopback's four bytes, Ethernet, Linux's "any"
    /// interface, Ethernet with a VLAN, and the newer form of "any".
    private static let linkHeaders = [0, 4, 14, 16, 18, 20]

    /// What TCP or UDP carried; nil when there is no IP header in front, as in bytes that are the protocol's already.
    static func payload(of packet: [UInt8]) -> [UInt8]? {
        for length in linkHeaders where packet.count >= length + 28 {
            let network = packet[length...]
            guard let (kind, segment) = version4(network) ?? version6(network) else { continue }
            if kind == 6, let data = tcp(segment) { return Array(data) }
            if kind == 17, let data = udp(segment) { return Array(data) }
        }
        return nil
    }

    private static func version4(_ bytes: ArraySlice<UInt8>) -> (kind: UInt8, segment: ArraySlice<UInt8>)? {
        let start = bytes.startIndex
        let length = Int(bytes[start] & 15) * 4
        let total = word(bytes, 2)
        guard bytes[start] >> 4 == 4, length >= 20, total >= length + 8, total <= bytes.count,
            isIntact(bytes.prefix(length))
        else { return nil }
        return (bytes[start + 9], bytes.prefix(total).dropFirst(length))
    }

    private static func version6(_ bytes: ArraySlice<UInt8>) -> (kind: UInt8, segment: ArraySlice<UInt8>)? {
        guard bytes.count >= 48, bytes[bytes.startIndex] >> 4 == 6, word(bytes, 4) <= bytes.count - 40 else {
            return nil
        }
        return (bytes[bytes.startIndex + 6], bytes.dropFirst(40).prefix(word(bytes, 4)))
    }

    /// The header's own checksum tells it from other bytes. Where the network card fills it in, a capture shows zero.
    private static func isIntact(_ header: ArraySlice<UInt8>) -> Bool {
        var sum = stride(from: 0, to: header.count, by: 2).reduce(0) { $0 + word(header, $1) }
        while sum > 0xFFFF { sum = sum & 0xFFFF + sum >> 16 }
        return sum == 0xFFFF || word(header, 10) == 0
    }

    private static func tcp(_ segment: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard segment.count >= 20 else { return nil }
        let length = Int(segment[segment.startIndex + 12] >> 4) * 4
        return (20...segment.count).contains(length) ? segment.dropFirst(length) : nil
    }

    private static func udp(_ segment: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        segment.count >= 8 && word(segment, 4) == segment.count ? segment.dropFirst(8) : nil
    }

    private static func word(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> Int {
        Int(bytes[bytes.startIndex + offset]) << 8 | Int(bytes[bytes.startIndex + offset + 1])
    }
}
