import Domain

extension Weekday {
    /// `Monday`.
    var name: String {
        let word = String(describing: self)
        return word.prefix(1).uppercased() + word.dropFirst()
    }
}
