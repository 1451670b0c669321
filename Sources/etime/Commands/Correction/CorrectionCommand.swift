import ArgumentParser

struct CorrectionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correction",
        abstract: "Correct punches: ask for it, or do it directly.",
        discussion: """
            A correction lies over the punches of the terminals, which themselves never change; “etime explain” says who \
            corrected what and why. Times are those of the company’s clock, 18:05 or 18:05:30; 06:10+1 is on the next \
            day.
            """,
        subcommands: [
            CorrectionRequestCommand.self, CorrectionAddCommand.self, CorrectionVoidCommand.self,
            CorrectionRedirectCommand.self, CorrectionRevokeCommand.self, CorrectionListCommand.self,
            CorrectionShowCommand.self, CorrectionSettingsCommand.self,
        ])
}
