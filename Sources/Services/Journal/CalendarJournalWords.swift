import Storage

extension JournalWords {
    /// `Calendar “Stores”`, `address made for ravi: leave of the team, until 2027-03-31`.
    func calendarFeed(
        _ entry: JournalEntry, _ before: JournalDocument, _ after: JournalDocument
    ) -> (String, String) {
        let feed = entry.action == .revoke ? before : after
        let owner = names.account(feed["account"].text.flatMap { Int64($0) })
        let end = feed["until"].text.map { ", until \($0)" } ?? ""
        let change =
            entry.action == .revoke
            ? "address of \(owner) revoked" : "address made for \(owner): \(feed["shows"].text ?? "")\(end)"
        return ("Calendar “\(feed["name"].text ?? "")”", change)
    }
}
