import Domain
import Services
import Storage
import Synchronization
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

    @discardableResult
    private func ask(
        _ question: KeptAnswers.Question, at moment: Instant? = nil, _ reply: Reply
    ) async throws -> Reply {
        try await answers.answer(question, now: { moment ?? noon }) { reply }
    }

    /// What is worked out here is not kept.
    private func isKnown(_ question: KeptAnswers.Question, at moment: Instant? = nil) async throws -> Bool {
        try await ask(question, at: moment, Reply(404)).status == 200
    }

    private func text(_ reply: Reply?) -> String? {
        guard case .bytes(let bytes, "application/json")? = reply?.content else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func theSameQuestionHasTheSameAnswer() async throws {
        let given = try await ask(question(), page("asha"))
        #expect(text(given) == #"{"items":["asha"]}"#)
        #expect(text(try await ask(question(), page("ravi"))) == text(given))
    }

    @Test func nobodyElsesAnswerIsGiven() async throws {
        try await ask(question(), page("asha"))
        #expect(try await !isKnown(question(role: .employee)))
        #expect(try await !isKnown(question("/api/v1/attendance/days?from=2026-11-03")))
        var own = question()
        own.employee = ID(7)
        #expect(try await !isKnown(own))
        own = question()
        own.accepts = "text/csv"
        #expect(try await !isKnown(own))
    }

    @Test func aChangeOrTheTimeEndsIt() async throws {
        try await ask(question(), page("asha"))
        #expect(try await isKnown(question(), at: noon + 59))
        #expect(try await !isKnown(question(), at: noon + 60))
        // A clock that was put back.
        #expect(try await !isKnown(question(), at: noon + -1))
        #expect(try await !isKnown(question(mark: 2)))
        try await ask(question(mark: 2), page("ravi"))
        #expect(text(try await ask(question(mark: 2), Reply(404))) == #"{"items":["ravi"]}"#)
        // What was worked out before is not given after, whoever was quicker.
        #expect(try await !isKnown(question(mark: 1)))
    }

    @Test func whatMayChangeByItselfIsNotKept() async throws {
        let passing: [Reply] = [
            .json(["items": []]), page("asha").version(3), page("asha").header("Location", "/here"),
            Reply(404, page("asha").content).lasting(until: noon + 60), Reply(200, .none).lasting(until: noon + 60),
            .json(["items": []]).lasting(until: noon),
        ]
        for reply in passing {
            try await ask(question(), reply)
            #expect(try await !isKnown(question()))
        }
    }

    @Test func thereIsRoomForSoMuch() async throws {
        let large = String(repeating: "x", count: 10_000_000)
        for number in 1...4 { try await ask(question("/\(number)"), page(large)) }
        for number in 1...4 { #expect(try await isKnown(question("/\(number)")) == (number < 4)) }
    }

    @Test func whatHasHadItsTimeMakesRoom() async throws {
        let large = String(repeating: "x", count: 10_000_000)
        for number in 1...3 { try await ask(question("/\(number)"), page(large)) }
        let later = Reply.json(["items": [.string(large)]]).lasting(until: noon + 200)
        try await ask(question("/4"), at: noon + 60, later)
        #expect(try await isKnown(question("/4"), at: noon + 60))
    }

    /// - Returns: what five are told who ask while the first is still being answered.
    private func replies(_ work: @escaping @Sendable (Int) throws -> Reply) async throws -> [Reply?] {
        let asked = Asked()
        let (gate, opened) = AsyncStream<Void>.makeStream()
        return await withTaskGroup(of: Reply?.self) { group in
            for _ in 1...5 {
                group.addTask { [answers, question = question(), noon] in
                    try? await answers.answer(question, now: { noon }) {
                        let number = asked.count()
                        if number == 1 { for await _ in gate {} }
                        return try work(number)
                    }
                }
            }
            while answers.atWork.waiting(for: question()) < 4 { await Task.yield() }
            opened.finish()
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func whoAsksWhatIsBeingWorkedOutWaitsForIt() async throws {
        let noon = noon
        let replies = try await replies { number in
            .json(["items": [.integer(Int64(number))]]).lasting(until: noon + 60)
        }
        #expect(replies.map { text($0) } == Array(repeating: #"{"items":[1]}"#, count: 5))
    }

    @Test func whatFailsForOneIsWorkedOutForTheOthers() async throws {
        let page = page("asha")
        let replies = try await replies { number in
            guard number > 1 else { throw CancellationError() }
            return page
        }
        #expect(replies.count { $0 == nil } == 1)
        #expect(replies.compactMap { text($0) } == Array(repeating: #"{"items":["asha"]}"#, count: 4))
    }
}

/// How often something was worked out.
private final class Asked: Sendable {
    private let times = Mutex(0)

    func count() -> Int {
        times.withLock { times in
            times += 1
            return times
        }
    }
}
