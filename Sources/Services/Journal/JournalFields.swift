import Domain

/// How a field of a record is called and written for people. The names of a shift's rules are those of `docs/scenarios.md`.
struct JournalField: Sendable {
    enum Kind: Sendable {
        case plain, duration, yesOrNo, breaks, shortDays, moves, records
    }

    var key: String
    var name: String
    var kind = Kind.plain
    /// What holds where a document does not say it: it is older than the parameter, or the shift had no rules of its own.
    var standard = JournalValue.none

    /// In the order in which changes are told.
    static let known: [JournalField] =
        [
            JournalField(key: "code", name: "code"), JournalField(key: "name", name: "name"),
            JournalField(key: "department", name: "department"), JournalField(key: "location", name: "location"),
            JournalField(key: "moves", name: "moves", kind: .moves),
            JournalField(key: "days", name: "days", kind: .records),
            JournalField(key: "punches", name: "punches", kind: .records),
            JournalField(key: "gender", name: "gender"), JournalField(key: "manager", name: "manager"),
            JournalField(key: "joined", name: "joined"),
            JournalField(key: "left", name: "left"), JournalField(key: "number", name: "number on terminals"),
            JournalField(key: "start", name: "start"), JournalField(key: "end", name: "end"),
            JournalField(key: "breaks", name: "breaks", kind: .breaks),
            JournalField(key: "partialDays", name: "short days", kind: .shortDays),
            JournalField(key: "isAutomatic", name: "automatic", kind: .yesOrNo, standard: .flag(false)),
        ] + parameters + [
            JournalField(key: "unit", name: "turns last a"), JournalField(key: "turns", name: "turns"),
            JournalField(key: "anchor", name: "first day"), JournalField(key: "weekStart", name: "weeks begin on"),
            JournalField(key: "offs", name: "offs"), JournalField(key: "host", name: "address"),
            JournalField(key: "port", name: "port"),
            JournalField(key: "transport", name: "transport"), JournalField(key: "commKey", name: "comm key"),
            JournalField(key: "zone", name: "zone"), JournalField(key: "direction", name: "direction"),
            JournalField(key: "model", name: "model"),
        ] + leave

    /// Until the two punches were told apart there was one parameter for both.
    private static let parameters =
        PolicyParameter.all.map { parameter in
            JournalField(
                key: "policy.\(parameter.key)", name: parameter.label, kind: parameter.isDuration ? .duration : .plain,
                standard: parameter.stored(in: AttendancePolicy()).map(JournalValue.init) ?? .none)
        } + [JournalField(key: "policy.missingPunch", name: "missing punch")]

    func value(in document: JournalDocument) -> JournalValue {
        document[key] == .none ? standard : document[key]
    }

    /// A field that a newer program wrote is called by its own name.
    static func all(in documents: JournalDocument...) -> [JournalField] {
        let names = Set(documents.flatMap(\.fields.keys))
        let unknown = names.subtracting(known.map(\.key)).sorted().map { JournalField(key: $0, name: $0) }
        return known.filter { names.contains($0.key) } + unknown
    }

    func text(_ value: JournalValue) -> String {
        switch (value, kind) {
        case (.none, _), (.text(""), _): "none"
        case (.number(let seconds), .duration): Int32(clamping: seconds).durationWords
        case (.number(let number), _): String(number)
        case (.flag(let flag), _): flag ? "yes" : "no"
        case (.text(let text), _):
            key.hasPrefix("policy.") && !text.contains(":") ? text.replacing("-", with: " ") : text
        case (.list(let parts), _):
            parts.isEmpty ? "none" : parts.map(part).joined(separator: ", ")
        case (.group, _): "…"
        }
    }

    private func part(_ value: JournalValue) -> String {
        guard case .group(let group) = value else { return text(value) }
        let hours = "\(group["start"]?.text ?? "?")–\(group["end"]?.text ?? "?")"
        switch kind {
        case .breaks:
            return group["words"]?.text?.replacing("-", with: "–")
                ?? hours + (group["isDeducted"] == .flag(false) ? " paid" : "")
        case .moves:
            let posting = Posting(
                from: .distantPast, department: group["department"]?.text ?? "", location: group["location"]?.text ?? ""
            )
            return "\(posting.words) from \(group["from"]?.text ?? "?")"
        case .shortDays: return "\((group["weekday"]?.text ?? "").capitalisedWord) \(hours)\(limits(group))"
        case .records:
            return ["date", "day", "at", "direction"].compactMap { group[$0]?.text }.joined(separator: " ")
        default: return hours
        }
    }

    private func limits(_ group: [String: JournalValue]) -> String {
        func duration(_ key: String) -> String {
            Int32(clamping: group[key]?.number ?? 0).durationWords
        }
        return " (half day below \(duration("halfDayBelow")), absent below \(duration("absentBelow")))"
    }
}

extension String {
    fileprivate var capitalisedWord: String { prefix(1).uppercased() + dropFirst() }
}

extension JournalValue {
    fileprivate init(_ parameter: StoredParameter) {
        switch parameter {
        case .number(let number): self = .number(Int64(number))
        case .flag(let flag): self = .flag(flag)
        case .text(let text): self = .text(text)
        }
    }
}
