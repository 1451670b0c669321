/// How a table is sorted by one column: a key is read of each row, and the keys are compared.
///
/// Reading keys needs the main actor, comparing them does not. So a long table reads them in portions, between which the
/// window lives on, and compares on another thread.
struct TableOrder<Row> {
    /// The positions of the rows in their new order. Rows with equal keys stay as they are given, both ways.
    let positions: ([Row], _ isAscending: Bool) -> [Int]
    /// The same, without holding the main actor for longer than a part of a frame. Nil when the task is cancelled.
    let positionsLater: ([Row], _ isAscending: Bool) async -> [Int]?

    init<Key: Comparable & Sendable>(by key: @escaping @MainActor (Row) -> Key) {
        positions = { rows, isAscending in sortedPositions(of: rows.map(key), isAscending) }
        positionsLater = { rows, isAscending in
            var keys: [Key] = []
            keys.reserveCapacity(rows.count)
            while keys.count < rows.count {
                let end = min(rows.count, keys.count + portion)
                for index in keys.count..<end { keys.append(key(rows[index])) }
                // A yield alone would come back before the frame clock does.
                guard (try? await Task.sleep(for: .milliseconds(1))) != nil else { return nil }
            }
            let positions = await sortedPositionsElsewhere(of: keys, isAscending)
            return Task.isCancelled ? nil : positions
        }
    }
}

/// Rows whose keys are read at one go.
private nonisolated let portion = 8_192

@concurrent
private nonisolated func sortedPositionsElsewhere<Key: Comparable & Sendable>(
    of keys: [Key], _ isAscending: Bool
) async -> [Int] {
    sortedPositions(of: keys, isAscending)
}

private nonisolated func sortedPositions<Key: Comparable>(of keys: [Key], _ isAscending: Bool) -> [Int] {
    var pairs = keys.enumerated().map { (key: $1, position: $0) }
    if isAscending {
        pairs.sort { $0.key < $1.key || ($0.position < $1.position && $0.key == $1.key) }
    } else {
        pairs.sort { $1.key < $0.key || ($0.position < $1.position && $0.key == $1.key) }
    }
    return pairs.map(\.position)
}

/// Rows in the order in which a table shows them. The rows themselves are not moved: a million of them would take longer than
/// a frame.
package nonisolated struct ArrangedRows<Row>: RandomAccessCollection {
    private let given: [Row]
    private let positions: [Int]?

    /// - Parameter positions: of the rows in their new order; nil leaves them as given.
    init(_ given: [Row], positions: [Int]? = nil) {
        self.given = given
        self.positions = positions
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { given.count }
    package subscript(position: Int) -> Row { given[positions.map { $0[position] } ?? position] }
}
