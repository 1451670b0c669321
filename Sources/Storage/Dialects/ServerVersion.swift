/// The first numbers of a server's version.
package struct ServerVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    package var numbers: [Int]

    package init(_ numbers: Int...) { self.numbers = numbers }

    /// The numbers between dots that the text begins with; nil where it begins with none.
    init?(_ text: some StringProtocol) {
        let digits = text.prefix { $0.isNumber || $0 == "." }
        numbers = digits.split(separator: ".").prefix(3).compactMap { Int($0) }
        if numbers.isEmpty { return nil }
    }

    package static func < (left: ServerVersion, right: ServerVersion) -> Bool {
        for place in 0..<max(left.numbers.count, right.numbers.count) {
            let (one, other) = (left.number(place), right.number(place))
            if one != other { return one < other }
        }
        return false
    }

    private func number(_ place: Int) -> Int { place < numbers.count ? numbers[place] : 0 }

    package var description: String { numbers.map(String.init).joined(separator: ".") }
}
