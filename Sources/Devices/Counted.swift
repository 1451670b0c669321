extension Int {
    /// `1 byte`, `2 bytes`; a plural that is not the noun and an s has to be given.
    func counted(_ noun: String, _ plural: String? = nil) -> String {
        "\(self) \(self == 1 ? noun : plural ?? noun + "s")"
    }
}
