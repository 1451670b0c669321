import Foundation

/// What a `.env` file says.
struct EnvironmentFile: Sendable {
    let path: String
    let variables: [String: String]

    /// A file that is not there says nothing.
    init(path: String) {
        self.path = path
        variables = (try? String(contentsOfFile: path, encoding: .utf8)).map(Self.parsed) ?? [:]
    }

    /// An empty value counts as none.
    subscript(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// `NAME=value` lines; `#` begins a comment line; one pair of quotes round a value is taken off.
    static func parsed(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmingCharacters(in: .whitespaces)
            guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { continue }
            let name = line[..<equals].trimmingCharacters(in: .whitespaces)
            let value = line[line.index(after: equals)...].trimmingCharacters(in: .whitespaces)
            values[name.hasPrefix("export ") ? String(name.dropFirst(7)) : name] = unquoted(value)
        }
        return values
    }

    private static func unquoted(_ value: String) -> String {
        for quote in ["\"", "'"] where value.count >= 2 && value.hasPrefix(quote) && value.hasSuffix(quote) {
            return String(value.dropFirst().dropLast())
        }
        return value
    }
}
