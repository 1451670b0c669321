/// Holds a copied table against what it was copied from: SHA-256 of both, chunk by chunk in the order of the key.
struct TableComparison: Sendable {
    private let table: CopyTable
    private let source: TableReader
    private let target: TableReader

    init(_ table: CopyTable, _ source: any Database, _ target: any Database) {
        self.table = table
        self.source = TableReader(database: source, table: table)
        self.target = TableReader(database: target, table: table)
    }

    /// - Returns: the number of rows.
    /// - Throws: ``CopyError/different(table:from:through:)``
    func run(_ tell: (Int) -> Void) async throws -> Int {
        var position = source.position()
        var rows = 0
        while true {
            let here = position
            async let copied = Self.hashed(target, here)
            let theirs = try await Self.hashed(source, here)
            let ours = try await copied
            if ours?.hash != theirs?.hash { throw difference(theirs?.chunk, ours?.chunk) }
            guard let chunk = theirs?.chunk else { return rows }
            rows += chunk.content.rows
            tell(rows)
            position = chunk.next
        }
    }

    private static func hashed(
        _ reader: TableReader, _ position: TableReader.Position
    ) async throws -> (chunk: TableReader.Chunk, hash: [UInt8])? {
        try await reader.chunk(at: position).map { ($0, $0.content.hash()) }
    }

    private func difference(_ original: TableReader.Chunk?, _ copied: TableReader.Chunk?) -> CopyError {
        let (theirs, ours) = (original?.content ?? RowBytes(), copied?.content ?? RowBytes())
        let rows = theirs.firstDifference(from: ours, columns: table.columns.count)
        let first = rows.map { row in table.key.map { row[$0] } }.min { Self.isBefore($0, $1) } ?? []
        let last = [original, copied].compactMap { $0?.lastKey }.max { Self.isBefore($0, $1) } ?? []
        return .different(table: table.name, from: table.words(for: first), through: table.words(for: last))
    }

    private static func isBefore(_ one: [SQLValue], _ other: [SQLValue]) -> Bool {
        for (mine, theirs) in zip(one, other) where mine != theirs {
            switch (mine, theirs) {
            case (.int64(let mine), .int64(let theirs)): return mine < theirs
            case (.text(let mine), .text(let theirs)): return mine.utf8.lexicographicallyPrecedes(theirs.utf8)
            default: return false
            }
        }
        return false
    }
}
