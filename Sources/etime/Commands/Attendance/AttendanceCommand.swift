import ArgumentParser

struct AttendanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attendance",
        abstract: "Show a day of everybody, or a month.",
        subcommands: [AttendanceDayCommand.self, AttendanceMonthCommand.self, AttendanceRecomputeCommand.self])
}
