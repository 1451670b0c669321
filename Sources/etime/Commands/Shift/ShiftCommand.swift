import ArgumentParser
import Domain
import Services

struct ShiftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shift",
        abstract: "Add, change, list and assign working times; set the weekly offs.",
        subcommands: [
            ShiftAddCommand.self, ShiftCopyCommand.self, ShiftChangeCommand.self, ShiftShowCommand.self,
            ShiftListCommand.self,
            ShiftAssignCommand.self, ShiftUnassignCommand.self, ShiftWeeklyOffCommand.self,
        ])
}

struct ShiftListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the shifts.",
        discussion: """
            Example:
              etime shift list
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, _ in
            try Listing.shifts(try await services.shifts.list()).show(
                format.format,
                whenEmpty: "There are no shifts yet; add one with “etime shift add G General 09:00 18:00”.")
            guard format.format == .table else { return }
            let offs = try await services.shifts.weeklyOffs()
            say("\nWeekly off: \(offs.isEmpty ? "none" : offs.map(\.sentence).joined(separator: ", "))")
        }
    }
}

extension Listing where Row == Shift {
    static func shifts(_ shifts: [Shift]) -> Listing {
        Listing(
            shifts,
            [
                Column("Code", "code") { .text($0.code) },
                Column("Name", "name", flexible: true) { .text($0.name) },
                Column("Start", "start") { .text($0.start.description) },
                Column("End", "end") { .text($0.end.description + ($0.end <= $0.start ? "+1" : "")) },
                Column("Breaks", "breaks") { shift in
                    shift.breaks.isEmpty
                        ? .none : .text(shift.breaks.map { "\($0.start)–\($0.end)" }.joined(separator: ", "))
                },
                Column("Late after", "late_grace_seconds") { $0.policy.map { .duration($0.lateGrace) } ?? .none },
                Column("Half day below", "half_day_below_seconds") {
                    $0.policy.map { .duration($0.halfDayBelow) } ?? .none
                },
                Column("Absent below", "absent_below_seconds") { $0.policy.map { .duration($0.absentBelow) } ?? .none },
            ])
    }
}
