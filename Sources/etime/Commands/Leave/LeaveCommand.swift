import ArgumentParser
import Domain
import Services

struct LeaveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave",
        abstract: "Ask for leave, see balances, grant leave and end leave years.",
        discussion: """
            A first year:
              etime leave type starter                        sick, vacation, emergency, urgent, unpaid, comp-off
              etime leave type change VL --grant "24 by month" fit a rule to the company
              etime leave accrue --preview                    what is due, and why
              etime leave accrue --book                       grant it
              etime leave request 0042 VL 2026-12-21 --through 2026-12-24
              etime leave balance 0042 --on 2026-12-31
              etime leave year-end --preview                  what will be carried, what will lapse

            \(CompanyOptions.actingHelp)
            """,
        subcommands: [
            LeaveTypeCommand.self, LeaveRequestCommand.self, LeaveCancelCommand.self, LeaveWithdrawCommand.self,
            LeaveListCommand.self, LeaveShowCommand.self, LeaveBalanceCommand.self, LeaveLedgerCommand.self,
            LeaveGrantCommand.self, LeaveAdjustCommand.self, LeaveEncashCommand.self, LeaveAccrueCommand.self,
            LeaveYearEndCommand.self, LeaveLeaversCommand.self, LeavePenaltyOrderCommand.self,
            LeaveBookingsCommand.self, LeaveImportBalancesCommand.self, LeaveExportBalancesCommand.self,
        ])
}

/// A number of days as it is typed: `5`, `2.5`, `0.125`.
struct LeaveAmountArgument: ExpressibleByArgument {
    var amount: LeaveAmount

    init?(argument: String) {
        guard let amount = LeaveAmount(argument) else { return nil }
        self.amount = amount
    }
}

extension Services {
    func leaveType(_ code: String) async throws -> LeaveType {
        guard let type = try await leave.type(code: code) else { throw ServiceError.unknownLeaveType(code: code) }
        return type
    }
}
