import ArgumentParser

struct ApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Decide on requests, and say who decides.",
        discussion: CompanyOptions.actingHelp,
        subcommands: [
            ApproveListCommand.self, ApproveShowCommand.self, ApproveGrantCommand.self, ApproveRejectCommand.self,
            ApproveWithdrawCommand.self, ApproveCancelCommand.self, ApproveEscalateCommand.self,
            ApproveChainCommand.self, ApproveDelegateCommand.self, ApproveHeadCommand.self,
        ])
}
