import ArgumentParser
import Services
import Storage

struct DatabaseCopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copy a company from one database to another, of any two kinds.",
        discussion: """
            The database that is copied to is made with “etime db create” and must be empty; the other one is only read. \
            Nobody may work on either meanwhile. A copy that was interrupted goes on where it stopped when the same command \
            is given again. At the end both are read and compared row for row, and the seals of the copy are checked; the \
            exit status is 1 where anything differs.

            Example:
              etime db copy data/timetracker.db postgresql://asha@db.example/etime
            """)

    @Argument(help: ArgumentHelp("The database to copy.", valueName: "from"))
    var source: String

    @Argument(help: ArgumentHelp("The empty database to copy to.", valueName: "to"))
    var target: String

    func run() async throws {
        let line = CopyProgressLine(terminal: .errors)
        let configuration = try ProgramConfiguration.load()
        let report = try await interruptible { [source, target] in
            defer { line.finish() }
            return try await withOpenDatabase(source, configuration, isCreating: false) { from in
                try await withOpenDatabase(target, configuration, isCreating: true) { to in
                    try await CompanyCopy(from: from, to: to, at: systemNow()) { line.show($0) }.run()
                }
            }
        }
        let (from, to) = (try DatabaseURL(source), try DatabaseURL(target))
        say("Copied \(report.rows) rows in \(report.tables) tables from \(from) to \(to); both are the same.")
        guard report.isSealWhole else { throw BrokenSeals(ledger: report.ledger, journal: report.journal) }
    }
}

/// Faithfully copied, but broken before.
struct BrokenSeals: Error, CustomStringConvertible {
    var ledger: LedgerVerdict
    var journal: JournalBreak?

    var description: String {
        let found = ledger.breaks.map { "\($0)" } + [journal].compactMap { $0.map { "\($0)" } }
        return "The copy is the same as what was copied, whose seals did not hold already: "
            + "\(found.joined(separator: " ")) Restore a backup, and ask support to compare them."
    }
}
