import NIOCore

/// One finger's template: the newer request, or the older one where the terminal does not know that. Nil: not enrolled.
struct TemplateRead: Conversation {
    typealias Output = ByteBuffer?

    let name = "reading a fingerprint"
    private let data: ByteBuffer
    private var command = Command.readTemplate
    private var exchange: Exchange
    private var repetitions = 0

    init(uid: UInt16, finger: UInt8) {
        var data = ByteBuffer()
        data.writeMultipleIntegers(uid, finger, endianness: .little)
        self.data = data
        exchange = Self.ask(.readTemplate, data)
    }

    private static func ask(_ command: Command, _ data: ByteBuffer) -> Exchange {
        Exchange(Request(command, data: data), direct: .whole)
    }

    var progress: ReadProgress? { exchange.progress }
    /// Memory held for it.
    var room: Int { exchange.room }

    mutating func handle(_ event: Event, link: inout Link) -> Action<ByteBuffer?> {
        switch exchange.handle(event, link: &link) {
        case .send(let frame, let patience): .send(frame, patience: patience)
        case .wait(let patience): .wait(patience: patience)
        case .fail(let error): .fail(error)
        case .succeed(.bytes(let body)): .succeed(body)
        case .succeed(.partial(let part)): again(received: part.readableBytes, &link)
        case .succeed(.unordered): .fail(unordered)
        case .succeed(.answer(let frame)): answered(frame, &link)
        }
    }

    private mutating func answered(_ frame: Frame, _ link: inout Link) -> Action<ByteBuffer?> {
        switch frame.command {
        case .ackError: return .succeed(nil)
        case .unknown, .errorCommand:
            guard command == .readTemplate else { return .fail(unknown(frame.command)) }
            command = .readUserTemplate
            return start(&link)
        default: return .fail(.refused(request: "a fingerprint", answer: "\(frame.command)"))
        }
    }

    private mutating func again(received: Int, _ link: inout Link) -> Action<ByteBuffer?> {
        repetitions += 1
        guard repetitions < link.attempts else {
            return .fail(
                .truncated(table: "fingerprint", expected: exchange.progress?.total ?? received, received: received))
        }
        return start(&link)
    }

    private mutating func start(_ link: inout Link) -> Action<ByteBuffer?> {
        exchange = Self.ask(command, data)
        return handle(.start, link: &link)
    }

    private func unknown(_ answer: Command) -> DeviceError {
        .unsupported(
            what: "reading fingerprints", answer: "\(answer)", remedy: "Move them with a USB stick, or enrol anew.")
    }

    private var unordered: DeviceError {
        .unsupported(
            what: "reading fingerprints over UDP", answer: "packets without numbers",
            remedy: "Set the transport of this device to TCP.")
    }
}
