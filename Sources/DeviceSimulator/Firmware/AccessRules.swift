import Devices
import NIOCore

/// Who may pass when: groups, time zones, and how each person is to prove who they are. Kept as the bytes that were
/// written; nothing here decides about a door.
struct AccessRules {
    static let groupSize = 8
    static let zoneSize = 30
    static let combinationSize = 8

    var groups: [UInt8: ByteBuffer] = [:]
    var zones: [UInt32: ByteBuffer] = [:]
    var combinations: [UInt8: ByteBuffer] = [:]
    var verifyStyles: [UInt16: UInt8] = [:]

    /// A group that nobody has changed: the first time zone, any way of proof.
    func group(_ number: UInt8) -> ByteBuffer { groups[number] ?? ByteBuffer(bytes: [number, 1, 0, 0, 0, 0, 0, 0]) }

    func combination(_ number: UInt8) -> ByteBuffer {
        combinations[number] ?? ByteBuffer(bytes: [number] + Array(repeating: 0, count: Self.combinationSize - 1))
    }

    /// From midnight to 23:59 on each day, two unknown bytes behind.
    func zone(_ index: UInt32) -> ByteBuffer {
        zones[index] ?? ByteBuffer(bytes: (0..<7).flatMap { _ in [0, 0, 23, 59] } + [0, 0])
    }
}
