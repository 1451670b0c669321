/// How people write durations.
package enum DurationWords {
    package static let hint = "a duration such as 15 min, 8 h 30 min, 8:30, 0:15:01, or a number of minutes"

    /// Seconds. A bare number is minutes; 0 is 0.
    package static func seconds(_ text: some StringProtocol) -> Int32? {
        if let minutes = Int32(text) { return minutes >= 0 && minutes < 100_000 ? minutes * 60 : nil }
        if text.contains(":") { return clock(text) }
        let words = text.split(separator: " ")
        guard !words.isEmpty, words.count.isMultiple(of: 2) else { return nil }
        var total: Int32 = 0
        for index in stride(from: 0, to: words.count, by: 2) {
            guard let number = Int32(words[index]), (0..<100_000).contains(number),
                let unit = ["h": 3600, "min": 60, "s": 1][String(words[index + 1])] as Int32?
            else { return nil }
            total += number * unit
            guard total < 360_000_000 else { return nil }
        }
        return total
    }

    private static func clock(_ text: some StringProtocol) -> Int32? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int32($0) }
        guard parts.count == 2 || parts.count == 3, let hours = parts[0], let minutes = parts[1],
            let seconds = parts.count == 3 ? parts[2] : 0, (0..<1000).contains(hours), (0..<60).contains(minutes),
            (0..<60).contains(seconds)
        else { return nil }
        return hours * 3600 + minutes * 60 + seconds
    }
}

extension Int32 {
    /// Seconds as `3 h 30 min`, `15 min 1 s`, `0 min`.
    package var durationWords: String {
        let parts = [(self / 3600, "h"), (self / 60 % 60, "min"), (self % 60, "s")].filter { $0.0 != 0 }
        return parts.isEmpty ? "0 min" : parts.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }
}
