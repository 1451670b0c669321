/// What use cases say names commands of `etime` where something else is to be done first. A front end of another kind says in
/// their place where the same is done in it.
package struct CommandNames: Sendable {
    /// By commands: `GET /api/v1/tokens`, `“Reset password…” under Accounts`.
    package let places: [String: String]
    /// Commands for which there is nothing of the kind: they are named as they are.
    package let others: Set<String>

    package init(places: [String: String], others: Set<String>) {
        (self.places, self.others) = (places, others)
    }

    /// The sentence with a place wherever it names a command that has one.
    package func told(_ sentence: String) -> String {
        guard sentence.contains("“etime") else { return sentence }
        return sentence.replacing(/“(etime [^”]*)”/) { match in
            command(String(match.1)).flatMap { places[$0] } ?? String(match.0)
        }
    }

    /// Without what is given to it: `etime account password` of `etime account password asha`. Nil: it is not known.
    package func command(_ typed: String) -> String? {
        let known = others.union(places.keys).filter { typed == $0 || typed.hasPrefix($0 + " ") }
        return known.max { $0.count < $1.count }
    }
}
