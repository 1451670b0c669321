/// One parameter of an attendance policy as people, files and databases know it.
///
/// Scenario files, the command line, the stored document and the journal all read this one list.
package struct PolicyParameter: Sendable {
    /// The group of keys it stands in in a scenario file; empty: it stands with the shift's own keys.
    package let group: String
    /// Its key in that group.
    package let name: String
    /// Its name where there are no groups: `overtime minimum`.
    package let label: String
    /// In the stored document, groups divided by dots. It never changes.
    package let key: String
    /// What it does, in one line.
    package let about: String
    let form: ParameterForm

    init(
        _ name: String, in group: String = "", label: String? = nil, key: String, _ about: String, _ form: ParameterForm
    ) {
        self.group = group
        self.name = name
        self.label = label ?? (group.isEmpty ? name : "\(group) \(name)")
        self.key = key
        self.about = about
        self.form = form
    }

    /// What may be written, as the end of a sentence: `yes or no`.
    package var hint: String { form.hint }

    /// ``hint`` for the spelling that ``read(argument:into:)`` takes.
    package var argumentHint: String {
        form.choices.isEmpty ? hint : "one of \(form.choices.joined(separator: ", "))"
    }

    /// The kind of value, as a usage line names it: `duration`, `yes|no`.
    package var placeholder: String { form.placeholder }

    /// As an option of a command spells its name: `overtime-minimum`.
    package var option: String { label.replacing(" ", with: "-") }

    /// What a number or a duration lies between: `0 to 24 h`; empty where it is neither.
    package var range: String { isDuration ? "0 to \(form.most / 3600) h" : form.range }

    /// The longest duration, in seconds.
    var most: Int32 { form.most }

    /// Seconds, where a stored number is a duration.
    package var isDuration: Bool { form.isDuration }

    /// Its value in words that `read` takes.
    package func words(in policy: AttendancePolicy) -> String { form.words(policy) }

    /// - Returns: false where the text says nothing that fits; the policy is as it was then.
    package func read(_ text: String, into policy: inout AttendancePolicy) -> Bool { form.read(text, &policy) }

    /// As ``read(_:into:)``; the words may stand with hyphens between them, as on a command line: `after-shift-end`.
    package func read(argument text: String, into policy: inout AttendancePolicy) -> Bool {
        if read(text, into: &policy) { return true }
        // A hyphen before a number is a sign, between two a span.
        guard text.allSatisfy({ $0.isLetter || $0 == "-" }) else { return false }
        return read(text.replacing("-", with: " "), into: &policy)
    }

    /// Nil: it stands under no key.
    package func stored(in policy: AttendancePolicy) -> StoredParameter? { form.stored(policy) }

    /// - Returns: false where this program does not know the value.
    package func restore(_ value: StoredParameter, into policy: inout AttendancePolicy) -> Bool {
        form.restore(value, &policy)
    }
}

/// A parameter's value in a database. Words never change, whatever the code calls its cases.
package enum StoredParameter: Hashable, Sendable {
    case number(Int32)
    case flag(Bool)
    case text(String)
}

/// How one kind of value is written and read.
struct ParameterForm: Sendable {
    var hint: String
    var placeholder: String
    /// The words of a choice, with hyphens for blanks; empty where it is none.
    var choices: [String] = []
    /// Of a number: `1 to 31`.
    var range = ""
    var isDuration = false
    /// Of a duration, in seconds.
    var most: Int32 = 86_400
    var words: @Sendable (AttendancePolicy) -> String
    var read: @Sendable (String, inout AttendancePolicy) -> Bool
    var stored: @Sendable (AttendancePolicy) -> StoredParameter?
    var restore: @Sendable (StoredParameter, inout AttendancePolicy) -> Bool
}

typealias PolicyPath<Value> = any WritableKeyPath<AttendancePolicy, Value> & Sendable

extension ParameterForm {
    /// - Parameters:
    ///   - zero: the word for 0; nil: 0 is written as a duration.
    ///   - most: seconds; what is longer is read all the same, and named by the policy's problems.
    static func duration(_ path: PolicyPath<Int32>, zero: String? = nil, most: Int32 = 86_400) -> ParameterForm {
        ParameterForm(
            hint: DurationWords.hint + (zero.map { ", or \($0)" } ?? ""), placeholder: "duration", isDuration: true,
            most: most,
            words: { policy in
                let seconds = policy[keyPath: path]
                return seconds == 0 ? zero ?? seconds.durationWords : seconds.durationWords
            },
            read: { text, policy in
                guard let seconds = text == zero ? 0 : DurationWords.seconds(text) else { return false }
                policy[keyPath: path] = seconds
                return true
            },
            stored: { .number($0[keyPath: path]) },
            restore: { value, policy in
                guard case .number(let seconds) = value else { return false }
                policy[keyPath: path] = seconds
                return true
            })
    }

    static func yesOrNo(_ path: PolicyPath<Bool>) -> ParameterForm {
        ParameterForm(
            hint: "yes or no", placeholder: "yes|no", words: { $0[keyPath: path] ? "yes" : "no" },
            read: { text, policy in
                guard
                    let flag = ["yes": true, "on": true, "true": true, "no": false, "off": false, "false": false][text]
                else { return false }
                policy[keyPath: path] = flag
                return true
            },
            stored: { .flag($0[keyPath: path]) },
            restore: { value, policy in
                guard case .flag(let flag) = value else { return false }
                policy[keyPath: path] = flag
                return true
            })
    }

    /// - Parameter choices: each value's word for people, and the one in the database.
    static func choice<Value: Hashable & Sendable>(
        _ path: PolicyPath<Value>, _ choices: [(value: Value, word: String, stored: String)]
    ) -> ParameterForm {
        let words = choices.map { $0.word.replacing(" ", with: "-") }
        return ParameterForm(
            hint: "one of " + choices.map(\.word).joined(separator: ", "), placeholder: words.joined(separator: "|"),
            choices: words,
            words: { policy in choices.first { $0.value == policy[keyPath: path] }?.word ?? "" },
            read: { text, policy in
                guard let choice = choices.first(where: { $0.word == text }) else { return false }
                policy[keyPath: path] = choice.value
                return true
            },
            stored: { policy in choices.first { $0.value == policy[keyPath: path] }.map { .text($0.stored) } },
            restore: { value, policy in
                guard let choice = choices.first(where: { value == .text($0.stored) }) else { return false }
                policy[keyPath: path] = choice.value
                return true
            })
    }

    /// A value with a text of its own, in which it is stored too.
    static func text<Value: Sendable>(
        _ path: PolicyPath<Value>, hint: String, placeholder: String,
        words: @escaping @Sendable (Value) -> String,
        read: @escaping @Sendable (String) -> Value?
    ) -> ParameterForm {
        let set: @Sendable (String, inout AttendancePolicy) -> Bool = { text, policy in
            guard let value = read(text) else { return false }
            policy[keyPath: path] = value
            return true
        }
        return ParameterForm(
            hint: hint, placeholder: placeholder, words: { words($0[keyPath: path]) }, read: set,
            stored: { .text(words($0[keyPath: path])) },
            restore: { value, policy in
                guard case .text(let text) = value else { return false }
                return set(text, &policy)
            })
    }
}
