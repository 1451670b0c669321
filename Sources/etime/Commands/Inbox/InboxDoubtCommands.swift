import ArgumentParser
import Domain
import Services
import Storage

struct InboxDoubtfulCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doubtful",
        abstract: "List punches whose time cannot be believed, and why.",
        discussion: """
            A time that was still to come, one from before such terminals were made, a day that no calendar has: these \
            count for no day. And the last punch before a terminal's clock went back, which counts: a clock that is set back \
            shows some hours once more and goes on from there. A log that goes over the same hours again and again is not \
            kept in order of time, and says nothing of a clock. Say what each is with “etime inbox settle”.

            Examples:
              etime inbox doubtful
              etime inbox doubtful --format json
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let doubts = try await services.inbox.doubtful(by: actor)
            try Listing.doubts(doubts).show(format.format, whenEmpty: "No punch is in doubt.")
        }
    }
}

struct InboxSettleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Say what a punch in doubt is.",
        discussion: """
            With --made-at it is added at that time, by the company's clock, for whoever holds the user; what the terminal \
            said stays in the record. --right is for a punch that counts, after which the clock went back. --undo takes \
            back what was said.

            Examples:
              etime inbox settle 17 --made-at "2026-11-20 18:05" --reason "seen by the guard"
              etime inbox settle 18 --no-punch --reason "pressed while the clock was set"
              etime inbox settle 17 --undo --reason "it was another evening"
            """)

    @Argument(help: "The punch's number, as listed.")
    var punch: Int64

    @Option(help: ArgumentHelp("When it was made, as “2026-11-20 18:05”.", valueName: "time"))
    var madeAt: LocalTimeArgument?

    @Flag(help: "It is no punch.")
    var noPunch = false

    @Flag(help: "It is right as it is.")
    var right = false

    @Flag(help: "What was said of it does not hold.")
    var undo = false

    @OptionGroup var why: CorrectionReason
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if [madeAt != nil, noPunch, right, undo].count(where: { $0 }) != 1 {
            throw ValidationError("Say one of --made-at TIME, --no-punch, --right or --undo.")
        }
    }

    func run() async throws {
        try await company.withCompany { services, actor in
            let id = ID<Punch>(punch)
            if undo {
                try await services.inbox.undoSettling(id, why: why.reason, by: actor)
                return say("Punch \(punch) is in doubt again.")
            }
            try await services.inbox.settle(id, as: resolution, why: why.reason, by: actor)
            say(
                "Punch \(punch) is settled: \(madeAt.map { "made at \($0.local)" } ?? (noPunch ? "no punch" : "right"))."
            )
        }
    }

    private var resolution: DoubtResolution {
        if let local = madeAt?.local { return .madeAt(local.date, local.timeOfDay) }
        return noPunch ? .noPunch : .right
    }
}

/// `2026-11-20 18:05`
struct LocalTimeArgument: ExpressibleByArgument, Sendable {
    var local: LocalTime

    init?(argument: String) {
        guard let local = LocalTime(argument) else { return nil }
        self.local = local
    }
}

extension Listing where Row == Doubt {
    static func doubts(_ rows: [Doubt]) -> Listing {
        Listing(
            rows,
            [
                Column("Punch", "punch") { .integer(Int($0.id.rawValue)) },
                Column("Device", "device", flexible: true) { .text($0.deviceName) },
                Column("User", "user") { .text($0.punch.deviceUser) },
                Column("Employee", "employee", flexible: true) {
                    .optional($0.employee?.name ?? $0.userName.nilIfEmpty)
                },
                Column("Showed", "showed") { .moment(Moment($0.punch.local)) },
                Column("Collected", "collected") { .moment(Moment($0.collected)) },
                Column("Why", "reason", flexible: true) { .text($0.sentence) },
            ])
    }
}
