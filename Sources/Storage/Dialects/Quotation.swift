extension String {
    /// Between two marks; the closing one doubled where it is part of the name.
    func quoted(_ open: Character, _ close: Character) -> String {
        var text = String(open)
        for character in self {
            text.append(character)
            if character == close { text.append(close) }
        }
        text.append(close)
        return text
    }
}
