import Domain
import Services
import Storage
import Testing

@testable import Server

struct KeptAnswersTests {
    private let answers = KeptAnswers()
    private let noon = Instant(seconds: 1_795_000_000)

    private func question(
        _ address: String = "/api/v1/attendance/days?from=2026-11-02", mark: Int64 = 1, role: Role = .auditor
    ) -> KeptAnswers.Question {
        KeptAnswers.Question(
            operation: "listDays", address: address, accepts: "*/*", grants: Grants([RoleGrant(role)]), employee: nil,
            mark: DatabaseMark(mark))
    }

    private func page(_ text: String) -> Reply { .json(["items": [.string(text)]]).lasting(until: noon + 60) }

    private func isKnown(_ question: KeptAnswers.Question, at moment: Instant? = nil) -> Bool {
        answers.find(question, now: moment ?? noon) != nil
    }

    private func text(_ reply: Reply?) -> String? {
        guard case .bytes(let bytes, "application/json")? = reply?.content else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func theSameQuestionHasTheSameAnswer() {
        let given = answers.keeping(page("asha"), to: question(), now: noon)
        #expect(text(given) == #"{"items":["asha"]}"#)
        #expect(text(answers.find(question(), now: noon)) == text(given))
    }

    @Test func nobodyElsesAnswerIsGiven() {
        _ = answers.keeping(page("asha"), to: question(), now: noon)
        #expect(!isKnown(question(role: .employee)))
        #expect(!isKnown(question("/api/v1/attendance/days?from=2026-11-03")))
        var own = question()
        own.employee = ID(7)
        #expect(!isKnown(own))
        own = question()
        own.accepts = "text/csv"
        #expect(!isKnown(own))
    }

    @Test func aChangeOrTheTimeEndsIt() {
        _ = answers.keeping(page("asha"), to: question(), now: noon)
        #expect(isKnown(question(), at: noon + 59))
        #expect(!isKnown(question(), at: noon + 60))
        // A clock that was put back.
        #expect(!isKnown(question(), at: noon + -1))
        #expect(!isKnown(question(mark: 2)))
        _ = answers.keeping(page("ravi"), to: question(mark: 2), now: noon)
        #expect(text(answers.find(question(mark: 2), now: noon)) == #"{"items":["ravi"]}"#)
        // What was worked out before is not given after, whoever was quicker.
        #expect(!isKnown(question(mark: 1)))
    }

    @Test func whatMayChangeByItselfIsNotKept() {
        let passing: [Reply] = [
            .json(["items": []]), page("asha").version(3), page("asha").header("Location", "/here"),
            Reply(404, page("asha").content).lasting(until: noon + 60), Reply(200, .none).lasting(until: noon + 60),
            .json(["items": []]).lasting(until: noon),
        ]
        for reply in passing {
            _ = answers.keeping(reply, to: question(), now: noon)
            #expect(!isKnown(question()))
        }
    }

    @Test func thereIsRoomForSoMuch() {
        let large = String(repeating: "x", count: 10_000_000)
        for number in 1...4 { _ = answers.keeping(page(large), to: question("/\(number)"), now: noon) }
        #expect((1...4).filter { isKnown(question("/\($0)")) } == [1, 2, 3])
    }

    @Test func whatHasHadItsTimeMakesRoom() {
        let large = String(repeating: "x", count: 10_000_000)
        for number in 1...3 { _ = answers.keeping(page(large), to: question("/\(number)"), now: noon) }
        let later = Reply.json(["items": [.string(large)]]).lasting(until: noon + 200)
        _ = answers.keeping(later, to: question("/4"), now: noon + 60)
        #expect(isKnown(question("/4"), at: noon + 60))
    }
}
