import Foundation
import Storage

/// The document in which a request keeps what exactly is asked for.
enum StoredDetails {
    static func text(_ subject: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(subject), as: UTF8.self)
    }

    /// - Throws: `StorageError.unreadable(_:)`
    static func read<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
        guard let value = try? JSONDecoder().decode(type, from: Data(text.utf8)) else {
            throw StorageError.unreadable("what a request asks for")
        }
        return value
    }
}
