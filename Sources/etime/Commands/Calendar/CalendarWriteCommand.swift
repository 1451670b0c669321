import ArgumentParser
import Domain
import Foundation
import Services

struct CalendarWriteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "Write a calendar into a file, as a server would answer it now.",
        discussion: """
            A file is what it was: a calendar program that takes it in learns of no later change.

            Examples:
              etime calendar write shifts.ics --employee 0042
              etime calendar write - --team --with-shifts > stores.ics
            """)

    @Argument(help: "The file, which is overwritten; - for standard output.")
    var file: String

    @Option(help: ArgumentHelp("Whose, by code, instead of your own.", valueName: "code"))
    var employee: String?

    @OptionGroup var view: CalendarViewOptions
    @OptionGroup var company: CompanyOptions

    func validate() throws {
        if employee != nil, view.team { throw ValidationError("Give --employee or --team, not both.") }
    }

    func run() async throws {
        try await company.withCompany { services, actor in
            var person: ID<Employee>?
            if let employee { person = try await services.employee(employee, by: actor).id }
            let text = try await services.calendars.text(of: view.view(of: person), named: view.name, by: actor)
            guard file != "-" else { return say(text, terminator: "") }
            try UnwritableFile.writing(Data(text.utf8), to: file)
            say("\(file) is written.")
        }
    }
}
