import ArgumentParser
import Domain
import Services
import Storage

struct CorrectionAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a punch by hand, without a request.",
        discussion: """
            Examples:
              etime correction add 0042 2026-11-20 18:05 out --reason "terminal was down"
              etime correction add 0042 2026-11-20 06:10+1 --reason "end of the night"
            """)

    @OptionGroup var day: CorrectedDayArguments

    @Argument(help: "The time, as 18:05.")
    var time: PunchTimeArgument

    @Argument(help: "in or out; without it the punch takes its turn.")
    var way: PunchWay?

    @OptionGroup var why: CorrectionReason
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.correct(day, why) { .add(time.local(on: $0), way ?? .either) }
    }
}

struct CorrectionVoidCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "void",
        abstract: "Let a terminal’s punch not count, without a request.",
        discussion: """
            The punch stays in the record and is shown with the reason.

            Example:
              etime correction void 0042 2026-11-20 12:00 --reason "pressed for a colleague"
            """)

    @OptionGroup var day: CorrectedDayArguments

    @Argument(help: "The time of the punch, as 12:00, or 12:00:05 where two are within the minute.")
    var time: PunchTimeArgument

    @OptionGroup var why: CorrectionReason
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.correct(day, why) { .void(time.local(on: $0)) }
    }
}

struct CorrectionRedirectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redirect",
        abstract: "Say that a terminal’s punch went the other way, without a request.",
        discussion: """
            Example:
              etime correction redirect 0042 2026-11-20 18:00 out --reason "wrong key"
            """)

    @OptionGroup var day: CorrectedDayArguments

    @Argument(help: "The time of the punch, as 18:00.")
    var time: PunchTimeArgument

    @Argument(help: "in or out.")
    var way: PunchWay

    @OptionGroup var why: CorrectionReason
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.correct(day, why) { .redirect(time.local(on: $0), way) }
    }
}

struct CorrectionRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Take a correction back.",
        discussion: """
            It stays listed, with who took it back and why.

            Example:
              etime correction revoke 5 --reason "the punch was right"
            """)

    @Argument(help: "The correction’s number, as listed.")
    var correction: Int64

    @OptionGroup var why: CorrectionReason
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withActing { services, actor, _ in
            try await services.corrections.revoke(ID(correction), why: why.reason, by: actor)
            say("Correction \(correction) does not hold any more.")
        }
    }
}

extension PunchWay: ExpressibleByArgument {
    package init?(argument: String) {
        guard let way = Self.allCases.first(where: { $0 != .either && $0.word == argument }) else { return nil }
        self = way
    }

    package static var allValueStrings: [String] { ["in", "out"] }
}

extension CompanyOptions {
    fileprivate func correct(
        _ day: CorrectedDayArguments, _ why: CorrectionReason, _ change: (CivilDate) -> CorrectionDraft.Change
    ) async throws {
        try await withActing { services, actor, _ in
            let person = try await services.employee(day.employee, by: actor)
            let date = day.date.date(today: try await services.attendance.currentDate())
            let made = try await services.corrections.correct(
                CorrectionDraft(date: date, changes: [change(date)], why: why.reason), of: person.id, by: actor)
            for record in made {
                say("Correction \(record.overlay.id.rawValue): \(record.words) for \(person.name) (\(person.code)).")
            }
        }
    }
}
