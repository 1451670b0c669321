/// Words that somebody looks for: all of them, in any order, whatever their case.
nonisolated struct SearchWords {
    private let words: [Substring]

    init(_ text: String) { words = text.lowercased().split(separator: " ") }

    /// - Parameter text: in small letters.
    func fit(_ text: String) -> Bool { words.allSatisfy { text.contains($0) } }
}
