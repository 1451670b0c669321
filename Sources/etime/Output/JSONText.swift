import Foundation

/// JSON with sorted keys, so that two runs over the same data are byte for byte the same.
enum JSONText {
    /// An array of objects, one a row, keyed by the columns' keys.
    static func rendered(_ listing: Listing<some Any>) throws -> String {
        try encoded(
            listing.rows.map { row in
                Dictionary(uniqueKeysWithValues: zip(listing.columns.map(\.key), listing.cells(of: row)))
            })
    }

    static func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
