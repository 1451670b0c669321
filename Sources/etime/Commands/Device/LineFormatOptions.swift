import ArgumentParser
import Devices
import Foundation

/// How the lines of a reader, or of a file, are read.
struct LineFormatOptions: ParsableArguments {
    @Option(
        name: .customLong("format"),
        help: ArgumentHelp(
            "A file that says how lines are read; “etime device try-line --preset standard --show” prints one to begin with.",
            valueName: "file"))
    var file: String?

    @Option(
        help:
            "A format that this program knows: standard (1001,2026-11-22 08:00:00,0), card (a number alone) or card-hex (one in hexadecimal digits)."
    )
    var preset: LinePreset?

    func validate() throws {
        if file != nil, preset != nil { throw ValidationError("Give either --format or --preset, not both.") }
    }

    /// Nil where neither was given.
    func format() throws -> LineFormat? {
        if let preset { return preset.format }
        return try file.map { try LineFormat(file: $0) }
    }

    func required() throws -> LineFormat {
        guard let format = try format() else {
            throw ValidationError("Say how its lines are read: --format FILE, or --preset standard, card or card-hex.")
        }
        return format
    }
}

enum LinePreset: String, CaseIterable, ExpressibleByArgument {
    case standard, card
    case hexadecimalCard = "card-hex"

    var format: LineFormat {
        switch self {
        case .standard: .standard
        case .card: .card
        case .hexadecimalCard: .hexadecimalCard
        }
    }
}

extension LineFormat {
    /// - Throws: ``UnreadableFile``, ``NoLineFormat``
    init(file path: String) throws {
        let content: Data
        do { content = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            throw UnreadableFile(path: path, error)
        }
        do { self = try JSONDecoder().decode(Self.self, from: content) } catch let error as DecodingError {
            throw NoLineFormat(path: path, why: error.place)
        }
        if let stray = try stray(in: content) {
            throw NoLineFormat(path: path, why: "it has no part “\(stray)”, whose name may be misspelt")
        }
    }

    /// What a file says that no format has: left out in silence, a reader would wait for an answer that never comes.
    private func stray(in content: Data) throws -> String? {
        let given = try JSONSerialization.jsonObject(with: content)
        let meant = try JSONSerialization.jsonObject(with: JSONEncoder().encode(self))
        return Self.stray(in: given, beside: meant)
    }

    private static func stray(in given: Any, beside meant: Any) -> String? {
        guard let given = given as? [String: Any], let meant = meant as? [String: Any] else { return nil }
        for (name, part) in given.sorted(by: { $0.key < $1.key }) where !(part is NSNull) {
            guard let known = meant[name] else { return name }
            if let inside = stray(in: part, beside: known) { return "\(name).\(inside)" }
        }
        return nil
    }

    /// As a file that ``init(file:)`` reads.
    func document() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

/// A file that is no format of lines.
struct NoLineFormat: Error, CustomStringConvertible {
    var path: String
    var why: String

    var description: String {
        "\(path) is no format of lines: \(why). Begin with what “etime device try-line --preset standard --show” prints."
    }
}

extension DecodingError {
    /// What is wrong, as the end of a sentence.
    fileprivate var place: String {
        switch self {
        case .keyNotFound(let key, let context): "“\((context.codingPath + [key]).words)” is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "“\(context.codingPath.words)” is of another kind"
        default: "it is not JSON as this program writes it"
        }
    }
}

extension [any CodingKey] {
    fileprivate var words: String { map(\.stringValue).joined(separator: ".") }
}
