extension Int32 {
    /// Seconds as `3 h 30 min`, `15 min 1 s`, `0 min`.
    package var durationWords: String {
        let parts = [(self / 3600, "h"), (self / 60 % 60, "min"), (self % 60, "s")].filter { $0.0 != 0 }
        return parts.isEmpty ? "0 min" : parts.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }
}
