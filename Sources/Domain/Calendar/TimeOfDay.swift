/// A time on the wall clock, in whole seconds after midnight: 0 ..< 86 400.
package struct TimeOfDay: Hashable, Comparable, Sendable {
    package var secondsSinceMidnight: Int32

    package init(secondsSinceMidnight: Int32) {
        self.secondsSinceMidnight = secondsSinceMidnight
    }

    package init(_ hour: Int, _ minute: Int, _ second: Int = 0) {
        secondsSinceMidnight = Int32(hour * 3600 + minute * 60 + second)
    }

    /// Reads `09:00` and `09:00:30`.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3,
            parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) }),
            let hour = Int(parts[0]), hour < 24,
            let minute = Int(parts[1]), minute < 60,
            let second = parts.count == 3 ? Int(parts[2]) : 0, second < 60
        else { return nil }
        self.init(hour, minute, second)
    }

    package static func < (a: TimeOfDay, b: TimeOfDay) -> Bool { a.secondsSinceMidnight < b.secondsSinceMidnight }
}

extension TimeOfDay: CustomStringConvertible {
    /// `09:00`, or `09:00:30` where there are seconds.
    package var description: String { Self.text(of: Int(secondsSinceMidnight)) }

    /// As a clock shows it, but on and on: `33:15` is nine hours and a quarter on the day after.
    package static func text(of total: Int) -> String {
        let minutes = "\((total / 3600).padded(2)):\((total / 60 % 60).padded(2))"
        return total % 60 == 0 ? minutes : minutes + ":\((total % 60).padded(2))"
    }
}

extension Int {
    /// Decimal digits, zero-padded to `width`; a sign comes before the zeros.
    package func padded(_ width: Int) -> String {
        let digits = String(magnitude)
        let zeros = String(repeating: "0", count: Swift.max(0, width - digits.count))
        return (self < 0 ? "-" : "") + zeros + digits
    }
}

extension Character {
    package var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
