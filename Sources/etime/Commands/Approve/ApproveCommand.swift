import ArgumentParser

struct ApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Decide on requests, and say who decides.",
        discussion: """
            Who decides: “etime approve head set” names the head of a department, “etime employee change --manager” to whom \
            a person reports, and “etime approve chain add” the levels that a request of some kind goes through. Where no \
            chain fits, the manager or the head decides, whoever is first.

            \(CompanyOptions.actingHelp)
            """,
        subcommands: [
            ApproveListCommand.self, ApproveShowCommand.self, ApproveGrantCommand.self, ApproveRejectCommand.self,
            ApproveWithdrawCommand.self, ApproveCancelCommand.self, ApproveEscalateCommand.self,
            ApproveChainCommand.self, ApproveDelegateCommand.self, ApproveHeadCommand.self,
        ])
}
