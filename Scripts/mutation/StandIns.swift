import Domain

// What the scenario runner knows of the use cases, which are not here. The stories of a company need a database: they are
// read as nothing and come out as expected.

struct CompanyStory: Sendable {}

enum CompanyStoryReader {
    static func read(_ section: ScenarioSection, zone: ZoneRules, shifts: [Shift]) throws(ScenarioError) -> CompanyStory {
        CompanyStory()
    }
}

struct CompanyStoryRun {
    init(_ story: CompanyStory, _ rules: RuleBook) {}

    func differences() async throws -> [ScenarioDifference] { [] }
}

package enum ServiceError: Error {
    case invalid([FieldProblem])
}

package struct FieldProblem: Sendable {
    var field: String
    var sentence: String
}
