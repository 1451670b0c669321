import ArgumentParser
import Domain
import Foundation
import Services

/// `18:05`, `18:05:30`, `06:10+1`.
struct PunchTimeArgument: ExpressibleByArgument, Hashable {
    var time: TimeOfDay
    var daysLater: Int

    init?(argument: String) {
        let isNextDay = argument.hasSuffix("+1")
        guard let time = TimeOfDay(isNextDay ? argument.dropLast(2) : argument[...]) else { return nil }
        self.time = time
        daysLater = isNextDay ? 1 : 0
    }

    func local(on date: CivilDate) -> LocalTime { LocalTime(date + daysLater, time) }
}

/// `18:05 out`, or `18:05` alone.
struct PunchArgument: ExpressibleByArgument, Hashable {
    var time: PunchTimeArgument
    var way: PunchWay

    init?(argument: String) {
        let words = argument.split(separator: " ")
        guard (1...2).contains(words.count), let time = PunchTimeArgument(argument: String(words[0])) else {
            return nil
        }
        self.time = time
        guard words.count == 2 else {
            way = .either
            return
        }
        guard let way = PunchWay.allCases.first(where: { $0.word == words[1] && $0 != .either }) else { return nil }
        self.way = way
    }
}

/// Which day of whom, and why.
struct CorrectedDayArguments: ParsableArguments {
    @Argument(help: "The employee's code.")
    var employee: String

    @Argument(help: DayArgument.help)
    var date: DayArgument
}

struct CorrectionReason: ParsableArguments {
    @Option(help: ArgumentHelp("Why; it is kept and shown.", valueName: "text"))
    var reason: String
}
