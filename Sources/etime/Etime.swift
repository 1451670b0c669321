import ArgumentParser
import Foundation

/// The command line of E-Time Tracker.
///
/// Every failure is one sentence on standard error and a non-zero exit: 1 where the work failed,
/// 64 where the command was not understood, 130 where it was stopped by Ctrl-C.
@main
struct Etime: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "etime",
        abstract: "E-Time Tracker: time and attendance from biometric terminals.",
        discussion: """
            A first day:
              etime demo                                 see it all on a demo company
              etime employee import staff.csv --dry-run  check a list of people
              etime device add Gate 192.168.1.201        tell where the terminal is
              etime sync                                 collect the punches
              etime attendance day                       who is in, late, absent
              etime explain 0042 2026-11-20              why a day came out so

            The database is named by --database, else by ETIME_DATABASE (from the environment or a .env file in the \
            current directory), else by a file of settings (“etime config”), else it is data/timetracker.db.
            """,
        version: "0.1.0",
        // One a line, in the order in which the help lists them.
        subcommands: [
            DemoCommand.self,
            AttendanceCommand.self,
            ExplainCommand.self,
            SyncCommand.self,
            CollectCommand.self,
            InboxCommand.self,
            AccountCommand.self,
            LoginCommand.self,
            LogoutCommand.self,
            WhoAmICommand.self,
            PasswordCommand.self,
            SecondFactorCommand.self,
            TokenCommand.self,
            CalendarCommand.self,
            EmployeeCommand.self,
            DeviceCommand.self,
            BiometricCommand.self,
            ShiftCommand.self,
            PolicyCommand.self,
            RosterCommand.self,
            HolidayCommand.self,
            LeaveCommand.self,
            ApproveCommand.self,
            CorrectionCommand.self,
            PunchCommand.self,
            DutyCommand.self,
            PeriodCommand.self,
            WhatIfCommand.self,
            CaseCommand.self,
            CompanyCommand.self,
            ConfigCommand.self,
            LedgerCommand.self,
            AuditCommand.self,
            ServeCommand.self,
            DatabaseCommand.self,
            SimulateCommand.self,
            ScenarioCommand.self,
        ])

    /// As the library runs a command, but for one that was stopped: that is no error, and is not told as one.
    static func main() async {
        do {
            var command = try await asyncParseAsRoot()
            if var asyncCommand = command as? any AsyncParsableCommand {
                try await asyncCommand.run()
            } else {
                try command.run()
            }
        } catch is CancellationError {
            remark("Stopped.")
            Self.exit(withError: ExitCode(interruptedStatus))
        } catch {
            Self.exit(withError: error)
        }
    }
}
