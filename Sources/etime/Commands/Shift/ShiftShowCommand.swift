import ArgumentParser
import Domain
import Services

struct ShiftShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print all the rules of a shift in words.",
        discussion: """
            The names are those of docs/scenarios.md and of the options of “etime shift change”.

            Example:
              etime shift show G
            """)

    @Argument(help: "The shift's code.")
    var shift: String

    @OptionGroup var format: FormatOptions
    @OptionGroup var company: CompanyOptions

    func run() async throws {
        try await company.withCompany { services, _ in
            let found = try await services.shift(shift)
            if format.format == .table { say("Shift \(found.code), \(found.name)\n") }
            try Listing.rules(found.ruleTexts).show(format.format, whenEmpty: "")
        }
    }
}

/// One rule of a shift in words.
struct ShiftRule: Equatable {
    /// As in `docs/scenarios.md`.
    var name: String
    var value: String
}

extension Listing where Row == ShiftRule {
    static func rules(_ rules: [ShiftRule]) -> Listing {
        Listing(
            rules,
            [
                Column("Rule", "rule") { .text($0.name) },
                Column("Holds", "value", flexible: true) { .text($0.value) },
            ])
    }
}

extension Shift {
    var ruleTexts: [ShiftRule] {
        let texts = [
            ("hours", "\(start)–\(end)" + (end <= start ? " next day" : "")),
            ("breaks", breaks.isEmpty ? "none" : breaks.map(\.text).joined(separator: ", ")),
            ("short days", partialDays.isEmpty ? "none" : partialDays.map(\.text).joined(separator: "; ")),
            ("automatic", isAutomatic ? "yes" : "no"),
        ]
        return texts.map(ShiftRule.init) + (policy?.ruleTexts ?? [.none])
    }
}

extension ShiftRule {
    /// In the place of the rules of a shift that has none of its own.
    static let none = ShiftRule(
        name: "rules", value: "none of its own: by the policy of the department, the location or the company")
}

extension AttendancePolicy {
    var ruleTexts: [ShiftRule] {
        PolicyParameter.all.map { ShiftRule(name: $0.label, value: $0.words(in: self)) }
    }
}

extension ShiftBreak {
    fileprivate var text: String { words.replacing("-", with: "–") + (words.contains(" ") ? "" : " deducted") }
}

extension PartialDay {
    fileprivate var text: String {
        let limits = "half day below \(halfDayBelow.limitInWords), absent below \(absentBelow.limitInWords)"
        return "\(weekday.name) \(start)–\(end), \(limits)"
    }
}

extension Int32 {
    fileprivate var limitInWords: String { self == 0 ? "off" : durationWords }
}
