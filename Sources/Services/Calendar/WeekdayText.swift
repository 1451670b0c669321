package import Domain

extension Weekday {
    /// `Monday`.
    package var name: String {
        let word = String(describing: self)
        return word.prefix(1).uppercased() + word.dropFirst()
    }
}

extension WeeklyOff {
    /// `Sunday`, or `2nd and 4th Saturday`.
    package var sentence: String {
        guard !weeks.isEmpty else { return weekday.name }
        let ordinals = ["1st", "2nd", "3rd", "4th", "5th"]
        return weeks.map { ordinals[$0 - 1] }.joined(separator: " and ") + " " + weekday.name
    }
}
