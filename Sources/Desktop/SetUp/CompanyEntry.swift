import Domain
package import Services

/// What holds for the whole company, as it is typed.
package nonisolated struct CompanyEntry: Equatable, Sendable {
    package nonisolated enum Field: String, CaseIterable, Sendable {
        case name, zone
    }

    package var name: String
    /// A zone's name, or words that are in one's alone: `kolkata`.
    package var zone: String

    package init(_ settings: CompanySettings) {
        name = settings.name
        zone = settings.zone
    }

    package func problems() -> [Field: String] {
        var found: [Field: String] = [:]
        if name.allSatisfy(\.isWhitespace) { found[.name] = "Enter the company’s name, or skip this step." }
        if zoneName == nil { found[.zone] = "Choose a zone of the list, such as Asia/Kolkata." }
        return found
    }

    /// As it is stored; nil where what is typed is no zone, or several.
    package var zoneName: String? {
        let typed = zone.trimmed
        if SystemZones.rules(of: typed) != nil { return typed }
        let found = Self.zones(matching: typed)
        return found.count == 1 ? found[0] : nil
    }

    package var settings: CompanySettings { CompanySettings(name: name.trimmed, zone: zoneName ?? zone) }

    /// The zones in whose names all the words stand: `new york` finds `America/New_York`. Those whose place begins so come
    /// first.
    package static func zones(matching text: String) -> [String] {
        let words = text.lowercased().split { $0.isWhitespace || $0 == "_" }.map(String.init)
        guard let first = words.first else { return names }
        let found = names.filter { name in words.allSatisfy { name.lowercased().contains($0) } }
        let begin = found.filter { $0.lowercased().split(separator: "/").last?.hasPrefix(first) ?? false }
        return begin + found.filter { !begin.contains($0) }
    }

    private static let names = SystemZones.names()
}
