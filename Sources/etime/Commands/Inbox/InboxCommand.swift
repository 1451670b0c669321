import ArgumentParser
import Domain
import Services

struct InboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox",
        abstract: "Say whose punches are nobody’s, and what is to become of those in doubt.",
        subcommands: [
            InboxListCommand.self, InboxMapCommand.self, InboxReleaseCommand.self, InboxUnreadableCommand.self,
            InboxReadAgainCommand.self, InboxDismissCommand.self, InboxDoubtfulCommand.self, InboxSettleCommand.self,
            InboxNumbersCommand.self, InboxSamePersonCommand.self,
        ])
}

struct InboxListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List users whose punches belong to nobody, and why.",
        discussion: """
            No employee has the number, or whoever had it had left or not yet joined. Their punches are kept, and count \
            from the first one as soon as the user is mapped.

            Example:
              etime inbox list
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let users = try await services.inbox.list(by: actor)
            try Listing.inbox(users).show(format.format, whenEmpty: "The inbox is empty: every punch has its employee.")
            await services.remarkSharedNumbers(by: actor)
        }
    }
}
