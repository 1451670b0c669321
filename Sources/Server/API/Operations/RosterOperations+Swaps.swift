import Domain
import HTTPTypes
import Services

// Two people exchange what they work on some days: one asks, the other accepts, and it is applied.
extension RosterOperations {
    /// A swap with the names that it refers to by number.
    struct SwapEntry: Sendable {
        var swap: ShiftSwap
        var codes: CodeBook
    }

    static let swap = Resource<SwapEntry>(
        "ShiftSwap",
        [
            .init("id", .id) { .integer($0.swap.id.rawValue) },
            .init("requester", .text, "Who asks: a code.") { .string($0.codes.code($0.swap.requester)) },
            .init("requesterName", .text) { .string($0.codes.name($0.swap.requester)) },
            .init("partner", .text, "Who is asked: a code.") { .string($0.codes.code($0.swap.partner)) },
            .init("partnerName", .text) { .string($0.codes.name($0.swap.partner)) },
            .init("days", .list(.date)) { .array($0.swap.days.map { .string($0.description) }) },
            .init("state", CaseWords.schema(ShiftSwap.State.self)) { CaseWords.word($0.swap.state) },
            .init("reason", .sentence) { .string($0.swap.reason) },
        ])
    private static let swaps = Listing(swap, in: "-id") { .integer($0.swap.id.rawValue) }

    private static let swapBody = Schema.object([
        .init("requester", .code, required: true, "Who asks: a code."),
        .init("partner", .code, required: true, "Who is asked: a code."),
        .init("days", .list(.date, atLeast: 1, atMost: 62), required: true),
        .init("reason", .text(0...400)),
    ])

    private static let swapID = Parameter.path("id", .id, "The swap’s number.")

    static let swapOperations: [Operation] = [
        .get(
            "listSwaps", "/rosters/swaps", tag, "The swaps, the newest first", swaps.parameters, answering: swaps.schema
        ) { call in
            let all = try await call.services.rosters.swaps(by: call.actor)
            let codes = try await CodeBook(call)
            return try swaps.reply(all.map { SwapEntry(swap: $0, codes: codes) }, to: call)
        },
        .write(
            .post, "addSwap", "/rosters/swaps", tag, "Ask another person to exchange days", taking: swapBody,
            answering: .object([.init("swap", swap.reference, required: true)] + warningFields), status: 201
        ) { call in
            let codes = try await CodeBook(call)
            let (made, conflicts) = try await call.services.rosters.requestSwap(asked(call), by: call.actor)
            let member = JSONValue.Member("swap", swap.json(SwapEntry(swap: made, codes: codes)))
            return .json(.object([member] + warnings(conflicts)), status: 201)
        }.detailed("Nothing changes before the other accepts and it is applied."),
        step("accept", "The other agrees to a swap") { call, id in
            try await call.services.rosters.acceptSwap(id, by: call.actor)
        },
        step("decline", "Say no to a swap") { call, id in
            try await call.services.rosters.declineSwap(id, by: call.actor)
        },
        step("withdraw", "Take a swap back that one asked for") { call, id in
            try await call.services.rosters.withdrawSwap(id, by: call.actor)
        },
        .write(
            .post, "applySwap", "/rosters/swaps/{id}/apply", tag, "Write an accepted swap into the roster",
            [swapID, ShiftOperations.acceptance], answering: .object(warningFields)
        ) { call in
            let conflicts = try await call.services.rosters.applySwap(
                call.id("id"), acceptingChangedCases: call.flag(ShiftOperations.acceptance.name), by: call.actor)
            return .json(.object(warnings(conflicts)))
        }.detailed("It is checked again as things stand now: both people’s days are written, or nothing."),
    ]

    private static func step(
        _ verb: String, _ summary: String,
        _ move: @escaping @Sendable (Call, ID<ShiftSwap>) async throws -> ShiftSwap
    ) -> Operation {
        .write(
            .post, "\(verb)Swap", "/rosters/swaps/{id}/\(verb)", tag, summary, [swapID], answering: swap.reference
        ) { call in
            // First: whoever may not read the names is refused before anything is changed.
            let codes = try await CodeBook(call)
            let moved = try await move(call, call.id("id"))
            return .json(swap.json(SwapEntry(swap: moved, codes: codes)))
        }
    }

    private static func asked(_ call: Call) async throws -> ShiftSwap {
        let requester = try await call.employee(call.body.text("requester") ?? "")
        let partner = try await call.services.employees.colleague(
            code: call.body.text("partner") ?? "", by: call.actor)
        let days = (call.body["days"]?.elements ?? []).compactMap { $0.string.flatMap { CivilDate($0) } }
        return ShiftSwap(
            requester: requester.id, partner: partner.id, days: days, reason: call.body.text("reason") ?? "")
    }
}
