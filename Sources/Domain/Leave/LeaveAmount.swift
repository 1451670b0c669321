/// Days of leave, counted in thousandths: half a day is 500, an hour of an eight-hour day 125.
package struct LeaveAmount: Hashable, Comparable, Sendable {
    /// More than this is refused wherever an amount is read: ten years of leave.
    package static let most = LeaveAmount(thousandths: 3_650_000)
    package static let zero = LeaveAmount(thousandths: 0)
    package static let half = LeaveAmount(thousandths: 500)
    package static let day = LeaveAmount(thousandths: 1000)

    package var thousandths: Int64

    package init(thousandths: Int64) {
        self.thousandths = thousandths
    }

    package init(days: Int) {
        thousandths = Int64(days) * 1000
    }

    /// Reads `12`, `5.5`, `0.125`, `5½`, `-2`; nil beyond thousandths or beyond ``most``.
    package init?(_ text: some StringProtocol) {
        let isNegative = text.hasPrefix("-")
        let digits = isNegative ? text.dropFirst() : text[...]
        guard let size = Self.size(String(digits)) else { return nil }
        thousandths = isNegative ? -size : size
    }

    private static func size(_ text: String) -> Int64? {
        if text.hasSuffix("½") {
            let whole = text.dropLast()
            guard let days = whole.isEmpty ? 0 : size(String(whole)), days % 1000 == 0 else { return nil }
            return days + 500
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }),
            parts[0].count <= 4, let days = Int64(parts[0])
        else { return nil }
        guard parts.count == 2 else { return days <= 3650 ? days * 1000 : nil }
        guard parts[1].count <= 3, let fraction = Int64(parts[1]) else { return nil }
        let scale: Int64 = [100, 10, 1][parts[1].count - 1]
        let total = days * 1000 + fraction * scale
        return total <= most.thousandths ? total : nil
    }

    package var isNegative: Bool { thousandths < 0 }

    package static func < (a: Self, b: Self) -> Bool { a.thousandths < b.thousandths }
    package static func + (a: Self, b: Self) -> Self { Self(thousandths: a.thousandths + b.thousandths) }
    package static func - (a: Self, b: Self) -> Self { Self(thousandths: a.thousandths - b.thousandths) }
    package static prefix func - (a: Self) -> Self { Self(thousandths: -a.thousandths) }
    package static func += (a: inout Self, b: Self) { a = a + b }
    package static func -= (a: inout Self, b: Self) { a = a - b }
}

extension LeaveAmount: CustomStringConvertible {
    /// Days without needless zeros: `12`, `5.5`, `-0.125`.
    package var description: String {
        let size = thousandths.magnitude
        let sign = thousandths < 0 ? "-" : ""
        guard size % 1000 != 0 else { return "\(sign)\(size / 1000)" }
        var fraction = Int(size % 1000).padded(3)
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(sign)\(size / 1000).\(fraction)"
    }

    /// `1 day`, `2.5 days`.
    package var inWords: String { "\(self) \(self == .day || self == .half ? "day" : "days")" }
}

extension Sequence<LeaveAmount> {
    package func total() -> LeaveAmount { reduce(.zero, +) }
}
