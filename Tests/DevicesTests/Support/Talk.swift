import NIOCore

@testable import Devices

/// Leads a conversation by hand and writes down what it does, one line an action.
struct Talk<C: Conversation> {
    var conversation: C
    var link: Link
    private(set) var sent: Frame?
    /// All that was sent, repetitions included.
    private(set) var history: [Frame] = []
    private(set) var output: C.Output?
    private(set) var error: DeviceError?

    init(_ conversation: C, udp: Bool = false, attempts: Int = 4, tolerant: Bool = false) {
        self.conversation = conversation
        let endpoint = DeviceEndpoint(host: "terminal", attempts: attempts, acceptsWrongChecksums: tolerant)
        link = Link(endpoint, isReliable: !udp)
        link.session = 0x5C3C
    }

    mutating func start() -> String { handle(.start) }
    mutating func silence() -> String { handle(.deadline) }
    mutating func cancel() -> String { handle(.cancel) }
    mutating func overdue() -> String { handle(.overdue) }
    var isOver: Bool { output != nil || error != nil }

    mutating func happen(_ kind: UInt16, _ body: ByteBuffer = ByteBuffer()) -> String {
        handle(.happened(Frame(.event, session: kind, reply: 0, data: body)))
    }

    /// An answer to the last request, unless `reply` says otherwise.
    mutating func hear(
        _ command: Command, _ data: ByteBuffer = ByteBuffer(), session: UInt16? = nil, reply: UInt16? = nil,
        damaged: Bool = false
    ) -> String {
        let frame = Frame(command, session: session ?? link.session, reply: reply ?? sent?.reply ?? 0, data: data)
        return handle(.frame(ReceivedFrame(frame, checksum: damaged ? frame.checksum ^ 1 : frame.checksum)))
    }

    private mutating func handle(_ event: Event) -> String {
        switch conversation.handle(event, link: &link) {
        case .send(let frame, _):
            sent = frame
            history.append(frame)
            return "send \(frame.command.rawValue) #\(frame.reply)\(Self.range(of: frame))"
        case .wait: return "wait"
        case .succeed(let output):
            self.output = output
            return "done"
        case .fail(let error):
            self.error = error
            return "fail"
        }
    }

    private static func range(of frame: Frame) -> String {
        guard frame.command == .readBuffer, let range = BufferRange(frame.data) else { return "" }
        return " \(range.start)+\(range.length)"
    }
}

extension ByteBuffer {
    /// `count` rows of 40 bytes that differ, as a log holds them.
    static func log(_ count: Int, cleared: Bool = false) -> ByteBuffer {
        let step: UInt32 = cleared ? 61 : 60
        let records = (0..<UInt32(count)).map { index in
            AttendanceRecord(
                userID: DeviceUserID(index % 500 + 1), rawTime: 864_288_000 + index * step, uid: index % 500 + 1)
        }
        return RecordTable.encode(records, width: .standard)
    }

    func part(_ start: Int, _ length: Int) -> ByteBuffer {
        getSlice(at: readerIndex + start, length: length) ?? ByteBuffer()
    }

    static func announcing(_ size: Int) -> ByteBuffer { BufferAnnouncement(size: UInt32(size)).encoded }
    static func preparing(_ size: Int, _ packet: Int = 1024) -> ByteBuffer {
        TransferHeader(size: UInt32(size), packetSize: UInt32(packet)).encoded
    }
}
