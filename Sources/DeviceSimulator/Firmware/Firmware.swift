import Devices
import NIOCore
import SeededRandom

/// What the terminal does with a request: the simulated program inside it. It answers with frames and knows nothing of
/// sockets. Confined to the terminal's event loop.
final class Firmware {
    let configuration: VirtualTerminalConfiguration
    var memory: TerminalMemory
    var clock: TerminalClock
    var sessions: [UInt16: Session] = [:]
    /// False between DISABLEDEVICE and ENABLEDEVICE: nobody can punch.
    var isEnabled = true
    /// Terminal time at which a DISABLEDEVICE that named its own length is over.
    var disabledUntil: Int64?
    var counters = Counters()
    var panel = Panel()
    var enrolmentScript: EnrolmentScript
    /// For fingers that nobody has.
    var fingerChance: SeededGenerator
    private var sessionNumbers: SeededGenerator

    init(_ configuration: VirtualTerminalConfiguration) {
        self.configuration = configuration
        memory = TerminalMemory(configuration)
        clock = configuration.clock
        enrolmentScript = configuration.enrolment
        fingerChance = SeededGenerator(seed: configuration.seed ^ 0xF17E)
        sessionNumbers = SeededGenerator(seed: configuration.seed ^ 0x5E55_1011)
    }

    /// What a request does beside its answer.
    enum Consequence {
        case nothing
        case restart
        case powerOff
    }

    struct Response {
        var frames: [Frame] = []
        var consequence = Consequence.nothing

        static let silence = Response()
    }

    func respond(to request: Frame, on link: Link) -> Response {
        switch request.command {
        case .connect: return connect(request, link)
        // How clients acknowledge an event. Nothing answers that, but somebody may put the finger on again.
        case .ackOK: return nextTouch(link.session)
        default: break
        }
        guard let session = link.session, session.id == request.session else {
            return answer(request, .errorInit)
        }
        switch request.command {
        case .authenticate: return authenticate(request, session)
        case .exit: return exit(request, session)
        default: return session.isAuthorised ? serve(request, session) : answer(request, .ackUnauthorised)
        }
    }

    private func serve(_ request: Frame, _ session: Session) -> Response {
        serveControl(request, session) ?? serveInformation(request) ?? serveTables(request, session)
            ?? serveChanges(request) ?? serveFingers(request, session) ?? serveAccess(request)
            ?? answer(request, .unknown)
    }

    /// What was changed, for the operation log. Whoever changes it from afar is nobody.
    func note(_ operation: Operation, _ parameters: UInt16...) {
        guard let time = PackedTime(clock.now) else { return }
        memory.store(
            OperationRecord(
                operatorUID: 0, operation: operation.rawValue, rawTime: time.rawValue, parameters: parameters))
    }

    func newSessionNumber() -> UInt16 {
        while true {
            let number = UInt16.random(in: 1...UInt16.max, using: &sessionNumbers)
            if sessions[number] == nil { return number }
        }
    }

    /// One packet with the request's own session and reply id.
    func answer(_ request: Frame, _ code: Command, data: ByteBuffer = ByteBuffer()) -> Response {
        Response(frames: [Frame(code, session: request.session, reply: request.reply, data: data)])
    }

    func answer(_ request: Frame, text: String) -> Response {
        var data = OptionText.encode(text)
        if memory.faults.garbageAfterNUL { data.writeBytes(TerminalMemory.garbage.prefix(7)) }
        return answer(request, .ackOK, data: data)
    }
}
