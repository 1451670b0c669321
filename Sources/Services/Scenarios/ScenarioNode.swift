import Yams

/// A value in a scenario file, with the key it stands under and its line, so that each complaint can name both.
struct ScenarioNode {
    let key: String
    let node: Node
    let file: String

    func error(_ message: String) -> ScenarioError {
        let place = key.isEmpty ? "" : "'\(key)' "
        return ScenarioError(file: file, line: node.mark?.line, message: place + message)
    }

    var isOneValue: Bool { node.scalar != nil }
    var isGroup: Bool { node.mapping != nil }

    /// The text as it is written, without YAML's guesses at numbers, dates and base-60 times.
    func text() throws(ScenarioError) -> String {
        guard let scalar = node.scalar else { throw error("must be one value, not a list or a group of keys.") }
        return scalar.string
    }

    /// - Parameter allowed: what to write instead, as the end of a sentence: `a duration such as 15 min`.
    func value<Value>(_ allowed: String, _ parse: (String) -> Value?) throws(ScenarioError) -> Value {
        let written = try text()
        guard let value = parse(written) else { throw error("is \"\(written)\": write \(allowed).") }
        return value
    }

    /// A list; one value alone is a list of one.
    func list() throws(ScenarioError) -> [ScenarioNode] {
        if let sequence = node.sequence { return sequence.map { ScenarioNode(key: key, node: $0, file: file) } }
        if node.scalar != nil { return [self] }
        throw error("must be a list, such as [09:00, 18:00].")
    }

    func section() throws(ScenarioError) -> ScenarioSection {
        guard let mapping = node.mapping else { throw error("must be a group of keys, each on a line of its own.") }
        return ScenarioSection(
            entries: mapping.map { ScenarioNode(key: $0.key.scalar?.string ?? "", node: $0.value, file: file) },
            owner: self)
    }
}

/// Keys and their values, in the order in which they are written.
struct ScenarioSection {
    var entries: [ScenarioNode]
    let owner: ScenarioNode

    subscript(key: String) -> ScenarioNode? { entries.first { $0.key == key } }

    /// A key that nobody reads is a mistyped one, which would silently test nothing.
    func allowOnly(_ keys: [String]) throws(ScenarioError) {
        for entry in entries where !keys.contains(entry.key) {
            throw entry.error("is not known here: use one of \(keys.joined(separator: ", ")).")
        }
    }

    /// This section over another one: its own keys win.
    func over(_ base: ScenarioSection?) -> ScenarioSection {
        guard let base else { return self }
        return ScenarioSection(entries: entries + base.entries.filter { self[$0.key] == nil }, owner: owner)
    }
}
