import ArgumentParser
import Domain
import Foundation
import Services
import Storage

struct AuditShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one change with everything that is known about it.",
        discussion: """
            Before and after are the record as it was stored; secrets are never in it.

            Example:
              etime audit show 108
            """)

    @Argument(help: "The entry’s number, as “etime audit list” shows it.")
    var number: Int64

    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, actor in
            let found = try await services.journal.find(number, by: actor)
            let (entry, line) = (found.entry, found.line)
            let zone = try await services.companyZone()
            let rows: [(String, String?)] = [
                ("Entry", String(entry.id)), ("When", "\(zone.local(at: entry.stamp.at)) \(zone.name)"),
                ("Who", line.actor), ("For", line.behalf), ("From", line.origin), ("What", line.subject),
                ("Change", line.change), ("Why", line.reason),
                ("Record", "\(entry.entity.rawValue) \(entry.entityID), \(entry.action.rawValue)"),
                ("Before", entry.before), ("After", entry.after), ("Seal", entry.hash.hexadecimal),
            ]
            for (name, value) in rows {
                if let value { say(name.padding(toLength: 8, withPad: " ", startingAt: 0) + value) }
            }
        }
    }
}
