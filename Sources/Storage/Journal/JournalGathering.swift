/// Entries that wait to be written together: their seals are made at once, as if they had been.
package final class JournalGathering {
    private(set) var head: ChainHead
    private var waiting: [(entry: JournalEntry, previous: [UInt8])] = []

    init(after head: ChainHead) { self.head = head }

    func take(_ change: JournalChange) throws -> JournalEntry {
        let entry = try change.entry(after: head)
        waiting.append((entry, head.hash))
        head = ChainHead(length: head.length + 1, hash: entry.hash)
        return entry
    }

    /// Those that wait, which wait no longer.
    func release() -> [(entry: JournalEntry, previous: [UInt8])] {
        defer { waiting = [] }
        return waiting
    }
}
