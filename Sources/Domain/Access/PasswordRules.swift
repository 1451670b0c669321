/// What a password must be: long, and none that is tried first. No mixture of kinds of characters is asked for: it makes
/// people write `Password1!` (NIST SP 800-63B, 5.1.1.2).
package enum PasswordRules {
    /// Characters, counted as Unicode does.
    package static let shortest = 10
    /// Bytes in UTF-8; more would only cost time.
    package static let longest = 1_024

    /// - Parameter names: the person's and the company's, which others know.
    /// - Returns: what is wrong with it, as a sentence; nil: nothing.
    package static func problem(of password: String, names: [String] = []) -> String? {
        if password.unicodeScalars.count < shortest {
            return "A password has at least \(shortest) characters; several words are easy to keep."
        }
        if password.utf8.count > longest { return "A password has at most \(longest) characters." }
        if !password.contains(where: \.isLetter) { return "A password holds letters, not digits and signs alone." }
        if Set(password.lowercased()).count < 4 { return "A password has more than three different characters." }
        let core = CommonPasswords.core(of: password)
        if CommonPasswords.has(core) || isSequence(password) {
            return "This password is one of those that are tried first; take several words that do not belong together."
        }
        if names.map(CommonPasswords.core).contains(where: { !$0.isEmpty && $0 == core }) {
            return "A password is not the name of the person or of the company."
        }
        return nil
    }

    /// `abcdefghij`, `9876543210`, also with the same steps wrapped around.
    private static func isSequence(_ password: String) -> Bool {
        let codes = password.lowercased().unicodeScalars.map { Int($0.value) }
        let steps = zip(codes, codes.dropFirst()).map { $1 - $0 }
        let common = Dictionary(grouping: steps, by: { $0 }).values.map(\.count).max() ?? 0
        return steps.allSatisfy { abs($0) <= 9 } && common >= steps.count - 1
    }
}
