import ArgumentParser
import Domain

/// Names one section of the policies' parameters to the type of its options.
protocol RuleSection {
    static var section: PolicyParameter.Section { get }
}

enum LimitRules: RuleSection { static let section = PolicyParameter.Section.limits }
enum PunchRules: RuleSection { static let section = PolicyParameter.Section.punches }
enum MissingPunchRules: RuleSection { static let section = PolicyParameter.Section.missingPunches }
enum FlexibilityRules: RuleSection { static let section = PolicyParameter.Section.flexibility }
enum BreakRules: RuleSection { static let section = PolicyParameter.Section.breaks }
enum RoundingRules: RuleSection { static let section = PolicyParameter.Section.rounding }
enum OvertimeRules: RuleSection { static let section = PolicyParameter.Section.overtime }
enum SandwichRules: RuleSection { static let section = PolicyParameter.Section.sandwich }
enum PeriodOvertimeRules: RuleSection { static let section = PolicyParameter.Section.periodOvertime }
enum PenaltyRules: RuleSection { static let section = PolicyParameter.Section.penalties }

/// One option for each parameter of a section: `late grace` is `--late-grace`.
///
/// The options are made from the list of parameters instead of being written down beside it. ArgumentParser finds the
/// options of a type by its mirror, and reads each by the name that it has there; that is all it asks of a type.
struct RuleOptions<Rules: RuleSection>: ParsableArguments, RuleOptionGroup {
    /// What was written, by the parameter's option.
    private var texts: [String: String] = [:]

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: OptionName.self)
        for parameter in Rules.section.parameters {
            let option = try container.decode(Option<String?>.self, forKey: OptionName(parameter.option))
            texts[parameter.option] = option.wrappedValue
        }
    }

    var isGiven: Bool { !texts.isEmpty }

    func validate() throws {
        var policy = AttendancePolicy()
        for parameter in Rules.section.parameters {
            guard let text = texts[parameter.option], !parameter.read(argument: text, into: &policy) else { continue }
            throw ValidationError(
                "The value '\(text)' is invalid for '--\(parameter.option)': write \(parameter.argumentHint).")
        }
    }

    func apply(to policy: inout AttendancePolicy) {
        for parameter in Rules.section.parameters {
            guard let text = texts[parameter.option] else { continue }
            _ = parameter.read(argument: text, into: &policy)
        }
    }
}

extension RuleOptions: CustomReflectable {
    var customMirror: Mirror {
        Mirror(
            self,
            children: Rules.section.parameters.map { parameter in
                let option = Option<String?>(
                    name: .customLong(parameter.option), parsing: .unconditional,
                    help: ArgumentHelp(stringLiteral: parameter.about).named(parameter.placeholder))
                return (label: parameter.option, value: option as Any)
            })
    }
}

extension ArgumentHelp {
    fileprivate func named(_ value: String) -> ArgumentHelp {
        var help = self
        help.valueName = value
        return help
    }
}

/// The key of an option that no property stands for.
private struct OptionName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }

    init?(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
}
