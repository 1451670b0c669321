/// How many cells a terminal gives to text, by the same rules as wcwidth: marks that sit on another letter take none,
/// East Asian wide letters and emoji take two. A count of letters would put columns of Devanagari or Chinese names askew.
extension StringProtocol {
    var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

    /// At most `width` cells; what does not fit is replaced by `…`.
    func truncated(toDisplayWidth width: Int) -> String {
        guard displayWidth > width else { return String(self) }
        guard width > 0 else { return "" }
        var kept = ""
        var used = 1
        for character in self {
            used += character.displayWidth
            if used > width { break }
            kept.append(character)
        }
        return kept + "…"
    }
}

extension Character {
    var displayWidth: Int {
        guard let first = unicodeScalars.first else { return 0 }
        // A joined emoji (family, flag, skin tone) is drawn as one; Devanagari joins with the same
        // joiner but draws each letter, hence the question about the first scalar.
        if first.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return 2 }
        return unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }
}

extension Unicode.Scalar {
    var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: 0
        default: isHangulVowelOrTail ? 0 : (isWide ? 2 : 1)
        }
    }

    /// Drawn inside the syllable that a leading consonant began.
    private var isHangulVowelOrTail: Bool { (0x1160...0x11FF).contains(value) }

    /// East Asian Width W or F of UAX #11, by block.
    private var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
