import Devices
import NIOCore

// Groups, time zones and ways of proof.
extension Firmware {
    func serveAccess(_ request: Frame) -> Response? {
        switch request.command {
        case .readUserGroup, .readUserZones, .readVerifyStyle, .readGroup, .readTimeZone, .readUnlockCombination:
            guard let data = accessData(request) else { return answer(request, .ackError) }
            return answer(request, .ackOK, data: data)
        case .writeUserGroup, .writeUserZones, .writeVerifyStyle, .writeGroup, .writeTimeZone,
            .writeUnlockCombination:
            guard writeAccess(request) else { return answer(request, .ackError) }
        case .clearAccess: memory.access = AccessRules()
        default: return nil
        }
        note(.accessSetting)
        return answer(request, .ackOK)
    }

    private func accessData(_ request: Frame) -> ByteBuffer? {
        let data = request.data
        let byte: UInt8? = data.getInteger(at: data.readerIndex)
        switch request.command {
        case .readUserGroup: return user(in: data).map { ByteBuffer(integer: $0.group) }
        case .readUserZones: return user(in: data).map(Self.zones)
        case .readVerifyStyle: return user(in: data).map { verifyStyle($0.uid) }
        case .readGroup: return byte.map(memory.access.group)
        case .readUnlockCombination: return byte.map(memory.access.combination)
        default:
            guard let index: UInt32 = data.getInteger(at: data.readerIndex, endianness: .little) else { return nil }
            var zone = ByteBuffer(integer: UInt16(truncatingIfNeeded: index), endianness: .little)
            zone.writeImmutableBuffer(memory.access.zone(index))
            return zone
        }
    }

    /// The person whose index a request begins with, in two bytes or in four.
    private func user(in data: ByteBuffer) -> UserRecord? {
        data.getInteger(at: data.readerIndex, endianness: .little, as: UInt16.self).flatMap(memory.user)
    }

    private static func zones(_ user: UserRecord) -> ByteBuffer {
        var buffer = ByteBuffer(integer: user.timeZoneFlag, endianness: .little)
        for index in 0..<3 {
            buffer.writeInteger(
                user.timeZones.indices.contains(index) ? user.timeZones[index] : 0, endianness: .little)
        }
        return buffer
    }

    /// `u16 uid, u8 style, 21 zeros`; without a style of one's own the group's counts, which is 0.
    private func verifyStyle(_ uid: UInt16) -> ByteBuffer {
        var buffer = ByteBuffer(integer: uid, endianness: .little)
        buffer.writeInteger(memory.access.verifyStyles[uid] ?? 0)
        buffer.writeRepeatingByte(0, count: 21)
        return buffer
    }

    private func writeAccess(_ request: Frame) -> Bool {
        var data = request.data
        switch request.command {
        case .writeGroup: return keep(data, AccessRules.groupSize) { memory.access.groups[$0] = $1 }
        case .writeUnlockCombination:
            return keep(data, AccessRules.combinationSize) { memory.access.combinations[$0] = $1 }
        case .writeTimeZone:
            guard let index: UInt32 = data.readInteger(endianness: .little), data.readableBytes >= 28 else {
                return false
            }
            memory.access.zones[index] = padded(data, AccessRules.zoneSize)
        case .writeVerifyStyle:
            guard let user = user(in: data), let style: UInt8 = data.getInteger(at: data.readerIndex + 2) else {
                return false
            }
            memory.access.verifyStyles[user.uid] = style
        case .writeUserGroup: return writeGroup(of: data)
        default: return writeZones(of: data)
        }
        return true
    }

    private func keep(_ data: ByteBuffer, _ size: Int, _ store: (UInt8, ByteBuffer) -> Void) -> Bool {
        guard let number: UInt8 = data.getInteger(at: data.readerIndex), data.readableBytes >= size else {
            return false
        }
        store(number, padded(data, size))
        return true
    }

    /// A copy of its own: what was received is a part of a larger buffer.
    private func padded(_ data: ByteBuffer, _ size: Int) -> ByteBuffer {
        let bytes = Array(data.readableBytesView.prefix(size))
        return ByteBuffer(bytes: bytes + Array(repeating: 0, count: size - bytes.count))
    }

    private func writeGroup(of data: ByteBuffer) -> Bool {
        guard var user = user(in: data), let group: UInt8 = data.getInteger(at: data.readerIndex + 4) else {
            return false
        }
        user.group = group
        memory.write(user)
        return true
    }

    /// `u32 uid, u32 flag, 3 x u32`.
    private func writeZones(of data: ByteBuffer) -> Bool {
        guard var user = user(in: data), data.readableBytes >= 20 else { return false }
        let numbers = (1...4).compactMap {
            data.getInteger(at: data.readerIndex + $0 * 4, endianness: .little, as: UInt16.self)
        }
        user.timeZoneFlag = numbers[0]
        user.timeZones = Array(numbers.dropFirst())
        memory.write(user)
        return true
    }
}
