package import Domain
package import Services

package typealias ShiftForm = DraftForm<ShiftEntry, Shift>

/// A shift as it is typed: the times are text until they can be read.
package nonisolated struct ShiftEntry: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case code, name, start, end, breaks
    }

    package var code = ""
    package var name = ""
    package var start = ""
    package var end = ""
    /// `13:00-14:00`; empty for none.
    package var pause = ""

    package init(code: String = "", name: String = "", start: String = "", end: String = "", pause: String = "") {
        self.code = code
        self.name = name
        self.start = start
        self.end = end
        self.pause = pause
    }

    package func problems() -> [Field: String] {
        let judged = draft.problems()
        var found: [Field: String] = [:]
        found[.code] = judged[.code]
        found[.name] = judged[.name]
        found[.start] = Self.time(start) == nil ? "Enter when it starts, such as 09:00." : nil
        found[.end] = Self.time(end) == nil ? "Enter when it ends, such as 18:00." : nil
        if breaks == nil {
            found[.breaks] = "Write a break such as 13:00-14:00, or nothing."
        } else if found[.start] == nil, found[.end] == nil {
            found[.breaks] = judged[.breaks]
        }
        return found
    }

    /// With midnight for a time that cannot be read; `problems` says so.
    package var draft: ShiftDraft {
        let midnight = TimeOfDay(0, 0)
        return ShiftDraft(
            code: code, name: name, start: Self.time(start) ?? midnight, end: Self.time(end) ?? midnight,
            breaks: breaks ?? [])
    }

    /// Nil where the text is neither empty nor two times.
    private var breaks: [ShiftBreak]? {
        let parts = pause.split { $0 == "-" || $0 == "–" }
        if pause.allSatisfy(\.isWhitespace) { return [] }
        guard parts.count == 2, let start = Self.time(parts[0]), let end = Self.time(parts[1]) else { return nil }
        return [ShiftBreak(start: start, end: end)]
    }

    private static func time(_ text: some StringProtocol) -> TimeOfDay? {
        TimeOfDay(String(text.filter { !$0.isWhitespace }))
    }
}
