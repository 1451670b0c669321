import ArgumentParser
import Domain
import Services

struct ShiftAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a shift.",
        discussion: """
            An end that is not later than the start is on the next day: a night shift.

            Examples:
              etime shift add G General 09:00 18:00 --break 13:00-14:00
              etime shift add N Night 22:00 06:00 --late-grace 10
            """)

    @Argument(help: "Short, as it stands in a roster.")
    var code: String

    @Argument(help: "The name.")
    var name: String

    @Argument(help: "When it starts, as 09:00.")
    var start: TimeOfDay

    @Argument(help: "When it ends, as 18:00.")
    var end: TimeOfDay

    @Option(
        name: .customLong("break"),
        help: ArgumentHelp("A break that is deducted, as 13:00-14:00; may be given again.", valueName: "from-to"))
    var breaks: [BreakArgument] = []

    @Option(help: ArgumentHelp("Minutes of grace for coming late.", valueName: "minutes"))
    var lateGrace: Int32?

    @Option(help: ArgumentHelp("Minutes of grace for leaving early.", valueName: "minutes"))
    var earlyGrace: Int32?

    @Option(help: ArgumentHelp("Less work than this many minutes is a half day.", valueName: "minutes"))
    var halfDayBelow: Int32?

    @Option(help: ArgumentHelp("Less work than this many minutes is an absence.", valueName: "minutes"))
    var absentBelow: Int32?

    @OptionGroup var company: CompanyOptions

    func validate() throws {
        let minutes = [lateGrace, earlyGrace, halfDayBelow, absentBelow].compactMap { $0 }
        guard minutes.allSatisfy({ (0...1440).contains($0) }) else {
            throw ValidationError("Minutes lie between 0 and 1440, the length of a day.")
        }
    }

    func run() async throws {
        var policy = AttendancePolicy()
        if let lateGrace { policy.lateGrace = lateGrace * 60 }
        if let earlyGrace { policy.earlyGrace = earlyGrace * 60 }
        if let halfDayBelow { policy.halfDayBelow = halfDayBelow * 60 }
        if let absentBelow { policy.absentBelow = absentBelow * 60 }
        let draft = ShiftDraft(
            code: code, name: name, start: start, end: end, breaks: breaks.map(\.value), policy: policy)
        try await company.withCompany { services, actor in
            let shift = try await services.shifts.add(draft, by: actor)
            say("Added shift \(shift.code), \(shift.start)–\(shift.end).")
        }
    }
}

/// `13:00-14:00`.
struct BreakArgument: ExpressibleByArgument {
    var value: ShiftBreak

    init?(argument: String) {
        let parts = argument.split(separator: "-")
        guard parts.count == 2, let start = TimeOfDay(parts[0]), let end = TimeOfDay(parts[1]) else { return nil }
        value = ShiftBreak(start: start, end: end)
    }
}

extension TimeOfDay: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(argument)
    }
}
