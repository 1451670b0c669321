import Foundation
import Logging

/// How a line of the log looks.
package enum LogFormat: String, CaseIterable, Sendable {
    /// `2026-11-22T03:30:00.000Z warning etime: It was refused. address=192.168.1.7`
    case text
    /// A JSON object on a line of its own: `time`, `level`, `label`, `message`, and under `metadata` what goes with it.
    case json

    func line(_ event: LogEvent, _ label: String, _ metadata: Logger.Metadata, at time: Date) -> String {
        let moment = time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let details = metadata.mapValues { "\($0)" }
        switch self {
        case .text:
            let tail = details.sorted { $0.key < $1.key }.map { " \($0.key)=\(Self.word($0.value))" }.joined()
            return "\(moment) \(event.level) \(label): \(Self.oneLine("\(event.message)"))\(tail)"
        case .json:
            let object = JSONLine(
                time: moment, level: event.level.rawValue, label: label, message: "\(event.message)",
                metadata: details.isEmpty ? nil : details)
            return object.text
        }
    }

    /// What somebody else sent cannot begin a line of its own, nor change the colours of a terminal.
    private static func oneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.properties.generalCategory == .control {
                result += scalar.escaped(asASCII: true)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func word(_ text: String) -> String {
        let line = oneLine(text)
        return line.contains { $0 == " " || $0 == "=" || $0 == "\"" } || line.isEmpty
            ? "\"" + line.replacing("\"", with: "\\\"") + "\"" : line
    }
}

private struct JSONLine: Encodable {
    var time: String
    var level: String
    var label: String
    var message: String
    var metadata: [String: String]?

    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts alone cannot fail to encode.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
