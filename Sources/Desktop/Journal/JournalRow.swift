import Domain
package import Services

/// An entry of the journal as the list shows it.
package nonisolated struct JournalRow: Hashable, Identifiable, Sendable {
    package let line: JournalLine
    /// `10:58`, on another day `21 Nov, 10:58`: at the company's place.
    package let moment: String
    let searchText: String

    init(_ line: JournalLine, moment: String) {
        (self.line, self.moment) = (line, moment)
        searchText = "\(line.who) \(line.subject) \(line.change) \(line.reason ?? "") \(line.origin ?? "")".lowercased()
    }

    package var id: Int64 { line.id }
}
