package import Domain

/// A file of worked examples: people's punches under given rules, and what the days must come to.
package struct Scenario: Sendable {
    package var file: String
    package var title: String
    package var about: String
    package var cases: [ScenarioCase]
}

/// One worked example.
package struct ScenarioCase: Sendable {
    package var name: String
    package var person: EmployeeCase
    package var rules: RuleBook
    /// All days that are worked out.
    package var days: ClosedRange<CivilDate>
    package var knowledge: Knowledge
    var expectations: [DayExpectation]
    var comparison: ScenarioComparison?
    var leave: LeaveStory?
    /// Of a whole company, which needs a database; nothing else of the case counts then but its rules.
    var company: CompanyStory?
}

/// What is expected of one date; only what is written is compared.
struct DayExpectation: Sendable {
    var date: CivilDate
    var fields: [FieldExpectation]
    /// By shift of the day, in order.
    var parts: [[FieldExpectation]]?
    /// Local times of the punches that do not count.
    var dropped: [String]?
    /// Texts that must occur in the explanation.
    var says: [String]
    /// Texts that must not.
    var doesNotSay: [String]
}

struct FieldExpectation: Sendable {
    var field: ScenarioField
    /// In the form in which `ScenarioField.text(of:)` gives the computed value.
    var text: String
}

/// The days of this case against those of another one: exactly `changedDays` may differ.
struct ScenarioComparison: Sendable {
    var other: String
    var changedDays: [CivilDate]
}
