extension String {
    /// As much of what a terminal says as a column takes, in whichever units its server counts: one that refuses a name keeps
    /// all that came with it out.
    package func clipped(to units: Int) -> String {
        guard utf16.count > units else { return self }
        var (clipped, left) = ("", units)
        for character in self {
            left -= character.utf16.count
            if left < 0 { break }
            clipped.append(character)
        }
        return clipped
    }
}
