import Devices
import Domain
import NIOCore

// Sessions, and what steers the terminal as a whole.
extension Firmware {
    func connect(_ request: Frame, _ link: Link) -> Response {
        let others = sessions.values.filter { $0.link !== link }
        switch configuration.admission {
        case .everybody: break
        case .oneAtATime: guard others.isEmpty else { return .silence }
        case .latestOnly: for other in others { end(other) }
        }
        // A repeated CONNECT, as after a lost answer, starts over rather than leave a session behind.
        if let earlier = link.session { forget(earlier) }
        let session = Session(id: newSessionNumber(), isAuthorised: configuration.commKey == 0, link: link)
        sessions[session.id] = session
        counters.note(sessions: sessions.count)
        link.session = session
        let code: Command = session.isAuthorised ? .ackOK : .ackUnauthorised
        return Response(frames: [Frame(code, session: session.id, reply: request.reply)])
    }

    func authenticate(_ request: Frame, _ session: Session) -> Response {
        let proof = Array(request.data.readableBytesView)
        guard CommKey.matches(proof, key: configuration.commKey, session: session.id) else {
            return answer(request, .ackUnauthorised)
        }
        session.isAuthorised = true
        return answer(request, .ackOK)
    }

    func exit(_ request: Frame, _ session: Session) -> Response {
        forget(session)
        return answer(request, .ackOK)
    }

    /// The connection is gone, or the client said goodbye. A terminal that was disabled stays disabled: that is the
    /// client's to undo.
    func forget(_ session: Session) {
        sessions[session.id] = nil
        if session.link.session === session { session.link.session = nil }
    }

    private func end(_ session: Session) {
        let link = session.link
        forget(session)
        link.close()
    }

    /// As after switching it on again: no sessions, ready for punches. Users, logs and the clock stay.
    func reboot() {
        for session in sessions.values { end(session) }
        isEnabled = true
        disabledUntil = nil
        panel = Panel()
    }

    func serveControl(_ request: Frame, _ session: Session) -> Response? {
        switch request.command {
        case .enable:
            isEnabled = true
            disabledUntil = nil
        case .disable:
            isEnabled = false
            disabledUntil = request.data.getInteger(at: request.data.readerIndex, endianness: .little, as: UInt32.self)
                .map { clock.now.seconds + Int64($0) }
        case .restart, .powerOff:
            note(.powerOff)
            var response = answer(request, .ackOK)
            response.consequence = request.command == .restart ? .restart : .powerOff
            return response
        case .event:
            guard let mask: UInt32 = request.data.getInteger(at: request.data.readerIndex, endianness: .little)
            else { return answer(request, .ackError) }
            session.eventMask = mask
        case .refreshData, .refreshOption, .startVerify: break
        case .unlock, .testVoice, .writeDisplay, .clearDisplay:
            guard panel.take(request) else { return answer(request, .ackError) }
            if request.command == .unlock { note(.unlock) }
        default: return nil
        }
        return answer(request, .ackOK)
    }

    /// False while a client has disabled the terminal; a disable with a length of its own ends by itself.
    var takesPunches: Bool {
        isEnabled || disabledUntil.map { clock.now.seconds >= $0 } ?? false
    }
}
