package import Services

package typealias PaceForm = DraftForm<PaceEntry, FleetSettings>

/// How terminals are collected from continuously, as it is typed.
package nonisolated struct PaceEntry: Equatable, Sendable {
    package typealias Field = FleetSettings.Field

    private var texts: [Field: String]

    package init(_ settings: FleetSettings) {
        texts = Dictionary(uniqueKeysWithValues: Field.allCases.map { ($0, String(settings[$0])) })
    }

    package subscript(field: Field) -> String {
        get { texts[field] ?? "" }
        set { texts[field] = newValue }
    }

    package func problems() -> [Field: String] {
        var found: [Field: String] = [:]
        for field in Field.allCases {
            guard let number = Int(self[field].withoutBlanks) else {
                let bounds = field.bounds
                found[field] = "Enter a whole number from \(bounds.lowerBound) to \(bounds.upperBound)."
                continue
            }
            found[field] = field.problem(with: number)
        }
        return found
    }

    /// What is no number is as it comes; `problems` lets nobody so far.
    package var settings: FleetSettings {
        var settings = FleetSettings()
        for field in Field.allCases { settings[field] = Int(self[field].withoutBlanks) ?? settings[field] }
        return settings
    }
}

extension PaceEntry: nonisolated FormDraft {}
