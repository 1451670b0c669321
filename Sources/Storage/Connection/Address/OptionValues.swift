/// Reads the values of options. What is wrong is told by the option's name and what it takes, never by its value.
struct OptionValues {
    /// As it was written.
    let name: String
    let value: String

    func text() throws(StorageError) -> String {
        if value.isEmpty { throw wrong("a value") }
        return value
    }

    func number(_ range: ClosedRange<Int>) throws(StorageError) -> Int {
        guard value.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(value), range.contains(number)
        else { throw wrong("a whole number from \(range.lowerBound) to \(range.upperBound)") }
        return number
    }

    func truth() throws(StorageError) -> Bool {
        try word([
            "yes": true, "true": true, "1": true, "on": true, "no": false, "false": false, "0": false, "off": false,
        ])
    }

    func word<T: RawRepresentable<String> & CaseIterable>(_ type: T.Type) throws(StorageError) -> T {
        guard let word = T(rawValue: value.lowercased()) else { throw wrong(Self.list(T.allCases.map(\.rawValue))) }
        return word
    }

    func word<T>(_ words: [String: T]) throws(StorageError) -> T {
        guard let word = words[value.lowercased()] else { throw wrong(Self.list(words.keys.sorted())) }
        return word
    }

    /// PostgreSQL's words and MySQL's are both understood: they do not contradict each other.
    func transport() throws(StorageError) -> TransportSecurity.Mode {
        let others: [String: TransportSecurity.Mode] = [
            "disabled": .disable, "preferred": .prefer, "required": .require, "verify_ca": .verifyCA,
            "verify_full": .verifyFull, "verify_identity": .verifyFull,
        ]
        if let mode = others[value.lowercased()] { return mode }
        return try word(TransportSecurity.Mode.self)
    }

    /// The program speaks UTF-8 with every server.
    func checkCharset() throws(StorageError) {
        guard ["utf8", "utf-8", "utf8mb4"].contains(value.lowercased()) else { throw wrong("utf8mb4 or utf8") }
    }

    func wrong(_ allowed: String) -> StorageError { .wrongOption(name: name, allowed: allowed) }

    private static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.joined() }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
