import DeviceSimulator
import DeviceTesting
import Domain
import NIOCore
import SeededRandom
import Synchronization
import Testing

@testable import Devices

/// Conversations with captured bytes in them, in which the wire does its worst: each ends in the right data or in a
/// typed error. The same seeds spoil the same bytes.
@Suite(.timeLimit(.minutes(3)))
struct MutationTests {
    typealias Transport = DeviceEndpoint.Transport

    /// A K20 with 40-byte rows; and a log of 16-byte rows made of the 36 captured ones.
    enum Log: CaseIterable {
        case standard
        case captured

        func configuration() throws -> VirtualTerminalConfiguration {
            var configuration = Meeting.configuration(punches: 90)
            if self == .captured {
                configuration.punches = try MutationTests.capturedRows().map {
                    VirtualPunch(
                        userID: $0.userID.description, time: try #require($0.time), verify: $0.verify, state: $0.state)
                }
                configuration.layout.logs = .numeric
                configuration.layout.inlineLimit = 100
            }
            // Several packets a transfer, one write each.
            configuration.layout.tcpPacket = 200
            configuration.layout.udpPacket = 200
            configuration.writing = .frameByFrame
            return configuration
        }
    }

    static func capturedRows() throws -> [AttendanceRecord] {
        var data = try ReceivedFrame(payload: #require(Vector.named("jszklib50-udp-16").record)).frame.data
        data.moveReaderIndex(forwardBy: 4)
        return RecordTable.attendance(data, width: .numeric)
    }

    /// The virtual terminal stores what the real one sent.
    @Test func theCapturedRowsAreTheRowsThatAreRead() async throws {
        let data = try ReceivedFrame(payload: #require(Vector.named("jszklib50-udp-16").record)).frame.data
        let table = await VirtualTerminal(try Log.captured.configuration()).logTable()
        // The packet begins with the end of a row and ends with the beginning of one.
        #expect(Array(table.readableBytesView.dropFirst(4)) == Array(data.readableBytesView.dropFirst(4).prefix(576)))
    }

    private static let ways = Log.allCases.flatMap { log in [Transport.tcp, .udp].map { (log, $0) } }

    @Test(arguments: ways, Mutation.allCases)
    func logs(_ way: (log: Log, transport: Transport), _ mutation: Mutation) async throws {
        let (log, transport) = way
        let configuration = try log.configuration()
        let expected = configuration.punches.map(\.time)
        var outcomes = Outcomes()
        for seed in UInt64(0)..<12 {
            let mutator = Mutator(mutation, seed: seed, overTCP: transport == .tcp)
            try await withVirtualTime(configuration, spoil: mutator.spoil) { _, network in
                do {
                    let read = try await ZKTerminal.with(
                        virtualEndpoint(transport, attempts: 6), logger: Meeting.logger, network: network
                    ) { try await $0.attendance() }
                    outcomes.right += 1
                    #expect(read.records.map(\.time) == expected, "\(mutation), seed \(seed)")
                    #expect(read.terminalCount == expected.count || mutation == .lyingSize || mutation == .everything)
                } catch let error as DeviceError {
                    outcomes.errors.insert("\(error)")
                }
            }
        }
        // Neither a wire that spoils nothing nor one that lets nothing through would prove much.
        #expect(outcomes.right > 0 || !outcomes.errors.isEmpty)
        if mutation == .duplicates { #expect(outcomes.right == 12, "\(outcomes.errors)") }
    }

    /// The captured user table of a K20, with the K20's captured counts in front.
    @Test(arguments: Mutation.allCases)
    func capturedUsers(_ mutation: Mutation) async throws {
        let frames = try CapturedK20()
        let expected = try await Self.users(frames, nil)
        #expect(expected.map(\.name) == ["cfulano", "rmengano"])
        for seed in UInt64(0)..<16 {
            let mutator = Mutator(mutation, seed: seed, overTCP: true)
            do {
                #expect(try await Self.users(frames, mutator) == expected, "\(mutation), seed \(seed)")
            } catch is DeviceError {}
        }
    }

    /// A counter that stays wrong keeps no list back whose rows look like users, but one that looks like nothing.
    @Test(arguments: [0, 1, 3, UInt32.max])
    func usersThatAreNotAsManyAsCounted(count: UInt32) async throws {
        var frames = try CapturedK20()
        frames.sizes.data.setInteger(count, at: frames.sizes.data.readerIndex + 16, endianness: .little)
        #expect(try await Self.users(frames, nil).map(\.name) == ["cfulano", "rmengano"])
        frames.users.data.setRepeatingByte(0xFE, count: 144, at: frames.users.data.readerIndex + 4)
        await #expect(throws: DeviceError.countMismatch(expected: Int(count)...Int(count), read: 2)) {
            try await Self.users(frames, nil)
        }
    }

    private static func users(_ captured: CapturedK20, _ mutator: Mutator?) async throws -> [DeviceUser] {
        let spoil: VirtualNetwork.Spoil = { packet in mutator?.spoil(packet) ?? [packet] }
        let peer = ScriptedServer.peer { captured.answer($0) }
        return try await VirtualNetwork.with(spoil: spoil, peer: { _ in peer }) { network -> [DeviceUser] in
            try await ZKTerminal.with(virtualEndpoint(.tcp), logger: Meeting.logger, network: network) { terminal in
                try await terminal.users()
            }
        }
    }

    private struct Outcomes {
        var right = 0
        var errors: Set<String> = []
    }
}

/// The answers of a real K20, to whatever number the question has.
private struct CapturedK20 {
    var sizes: Frame
    var users: Frame
    private let connected: Frame

    init() throws {
        let frames = try Vector.named("pyzk-k20-free-sizes-80").frames.map { try $0.received().frame }
        (connected, sizes) = (frames[0], frames[1])
        users = try #require(Vector.named("pyzk-k20-users-inline").frames.last).received().frame
    }

    @Sendable func answer(_ received: ReceivedFrame) -> [Frame] {
        var answer =
            switch received.frame.command {
            case .freeSizes: sizes
            case .prepareBuffer: users
            default: connected
            }
        answer.reply = received.frame.reply
        return [answer]
    }
}

/// What the wire does to about one packet in five.
enum Mutation: CaseIterable {
    case bitFlip
    case truncation
    case duplicates
    case reordering
    case loss
    /// A length in the TCP prefix that is not the packet's; over UDP bytes behind the packet.
    case length
    case noise
    /// Sizes of transfers, tables and counters that are not true, under a right checksum.
    case lyingSize
    case everything
}

private final class Mutator: Sendable {
    private struct State {
        var generator: SeededGenerator
        var heldBack: ByteBuffer?
    }

    private let mutation: Mutation
    private let overTCP: Bool
    private let state: Mutex<State>

    init(_ mutation: Mutation, seed: UInt64, overTCP: Bool) {
        self.mutation = mutation
        self.overTCP = overTCP
        state = Mutex(State(generator: SeededGenerator(seed: seed &* 0x9E37 &+ 1)))
    }

    /// One write, which is one packet.
    @Sendable func spoil(_ packet: ByteBuffer) -> [ByteBuffer] {
        state.withLock { state in
            var out = [packet]
            if Int.random(in: 0..<5, using: &state.generator) == 0 {
                let kinds = mutation == .everything ? Array(Mutation.allCases.dropLast()) : [mutation]
                let kind = kinds.randomElement(using: &state.generator) ?? mutation
                out = spoil(packet, kind, &state)
            } else if let heldBack = state.heldBack {
                state.heldBack = nil
                out.append(heldBack)
            }
            return out
        }
    }

    private func spoil(_ packet: ByteBuffer, _ kind: Mutation, _ state: inout State) -> [ByteBuffer] {
        var packet = packet
        let count = packet.readableBytes
        switch kind {
        case .bitFlip:
            let place = packet.readerIndex + Int.random(in: 0..<count, using: &state.generator)
            let byte: UInt8 = packet.getInteger(at: place) ?? 0
            packet.setInteger(byte ^ 1 << UInt8.random(in: 0..<8, using: &state.generator), at: place)
        case .truncation:
            // At the zeros of a row's end as well, where no checksum sees it.
            let cut = [1, 2, 4, 6, 8].randomElement(using: &state.generator) ?? 1
            return [packet.getSlice(at: packet.readerIndex, length: max(0, count - cut)) ?? packet]
        case .duplicates: return [packet, packet]
        case .reordering:
            if let earlier = state.heldBack {
                state.heldBack = packet
                return [earlier]
            }
            state.heldBack = packet
            return []
        case .loss: return []
        case .length:
            guard overTCP else { return [packet + ByteBuffer(repeating: 0, count: 4)] }
            let lengths: [UInt32] = [0, 7, UInt32(count), .max, 1 << 20, 1 << 20 + 1, 64]
            let length = lengths.randomElement(using: &state.generator) ?? 0
            packet.setInteger(length, at: packet.readerIndex + 4, endianness: .little)
        case .noise:
            let noise = (0..<24).map { _ in UInt8.random(in: 0...255, using: &state.generator) }
            return [ByteBuffer(bytes: noise), packet]
        case .lyingSize: return [lie(packet, &state)]
        case .everything: break
        }
        return [packet]
    }

    /// Changes a number of bytes or of records, as a terminal that is wrong would say it.
    private func lie(_ packet: ByteBuffer, _ state: inout State) -> ByteBuffer {
        var packet = packet
        let sizes: [UInt32] = [0, 1, 3, 4, 5, 44, 10_000, 1 << 26, 1 << 26 + 1, .max - 4, .max]
        guard let size = sizes.randomElement(using: &state.generator) else { return packet }
        if overTCP { packet.moveReaderIndex(forwardBy: TCPFrameDecoder.prefixSize) }
        guard var frame = try? ReceivedFrame(payload: packet).frame else { return packet }
        let offset: Int? =
            switch (frame.command, frame.data.readableBytes) {
            case (.prepareData, _): 0
            case (.ackOK, 13): 1
            case (.ackOK, 80): [16, 32].randomElement(using: &state.generator)
            default: nil
            }
        guard let offset else { return overTCP ? Self.prefixed(frame) : Self.bare(frame) }
        frame.data.setInteger(size, at: frame.data.readerIndex + offset, endianness: .little)
        return overTCP ? Self.prefixed(frame) : Self.bare(frame)
    }

    private static func prefixed(_ frame: Frame) -> ByteBuffer {
        var buffer = ByteBuffer()
        frame.encodeForTCP(into: &buffer)
        return buffer
    }

    private static func bare(_ frame: Frame) -> ByteBuffer {
        var buffer = ByteBuffer()
        frame.encode(into: &buffer)
        return buffer
    }
}

private func + (left: ByteBuffer, right: ByteBuffer) -> ByteBuffer {
    var both = left
    both.writeImmutableBuffer(right)
    return both
}
