/// How a number is shown, as far as it says what the number means.
enum NumberFormat: Hashable, Sendable {
    case plain
    case date
    case time
    case dateAndTime
    /// Hours beyond twenty-four: `[h]:mm`.
    case duration
    /// `0000`: with zeros before it, as codes are.
    case digits(Int)

    /// Those that have a number and no text (ECMA-376, part 1, 18.8.30), with those of East Asia.
    init(number: Int) {
        switch number {
        case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
        case 18...21, 32...35, 45, 47, 55, 56: self = .time
        case 22: self = .dateAndTime
        case 46: self = .duration
        default: self = .plain
        }
    }

    /// - Parameter code: `dd/mm/yyyy hh:mm`; behind a semicolon is how negative numbers are shown.
    init(code: String) {
        let bare = Self.bare(code)
        let letters = Set(bare.letters)
        let hasDate = letters.contains("y") || letters.contains("d")
        let hasTime = letters.contains("h") || letters.contains("s") || bare.isDuration
        switch (hasDate || (letters.contains("m") && !hasTime), hasTime) {
        case (true, true): self = .dateAndTime
        case (true, false): self = .date
        case (false, true): self = bare.isDuration ? .duration : .time
        case (false, false):
            let isZeros = bare.letters.count > 1 && letters == ["0"]
            self = isZeros ? .digits(bare.letters.count) : .plain
        }
    }

    /// Without what is shown as it stands there, and without colours, countries and conditions.
    private static func bare(_ code: String) -> (letters: [Character], isDuration: Bool) {
        var letters: [Character] = []
        var isDuration = false
        var rest = code.lowercased()[...]
        while let next = rest.popFirst(), next != ";" {
            switch next {
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": rest = rest.dropFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }
                if let first = inside.first, "hms".contains(first), inside.allSatisfy({ $0 == first }) {
                    isDuration = true
                }
                rest = rest.dropFirst(inside.count + 1)
            default: letters.append(next)
            }
        }
        return (letters, isDuration)
    }
}
