import Devices
import NIOCore
import SeededRandom

/// A frame on its way out, with what went wrong with it.
struct OutgoingPacket {
    var frame: Frame
    var hasBadChecksum = false
}

/// Turns a right answer into what arrives on a bad day. The order of the draws is part of the contract: the same seed
/// spoils the same packets.
struct FaultInjector {
    var faults: Faults
    var chance: SeededGenerator

    /// Whether a request is not heard. TCP brings every request, so that only answers get lost there.
    mutating func losesRequest(over transport: Link.Transport) -> Bool {
        transport == .udp && chance.happens(rate: faults.loss)
    }

    /// - Parameter previous: the packet sent before this answer on the same link; what a stale reply repeats.
    mutating func spoil(_ answer: [Frame], previous: Frame?) -> [OutgoingPacket] {
        var packets: [OutgoingPacket] = []
        packets.reserveCapacity(answer.count + 1)
        if let first = answer.first, chance.happens(rate: faults.staleReplies) {
            packets.append(OutgoingPacket(frame: previous ?? Self.stale(before: first)))
        }
        let isStrange = chance.happens(rate: faults.strangeReplyIDs)
        for frame in answer where !chance.happens(rate: faults.loss) {
            var packet = OutgoingPacket(frame: frame, hasBadChecksum: chance.happens(rate: faults.badChecksums))
            if isStrange { packet.frame.reply = frame.reply &+ 0x4000 }
            packets.append(packet)
            if chance.happens(rate: faults.duplicates) { packets.append(packet) }
        }
        reorder(&packets)
        return packets
    }

    private mutating func reorder(_ packets: inout [OutgoingPacket]) {
        for index in packets.indices.dropLast() where chance.happens(rate: faults.reordering) {
            packets.swapAt(index, index + 1)
        }
    }

    /// What an answer to the request before this one would have looked like.
    private static func stale(before frame: Frame) -> Frame {
        var stale = frame
        stale.reply = frame.reply &- 1
        stale.data = ByteBuffer()
        return stale
    }
}
