package import Devices
import Domain
import Services

/// A sample line, read part by part: what a person looks at who sets a reader up.
package struct LineSample: Equatable {
    package struct Part: Equatable {
        /// `Time`
        package var name: String
        /// `column 2: “2026-11-22 08:00:00”`; where it is taken from.
        package var source: String
        /// What it was understood as; empty where it was not.
        package var value: String
    }

    package var parts: [Part]
    /// What becomes of the line.
    package var sentence: String
    package var isRead: Bool

    /// - Parameter zone: a name; what cannot be read is UTC.
    package init(_ line: String, _ format: LineFormat, zone: String = "") {
        (parts, isRead) = ([], false)
        guard !line.isEmpty else {
            sentence = "Paste a line as the reader sends it, to see how it is read."
            return
        }
        do throws(LineFormatError) {
            let parser = try LineParser(format, zone: SystemZones.rules(of: zone) ?? .utc)
            let explanation = parser.explain(Array(line.utf8), arrived: systemNow())
            parts = explanation.parts.map(Part.init)
            switch explanation.reading {
            case .punch: (sentence, isRead) = ("This line is read as a punch.", true)
            case .ignored: (sentence, isRead) = ("This line says nothing of a punch and is left out.", true)
            case .unreadable(let reason): sentence = "This line cannot be read: \(reason)."
            }
        } catch {
            sentence = error.problems.joined(separator: " ")
        }
    }
}

extension LineSample.Part {
    fileprivate init(_ part: LineExplanation.Part) {
        name =
            part.field == .verify
            ? "Verified by" : part.field.rawValue.prefix(1).uppercased() + part.field.rawValue.dropFirst()
        let place = part.place.map { "\($0)" }
        source = place.map { "\($0): “\(part.text)”" } ?? "not in the line"
        value = part.value
    }
}
