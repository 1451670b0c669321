import Foundation

/// Settings from the environment and, where it says nothing, from a `.env` file in the current directory.
package struct EnvironmentFile: Sendable {
    private let process: [String: String]
    private let file: [String: String]

    package init(
        process: [String: String] = ProcessInfo.processInfo.environment,
        path: String = ".env"
    ) {
        self.process = process
        file = (try? String(contentsOfFile: path, encoding: .utf8)).map(Self.parsed) ?? [:]
    }

    /// An empty value counts as none.
    package subscript(_ name: String) -> String? {
        [process[name], file[name]].compactMap(\.self).first { !$0.isEmpty }
    }

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
