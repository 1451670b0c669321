import Domain
package import Services

/// An entry of the journal as the list shows it.
package nonisolated struct JournalRow: Hashable, Identifiable, Sendable {
    package let line: JournalLine
    /// `10:58`, on another day `21 Nov, 10:58`: at the company's place.
    package let moment: String
    let searchText: String

    private init(_ line: JournalLine, in zone: ZoneRules, today: CivilDate) {
        self.line = line
        moment = Words.moment(zone.local(at: line.at), today: today)
        searchText = "\(line.who) \(line.subject) \(line.change) \(line.reason ?? "") \(line.origin ?? "")".lowercased()
    }

    package var id: Int64 { line.id }

    /// Beside the main loop: a page of them takes as long as a part of a frame.
    @concurrent static func all(_ lines: [JournalLine], in zone: ZoneRules) async -> [JournalRow] {
        let today = zone.local(at: systemNow()).date
        return lines.map { JournalRow($0, in: zone, today: today) }
    }
}
