import Storage

/// When sessions end, in seconds.
package struct SessionRules: Hashable, Sendable {
    /// After which one ends that nobody uses.
    package var idle: Int64
    /// After which one ends whatever happens.
    package var life: Int64

    package static let standard = SessionRules(idle: 3_600, life: 43_200)

    package init(idle: Int64, life: Int64) {
        self.idle = idle
        self.life = life
    }

    /// What is wrong with them.
    var problems: [FieldProblem] {
        var found: [FieldProblem] = []
        if !(60...86_400).contains(idle) {
            found.append(
                FieldProblem(field: "idle", sentence: "Without use, a session lasts from 60 to 86400 seconds."))
        }
        if !(idle...2_592_000).contains(life) {
            found.append(
                FieldProblem(
                    field: "life",
                    sentence: "In all, a session lasts as long as without use or longer, and 2592000 seconds at most."))
        }
        return found
    }
}

extension SettingName {
    fileprivate static let sessionIdle = SettingName(rawValue: "session.idle")
    fileprivate static let sessionLife = SettingName(rawValue: "session.life")
}

extension SettingStore {
    func sessionRules() throws -> SessionRules {
        SessionRules(
            idle: try value(.sessionIdle).flatMap { Int64($0) } ?? SessionRules.standard.idle,
            life: try value(.sessionLife).flatMap { Int64($0) } ?? SessionRules.standard.life)
    }

    func set(_ rules: SessionRules, by stamp: Stamp) throws {
        try set(.sessionIdle, String(rules.idle), by: stamp)
        try set(.sessionLife, String(rules.life), by: stamp)
    }
}
