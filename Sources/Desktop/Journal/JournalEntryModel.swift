import Domain
package import Services
import Storage

/// One entry of the journal that was chosen, with the record before and after.
package final class JournalEntryModel {
    package private(set) var chosen: Int64?
    /// Nil while it is read.
    package private(set) var details: JournalDetails?
    package private(set) var problem: Problem?
    /// IANA name of the zone in which its moment is told.
    package private(set) var zone = "UTC"
    package var onChange: () -> Void = {}

    private let session: Session

    package init(session: Session) {
        self.session = session
    }

    package func choose(_ id: Int64?) async {
        guard id != chosen else { return }
        (chosen, details, problem) = (id, nil, nil)
        onChange()
        guard let id else { return }
        do {
            zone = try await session.services.company.settings().zone
            let found = try await session.services.journal.find(id, by: session.actor)
            guard chosen == id else { return }
            details = found
        } catch {
            guard chosen == id else { return }
            problem = Problem("The entry could not be read", error)
        }
        onChange()
    }

    /// What is known of it beside the record, name by name.
    package var facts: [(name: String, value: String)] {
        guard let details else { return [] }
        let line = details.line
        let facts: [(String, String?)] = [
            ("When", Words.fullMoment(line.at, in: zone)), ("Who", line.actor), ("In the name of", line.behalf),
            ("From", line.origin), ("Why", line.reason), ("Entry", Words.grouped(Int(line.id))),
            ("Kind", JournalKind.all.first { $0.entity == line.entity }?.title ?? line.entity.rawValue),
        ]
        return facts.compactMap { name, value in value.map { (name, $0) } }
    }

    /// The record that it is about; nil where it is about none in particular.
    package var record: JournalRecord? {
        guard let details, !details.entry.entityID.isEmpty else { return nil }
        return JournalRecord(
            entity: details.entry.entity, id: details.entry.entityID, title: details.line.subject)
    }
}
