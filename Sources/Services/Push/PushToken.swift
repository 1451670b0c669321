import Storage

/// The word with which a push terminal proves itself. It is kept as its hash alone, which is no secret.
package enum PushToken {
    /// SHA-256 in hexadecimal.
    package static func hash(_ word: String) -> String { SHA256.hash(Array(word.utf8)).hexadecimal }

    /// A new one, to be entered at the terminal: letters and digits that are not mistaken for each other.
    package static func random() -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        return String((0..<16).map { _ in letters[Int.random(in: 0..<letters.count)] })
    }
}
