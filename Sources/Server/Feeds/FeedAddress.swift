import Services
import Storage

/// The address of a calendar: whoever has it is let in, so that it is a secret and stands in no log.
enum FeedAddress {
    /// As the router has it.
    static let path = CalendarService.prefix + "{file}"

    /// What proves the way in; nil: it is no calendar's address.
    static func proof(_ file: String?) -> Secret? {
        guard let file, file.hasSuffix(CalendarService.suffix) else { return nil }
        return Secret(String(file.dropLast(CalendarService.suffix.count)))
    }
}

/// Paths as the log may have them.
enum LoggedPath {
    private static let folder = CalendarService.prefix.filter { $0 != "/" }
    /// Letters after a secret's mark, from which on a text may be one; what is shorter is a word that has the mark by chance.
    private static let fewLetters = 20

    /// Without the secrets of calendars, also where they stand at a wrong place: somebody mistyped the address around them.
    static func text(_ path: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for index in parts.indices {
            let isInFolder = index > 0 && parts[index - 1].lowercased() == folder
            if !parts[index].isEmpty, isInFolder || holdsSecret(parts[index]) { parts[index] = "…" }
        }
        return parts.joined(separator: "/")
    }

    private static func holdsSecret(_ part: Substring) -> Bool {
        part.ranges(of: CalendarService.mark).contains { part[$0.upperBound...].count >= fewLetters }
    }
}
