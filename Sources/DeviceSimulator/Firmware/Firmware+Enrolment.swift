import Devices
import NIOCore

// A finger that a client asks for: each step is told, and the next one comes when the client has acknowledged it.
extension Firmware {
    func startEnrolment(_ request: Frame, _ session: Session) -> Response {
        guard let (user, finger) = userAndFinger(request.data), finger < 10, enrolmentScript.ending != .refused,
            state != .enrolling
        else { return answer(request, .ackError) }
        session.enrolment = Enrolment(user: user, finger: finger, events: touches)
        var response = answer(request, .ackOK)
        response.frames += nextTouch(session).frames
        return response
    }

    private var touches: [Frame] {
        guard enrolmentScript.ending != .nobodyComes else { return [] }
        return enrolmentScript.touches.flatMap { score in
            [
                Frame(.event, session: LiveEvent.Kind.finger, reply: 0),
                Frame(.event, session: LiveEvent.Kind.score, reply: 0, data: ByteBuffer(integer: score)),
            ]
        }
    }

    func nextTouch(_ session: Session?) -> Response {
        guard let session, var enrolment = session.enrolment else { return .silence }
        if !enrolment.events.isEmpty {
            let event = enrolment.events.removeFirst()
            session.enrolment = enrolment
            return Response(frames: [event])
        }
        guard let outcome = outcome(of: enrolment) else { return .silence }
        session.enrolment = nil
        let kind = LiveEvent.Kind.enrollFinger
        return Response(frames: [Frame(.event, session: kind, reply: 0, data: outcome.encoded)])
    }

    private func outcome(of enrolment: Enrolment) -> EnrolmentOutcome? {
        var outcome = EnrolmentOutcome(
            result: EnrolmentOutcome.failed, userID: enrolment.user.userID, finger: enrolment.finger)
        switch enrolmentScript.ending {
        case .nobodyComes, .refused: return nil
        case .fails(let result): outcome.result = result
        case .enrolled:
            let bytes = SampleCompany.template(&fingerChance)
            let entry = TemplateEntry(uid: enrolment.user.uid, finger: enrolment.finger, flag: 1, bytes: bytes)
            guard keep(entry) else { break }
            outcome.result = EnrolmentOutcome.enrolled
            outcome.size = UInt16(bytes.count)
        }
        return outcome
    }
}
