import ArgumentParser
import Domain
import Foundation
import Services
import Storage

struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "Keep real days as worked examples that a change of the rules must not flip unseen.",
        discussion: """
            A kept day holds its punches, the rules that judged it and what it came to. A shift, a policy or a holiday that \
            would make it come out differently is not saved, and each figure is named; --accept-changed-cases saves it all \
            the same.
            """,
        subcommands: [
            CaseKeepCommand.self, CaseListCommand.self, CaseShowCommand.self, CaseRemoveCommand.self,
            CaseRunCommand.self, CaseExportCommand.self,
        ])
}

struct CaseKeepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keep",
        abstract: "Keep one day of one person.",
        discussion: """
            Example:
              etime case keep 0042 2026-11-20 --name "Stayed for the stocktaking"
            """)

    @Argument(help: "The employee's code.") var employee: String
    @Argument(help: DayArgument.help) var date: DayArgument
    @Option(help: "What it shows, in a few words.") var name: String
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let person = try await services.employee(employee, by: actor)
            let day = date.date(today: try await services.attendance.currentDate())
            let kept = try await services.cases.keep(person.id, day, as: name, by: actor)
            say("\(day) of \(person.name) is kept as “\(kept.name)”.".singleLine)
        }
    }
}

struct CaseListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the kept days.",
        discussion: """
            Example:
              etime case list
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let people = Dictionary(
                uniqueKeysWithValues: try await services.employees.list(by: actor).map { ($0.employee.id, $0.employee) }
            )
            try Listing(
                try await services.cases.list(by: actor),
                [
                    .init("Name", "name", flexible: true) { .text($0.name) },
                    .init("Code", "employee") { .text(people[$0.employee]?.code ?? "") },
                    .init("Date", "date") { .date($0.date) },
                    .init("Kept by", "kept_by") { .text($0.stamp.actor) },
                ]
            ).show(format.format, whenEmpty: "No day is kept yet; keep one with “etime case keep”.")
        }
    }
}

struct CaseShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print a kept day as a scenario file.",
        discussion: """
            Example:
              etime case show "Stayed for the stocktaking"
            """)

    @Argument(help: "The case's name.") var name: String
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            say(try await services.cases.find(name, by: actor).document, terminator: "")
        }
    }
}

struct CaseRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Keep a day no longer.",
        discussion: """
            Example:
              etime case remove "Stayed for the stocktaking"
            """)

    @Argument(help: "The case's name.") var name: String
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            try await services.cases.remove(name, by: actor)
            say("“\(name)” is kept no longer.".singleLine)
        }
    }
}

struct CaseRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Work out the kept days by the rules that hold now.",
        discussion: """
            The exit status is 1 where a figure is not as it was kept.

            Example:
              etime case run
            """)

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        let outcomes = try await company.withCompany { services, actor in try await services.cases.run(by: actor) }
        for outcome in outcomes {
            say("\(outcome.live.isEmpty && outcome.frozen.isEmpty ? "ok  " : "FAIL") \(outcome.item.name)".singleLine)
            for difference in outcome.live { say("       by today's rules: \(difference)") }
            for difference in outcome.frozen { say("       by its own rules: \(difference)") }
        }
        let failed = outcomes.count { !$0.live.isEmpty || !$0.frozen.isEmpty }
        say("\(outcomes.count) kept, \(failed) not as kept.")
        if failed > 0 { throw ExitCode(1) }
    }
}

struct CaseExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the kept days as scenario files into a folder.",
        discussion: """
            “etime scenario run” reads them.

            Example:
              etime case export cases
            """)

    @Argument(help: "The folder; it is made where there is none.") var folder: String
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let cases = try await services.cases.list(by: actor)
            for item in cases {
                let path = "\(folder)/case-\(item.id.rawValue).yaml"
                try item.document.write(toFile: path, atomically: true, encoding: .utf8)
                say("\(path)  \(item.name)".singleLine)
            }
            say("\(cases.count) \(cases.count == 1 ? "case" : "cases") written.")
        }
    }
}
