import Domain
import NIOCore
import NIOEmbedded
import Testing

@testable import DeviceSimulator
@testable import Devices

/// The virtual terminal's answers against those of real ones: each captured answer is either the same byte for byte,
/// or what differs is written down here.
struct CapturedAnswersTests {
    struct Case: Sendable, CustomTestStringConvertible {
        typealias Configure = @Sendable (inout VirtualTerminalConfiguration) -> Void

        var vector: String
        /// Which of the vector's frames is the answer.
        var answer: Int
        var command: Command
        var data = ByteBuffer()
        /// A terminal chooses its session's number, and puts values that it alone knows into that field.
        var comparesSession = true
        var isAuthorised = true
        /// Bytes of the answer's data that differ, and why.
        var differing: [Range<Int>: String] = [:]
        var configure: Configure = { _ in }

        var testDescription: String { "\(vector) #\(answer)" }
    }

    /// What no program has.
    private static let operations = "nobody works at a menu"

    static let cases: [Case] =
        [
            Case(vector: "pyzk-connect-ack-tcp", answer: 1, command: .connect, comparesSession: false),
            Case(vector: "pyzk-connect-ack-udp", answer: 1, command: .connect, comparesSession: false),
            Case(vector: "pyzk-k20-free-sizes-80", answer: 0, command: .connect, comparesSession: false),
            Case(
                vector: "pyzk-unauth-then-auth-key12", answer: 0, command: .connect, comparesSession: false,
                configure: { $0.commKey = 45 }),
            Case(
                vector: "pyzk-unauth-then-auth-key12", answer: 2, command: .authenticate, data: hex("614d323c"),
                isAuthorised: false, configure: { $0.commKey = 45 }),
            Case(
                vector: "pyzk-auth-key45-accepted", answer: 1, command: .authenticate, data: hex("61c9323c"),
                isAuthorised: false, configure: { $0.commKey = 45 }),
            option("adro-option-platform", answer: 1, "~Platform") { $0.identity.platform = "ZEM760_TFT" },
            option("adro-option-workcode", answer: 1, "WorkCode"),
            option("pythonzklib-options", answer: 0, "~SSR"),
            option("pythonzklib-options", answer: 1, "~ExtendFmt"),
            Case(vector: "pyzk-pinwidth-09", answer: 0, command: .pinWidth, data: hex("2050")),
            Case(vector: "adro-state-in-session", answer: 0, command: .readState, comparesSession: false),
        ] + sizes + tables

    private static func fingers(_ count: Int) -> [TemplateEntry] {
        (0..<count).map { TemplateEntry(uid: UInt16($0 / 10 + 1), finger: UInt8($0 % 10), flag: 1, bytes: [1]) }
    }

    private static let sizes: [Case] = [
        Case(
            vector: "pyzk-k20-free-sizes-80", answer: 1, command: .freeSizes, differing: [40..<44: operations],
            configure: { $0.users = SampleCompany.users(3).suffix(2) }),
        Case(
            vector: "pyzk-free-sizes-80-70users", answer: 0, command: .freeSizes,
            differing: [40..<44: operations],
            configure: {
                $0.users = SampleCompany.users(70)
                $0.templates = fingers(70)
                for index in 0..<6 { ($0.users[index].privilege, $0.users[index].password) = (14, "1") }
                $0.punches = SampleCompany.punches(3225, of: $0.users, until: Meeting.now)
            }),
        Case(
            vector: "pyzk-free-sizes-92", answer: 1, command: .freeSizes,
            differing: [40..<44: operations],
            configure: {
                $0.layout.freeSizes = .bytes92
                $0.templates = fingers(6)
                $0.users = SampleCompany.users(7)
                $0.punches = SampleCompany.punches(605, of: $0.users, until: Meeting.now)
                ($0.capacity.users, $0.capacity.fingerprints, $0.capacity.records) = (10_000, 3000, 100_000)
            }),
    ]

    private static let tables: [Case] = [
        Case(
            vector: "pyzk-k20-users-inline", answer: 1, command: .prepareBuffer, data: BufferRequest.users.encoded,
            configure: { $0.users = capturedUsers() }),
        Case(
            vector: "pyzk-buffer-announce", answer: 0, command: .prepareBuffer, data: BufferRequest.users.encoded,
            differing: [9..<13: "nobody knows what these four bytes mean"],
            configure: { $0.users = SampleCompany.users(70) }),
        Case(
            vector: "pyzk-buffer-announce", answer: 1, command: .readBuffer,
            data: BufferRange(start: 0, length: 5044).encoded,
            configure: {
                $0.users = SampleCompany.users(70)
                $0.layout.tcpPacket = 1008
            }),
        Case(
            vector: "jszklib7-udp-prepare-users", answer: 0, command: .readUserTemplate, data: hex("05"),
            configure: {
                $0.users = SampleCompany.users(353)
                $0.layout.users = .short
            }),
    ]

    /// What can be asked for was written before: by which request, and how the index is written there.
    static let accessRules: [(id: String, write: Command, read: Command, index: Int)] = [
        ("adro-group-info", .writeGroup, .readGroup, 1), ("adro-timezone", .writeTimeZone, .readTimeZone, 4),
        ("adro-unlock-combination", .writeUnlockCombination, .readUnlockCombination, 1),
    ]
    /// Compared below: they answer nothing.
    static let events: Set<String> = ["adro-event-attlog-32"]

    @Test(arguments: cases)
    func answers(_ test: Case) throws {
        let vector = try Vector.named(test.vector)
        let captured = try vector.frames[test.answer].received().frame
        var configuration = VirtualTerminalConfiguration()
        test.configure(&configuration)
        let isTCP = vector.frames[test.answer].transport == "tcp"
        let terminal = Terminal(
            configuration, session: captured.session, isAuthorised: test.isAuthorised, overTCP: isTCP)
        if test.command == .readBuffer {
            _ = terminal.answer(to: Frame(.prepareBuffer, session: captured.session, reply: 0, data: .allUsers))
        }
        let request = Frame(test.command, session: captured.session, reply: captured.reply, data: test.data)
        let answer = try #require(terminal.answer(to: request).first)
        #expect(answer.command == captured.command)
        #expect(answer.reply == captured.reply)
        if test.comparesSession { #expect(answer.session == captured.session) }
        compare(answer.data, captured.data, test.differing)
    }

    /// Only what is named may differ, and what is named must.
    private func compare(_ ours: ByteBuffer, _ captured: ByteBuffer, _ differing: [Range<Int>: String]) {
        var (ours, captured) = (Array(ours.readableBytesView), Array(captured.readableBytesView))
        #expect(ours.count == captured.count)
        for (range, why) in differing where range.upperBound <= min(ours.count, captured.count) {
            #expect(ours[range] != captured[range], "\(range) is the same after all: \(why)")
            ours.replaceSubrange(range, with: captured[range])
        }
        #expect(Hex.string(ours) == Hex.string(captured))
    }

    /// The six packets of one transfer: their numbers, sizes and reply ids. Their bytes are not in the capture.
    @Test func transferInPackets() throws {
        struct Expected: Decodable {
            struct Packet: Decodable {
                var header: String
                var dataBytes: Int
            }
            var packets: [Packet]
        }
        var configuration = VirtualTerminalConfiguration()
        configuration.users = SampleCompany.users(70)
        configuration.layout.tcpPacket = 1008
        let terminal = Terminal(configuration, session: 15_452, isAuthorised: true, overTCP: true)
        _ = terminal.answer(to: Frame(.prepareBuffer, session: 15_452, reply: 21, data: .allUsers))
        let range = BufferRange(start: 0, length: 5044).encoded
        let frames = terminal.answer(to: Frame(.readBuffer, session: 15_452, reply: 22, data: range))
        let packets = try Vector.named("pyzk-chunk-sequence-5044").decoded(Expected.self).packets
        #expect(frames.dropFirst().dropLast().count == packets.count)
        for (ours, packet) in zip(frames.dropFirst(), packets) {
            let captured = try ReceivedFrame(payload: Self.hex(packet.header)).frame
            #expect(ours.command == captured.command)
            #expect(ours.session == captured.session)
            #expect(ours.reply == captured.reply)
            #expect(ours.data.readableBytes == packet.dataBytes)
        }
        #expect(frames.last?.command == .ackOK)
    }

    @Test(arguments: ["adro-event-attlog-32", "pyzk-event-12"])
    func eventsAreTheSame(_ id: String) throws {
        let vector = try Vector.named(id)
        let captured =
            try vector.frames.first?.received().frame ?? ReceivedFrame(payload: #require(vector.record)).frame
        guard case .punch(let punch) = LiveEvent.events(in: captured).first else {
            Issue.record("no punch in \(id)")
            return
        }
        var configuration = VirtualTerminalConfiguration()
        configuration.layout.eventLength = captured.data.readableBytes
        let terminal = Terminal(configuration, session: 7, isAuthorised: true, overTCP: true)
        _ = terminal.answer(to: Frame(.event, session: 7, reply: 1, data: Self.hex("ffff0000")))
        let stored = terminal.firmware.memory.store(
            VirtualPunch(
                userID: punch.userID.description, time: try #require(punch.time), verify: punch.verify,
                state: punch.state))
        let events = terminal.firmware.events(for: try #require(stored))
        #expect(events.map { $0.frame } == [captured])
    }

    @Test(arguments: accessRules)
    func accessRulesComeBack(_ rule: (id: String, write: Command, read: Command, index: Int)) throws {
        let captured = try #require(Vector.named(rule.id).frames.first).received().frame
        let terminal = Terminal(.init(), session: captured.session, isAuthorised: true, overTCP: true)
        // A zone's index has four bytes in a request and two in the answer.
        var index = try #require(captured.data.getSlice(at: captured.data.readerIndex, length: min(2, rule.index)))
        index.writeRepeatingByte(0, count: rule.index - index.readableBytes)
        var written = index
        written.writeBytes(captured.data.readableBytesView.dropFirst(min(2, rule.index)))
        let request = Frame(rule.write, session: captured.session, reply: 3, data: written)
        #expect(terminal.answer(to: request).map(\.command) == [.ackOK])
        let answer = terminal.answer(
            to: Frame(rule.read, session: captured.session, reply: captured.reply, data: index))
        #expect(answer == [captured])
    }

    /// The captured requests that write are taken, and what they say is kept.
    @Test func capturedWritesAreTaken() throws {
        let user = try #require(Vector.named("adro-user-write-72").frames.first).received().frame
        let terminal = Terminal(.init(), session: user.session, isAuthorised: true, overTCP: true)
        #expect(terminal.answer(to: user).map(\.command) == [.ackOK])
        #expect(terminal.firmware.memory.users.map(\.name) == ["Nuevo"])
        for frame in try Vector.named("adro-option-write").frames.map({ try $0.received().frame }) {
            let other = Terminal(.init(), session: frame.session, isAuthorised: true, overTCP: true)
            #expect(other.answer(to: frame).map(\.command) == [.ackOK])
            let (name, value) = frame.reply == 71 ? ("LockOn", "5") : ("AntiPassbackOn", "0")
            #expect(other.firmware.memory.options[name] == value)
        }
        let style = try #require(Vector.named("adro-verify-style-write").frames.first).received().frame
        var people = VirtualTerminalConfiguration()
        people.users = SampleCompany.users(13)
        let third = Terminal(people, session: style.session, isAuthorised: true, overTCP: true)
        #expect(third.answer(to: style).map(\.command) == [.ackOK])
        let read = Frame(.readVerifyStyle, session: style.session, reply: 1, data: ByteBuffer(bytes: [13, 0]))
        #expect(third.answer(to: read).map(\.data) == [style.data])
    }

    /// The packets of one finger: their numbers and sizes, and the byte behind the template.
    @Test func oneFingerInPackets() throws {
        struct Expected: Decodable {
            struct Packet: Decodable {
                var command: UInt16
                var sessionField: UInt16
                var dataBytes: Int
            }
            var packets: [Packet]
            var totalData: Int
            var lastByte: UInt8
        }
        let expected = try Vector.named("pyzk-template-1244").decoded(Expected.self)
        var configuration = VirtualTerminalConfiguration()
        configuration.layout.tcpPacket = 1008
        configuration.templates = [
            TemplateEntry(uid: 1, finger: 0, flag: 1, bytes: Array(repeating: 7, count: expected.totalData - 1))
        ]
        let terminal = Terminal(configuration, session: 39_120, isAuthorised: true, overTCP: true)
        let frames = terminal.answer(
            to: Frame(.readTemplate, session: 39_120, reply: 50, data: ByteBuffer(bytes: [1, 0, 0])))
        #expect(frames.map(\.command.rawValue) == expected.packets.map(\.command))
        #expect(frames.map(\.data.readableBytes) == expected.packets.map(\.dataBytes))
        // The closing answer was from another session, and its field holds a counter of no meaning.
        #expect(frames.dropLast().map(\.session) == expected.packets.dropLast().map(\.sessionField))
        #expect(frames[2].data.readableBytesView.last == expected.lastByte)
    }

    /// No captured answer is left out without a word.
    @Test func everyCapturedAnswerIsCompared() {
        for vector in Vector.all where !Self.events.contains(vector.id) {
            if Self.accessRules.contains(where: { $0.id == vector.id }) { continue }
            for (index, frame) in vector.frames.enumerated() where frame.direction == "device->host" {
                #expect(
                    Self.cases.contains { $0.vector == vector.id && $0.answer == index }, "\(vector.id) #\(index)")
            }
        }
    }

    private static func option(
        _ vector: String, answer: Int, _ name: String, _ configure: @escaping Case.Configure = { _ in }
    ) -> Case {
        Case(
            vector: vector, answer: answer, command: .readOption, data: OptionText.encode(name), configure: configure)
    }

    private static func hex(_ text: String) -> ByteBuffer { ByteBuffer(bytes: Hex.bytes(text) ?? []) }

    private static func capturedUsers() -> [UserRecord] {
        guard let frame = try? Vector.named("pyzk-k20-users-inline").frames.last?.received().frame,
            let content = TableContent(table: frame.data, resume: nil)
        else { return [] }
        return RecordTable.users(content.rows, width: .standard)
    }

    /// A virtual terminal's firmware with one session whose number is given.
    private final class Terminal {
        let firmware: Firmware
        private let link: DeviceSimulator.Link

        init(_ configuration: VirtualTerminalConfiguration, session: UInt16, isAuthorised: Bool, overTCP: Bool) {
            firmware = Firmware(configuration)
            link = DeviceSimulator.Link(overTCP ? .tcp : .udp, on: EmbeddedEventLoop(), write: { _ in }, close: {})
            let session = Session(id: session, isAuthorised: isAuthorised, link: link)
            firmware.sessions[session.id] = session
            link.session = session
        }

        func answer(to request: Frame) -> [Frame] { firmware.respond(to: request, on: link).frames }
    }
}

extension ByteBuffer {
    fileprivate static var allUsers: ByteBuffer { BufferRequest.users.encoded }
}
