import DeviceTesting
import NIOCore
import SeededRandom
import Testing

@testable import Devices

/// Every conversation with a peer that answers anything: it never believes in more than came, holds no more memory than
/// that explains, and ends when nobody says anything any more.
struct ConversationFuzzTests {
    @Test(arguments: UInt64(1)...12, [false, true])
    func tables(seed: UInt64, udp: Bool) throws {
        let sources: [TableSource] = [.users, .attendance, .operations, .templates]
        try Self.drive(seed, udp: udp) {
            TableRead(sources[Int(seed % 4)])
        } check: { talk, received in
            #expect(talk.conversation.room <= TableFetch.reserve * 2 + received * 4)
            #expect((talk.output?.rows.readableBytes ?? 0) <= received)
            let progress = talk.conversation.progress
            #expect((progress?.received ?? 0) <= received)
        }
    }

    @Test(arguments: UInt64(1)...6, [false, true])
    func resumedReads(seed: UInt64, udp: Bool) throws {
        let position = LogPosition(recordCount: 2, lastRecord: Array(repeating: 0, count: 40))
        try Self.drive(seed, udp: udp) {
            TableRead(.attendance, resume: position)
        } check: { talk, received in
            #expect((talk.output?.rows.readableBytes ?? 0) <= received)
        }
    }

    @Test(arguments: UInt64(1)...6, [false, true])
    func fingers(seed: UInt64, udp: Bool) throws {
        try Self.drive(seed, udp: udp) {
            TemplateRead(uid: 1, finger: 2)
        } check: { talk, received in
            #expect(talk.conversation.room <= 1 << 18 + received * 4)
            #expect((talk.output??.readableBytes ?? 0) <= received)
        }
    }

    /// FREE_DATA is the last word, and no piece goes twice into the same buffer.
    @Test(arguments: UInt64(1)...6, [false, true])
    func uploads(seed: UInt64, udp: Bool) throws {
        let bytes = ByteBuffer(repeating: 7, count: 3000)
        try Self.drive(seed, udp: udp) {
            BufferUpload("writing a fingerprint", bytes: bytes, consumer: Request(.writeTemplate))
        } check: { talk, _ in
            if talk.isOver { #expect(talk.sent?.command == .freeBuffer) }
            let lastStart = talk.history.lastIndex { $0.command == .prepareData } ?? 0
            let pieces = talk.history.dropFirst(lastStart).filter { $0.command == .data }
            #expect(pieces.reduce(0) { $0 + $1.data.readableBytes } <= 3000)
        }
    }

    /// The terminal is told to stop asking for a finger, and it is never called enrolled without its word.
    @Test(arguments: UInt64(1)...6, [false, true])
    func enrolments(seed: UInt64, udp: Bool) throws {
        try Self.drive(seed, udp: udp) {
            Enrolment("1002", finger: 4, width: .standard)
        } check: { talk, _ in
            if talk.isOver { #expect(talk.sent?.command == .startVerify) }
            if talk.output != nil { #expect(talk.history.contains { $0.command == .startEnroll }) }
        }
    }

    @Test(arguments: UInt64(1)...6, [false, true])
    func handshakesAndAsks(seed: UInt64, udp: Bool) throws {
        try Self.drive(seed, udp: udp) {
            Handshake(commKey: UInt32(seed % 2) * 45)
        } check: { _, _ in
        }
        try Self.drive(seed, udp: udp) {
            Ask(Request(.getTime), isRepeatable: seed % 2 == 0)
        } check: { talk, _ in
            if seed % 2 == 1 { #expect(talk.history.count == 1) }
        }
        try Self.drive(seed, udp: udp) {
            Farewell(.exit)
        } check: { _, _ in
        }
    }

    /// 60 conversations of up to 120 events each, then silence until the end.
    ///
    /// Some of them have to come to a good end: a peer that lets nothing through would prove nothing.
    private static func drive<C: Conversation>(
        _ seed: UInt64, udp: Bool, _ make: () -> C, check: (Talk<C>, _ received: Int) -> Void
    ) throws {
        let corpus = try Corpus.bodies()
        var successes = 0
        for round in 0..<60 {
            var peer = RandomPeer(corpus: corpus, chance: SeededGenerator(mixing: Int(seed), round, udp ? 1 : 0))
            peer.willingness = [0, 50, 85][round % 3]
            var talk = Talk(make(), udp: udp)
            _ = talk.start()
            for _ in 0..<120 where !talk.isOver {
                peer.disturb(&talk)
                check(talk, peer.received)
            }
            if !talk.isOver { _ = round.isMultiple(of: 2) ? talk.cancel() : talk.overdue() }
            for _ in 0..<60 where !talk.isOver { _ = talk.silence() }
            #expect(talk.isOver, "seed \(seed), round \(round)")
            check(talk, peer.received)
            if talk.output != nil { successes += 1 }
        }
        #expect(successes > 0)
    }
}

/// Says anything, most of it in the form of an answer.
struct RandomPeer {
    let corpus: [[UInt8]]
    var mutator: ByteMutator
    /// Per cent of its answers that are what a client hopes for.
    var willingness = 0
    /// Bytes of data that it has sent.
    private(set) var received = 0

    private static let answers: [Command] = [
        .ackOK, .ackOK, .ackOK, .data, .data, .prepareData, .ackError, .ackUnauthorised, .unknown, .errorCommand,
        .ackData, .ackRetry, .ackEncryptedOnly,
    ]

    init(corpus: [[UInt8]], chance: SeededGenerator) {
        self.corpus = corpus
        mutator = ByteMutator(chance: chance)
    }

    mutating func disturb<C: Conversation>(_ talk: inout Talk<C>) {
        if mutator.chance.happens(percent: willingness) {
            // That there is none of a thing is an answer as well.
            _ = talk.hear(mutator.chance.happens(percent: 10) ? .ackError : .ackOK)
            if talk.isOver { return }
            if mutator.chance.happens(percent: 20) { _ = talk.happen(LiveEvent.Kind.enrollFinger, outcome()) }
            return
        }
        switch mutator.chance.between(0, 19) {
        case 0: _ = talk.silence()
        case 1: _ = talk.happen(UInt16(mutator.chance.between(0, 600)), body())
        case 2, 3: _ = talk.happen(LiveEvent.Kind.enrollFinger, outcome())
        case 4: _ = talk.hear(answer(), body(), damaged: true)
        case 5: _ = talk.hear(answer(), body(), reply: UInt16(mutator.chance.between(0, 65_535)))
        case 6: _ = talk.hear(.prepareData, numbers())
        case 7: _ = talk.hear(.ackOK, announcement())
        default:
            let sessions: [UInt16] = [0, 1, 2, 3, 0x5C3C, .max]
            _ = talk.hear(answer(), body(), session: sessions[mutator.chance.between(0, 5)])
        }
    }

    private mutating func answer() -> Command { Self.answers[mutator.chance.between(0, Self.answers.count - 1)] }

    private mutating func body() -> ByteBuffer {
        if mutator.chance.happens(percent: 40) { return ByteBuffer() }
        let bytes = mutator.mutated(corpus, largest: 2000)
        received += bytes.count
        return ByteBuffer(bytes: bytes)
    }

    private mutating func size() -> UInt32 {
        let sizes: [UInt32] = [0, 3, 4, 44, 84, 1000, 4004, 1 << 20, 1 << 26, 1 << 26 + 1, .max]
        return sizes[mutator.chance.between(0, sizes.count - 1)]
    }

    private mutating func numbers() -> ByteBuffer { TransferHeader(size: size(), packetSize: size()).encoded }
    private mutating func announcement() -> ByteBuffer { BufferAnnouncement(size: size()).encoded }

    private mutating func outcome() -> ByteBuffer {
        let isGood = mutator.chance.happens(percent: 50)
        let outcome = EnrolmentOutcome(
            result: isGood ? 0 : UInt16(mutator.chance.between(0, 6)),
            userID: isGood || mutator.chance.happens(percent: 50) ? "1002" : "7",
            finger: isGood ? 4 : UInt8(mutator.chance.between(3, 5)))
        return outcome.encoded
    }
}
