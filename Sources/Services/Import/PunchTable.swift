import Domain

/// The columns of a file of punches.
enum PunchTable {
    static let columns: [ImportColumn] = [
        .employee, .personName,
        ImportColumn(
            "at",
            "Date and time in one: 2026-11-20T09:00:00 by the company's clock, or with Z or +05:30 behind it. Needed where "
                + "there are no columns date and time.",
            or: ["datetime", "timestamp", "punchedat", "punchtime", "moment"]),
        ImportColumn("date", "The date, where at is empty.", or: ["day", "punchdate"]),
        ImportColumn(
            "time", "The time by the company's clock, as 09:00 or 09:00:30, where at is empty.", or: ["clock"]),
        ImportColumn(
            "direction", "in or out. Empty: it takes its turn.", or: ["way", "inout", "type"]),
        ImportColumn(
            "device", "At which terminal it was made, for whoever asks later; it stands with the reason.",
            or: ["terminal", "devicename"]),
        .reason,
    ]

    static func cells(_ punch: Punch, of person: Employee, device: String, reason: String) -> [String] {
        [
            person.code, person.name, text(punch.local, offset: punch.offset), "", "", PunchWay(punch).word, device,
            reason,
        ]
    }

    /// `2026-11-22T09:00:00+05:30`, seconds of the offset too where a zone had them.
    private static func text(_ local: LocalTime, offset: Int32) -> String {
        let ahead = Int(abs(offset))
        let parts = [ahead / 3600, ahead / 60 % 60] + (ahead % 60 == 0 ? [] : [ahead % 60])
        let zone = (offset < 0 ? "-" : "+") + parts.map { $0.padded(2) }.joined(separator: ":")
        return local.description.replacing(" ", with: "T") + zone
    }
}

/// When a punch of a file was, and what the company's clock showed then.
struct PunchMoment: Hashable {
    var instant: Instant
    var offset: Int32

    var local: LocalTime { LocalTime(seconds: instant.seconds + Int64(offset)) }

    private init(instant: Instant, offset: Int32) {
        self.instant = instant
        self.offset = offset
    }

    init(_ local: LocalTime, in zone: ZoneRules) {
        let placed = zone.place(local)
        self.init(instant: placed.instant, offset: placed.offset)
    }

    /// `2026-11-20T09:00:00`, `2026-11-20 09:00`, with `Z` or `+05:30` behind it or not; nil for anything else.
    init?(_ text: String, in zone: ZoneRules) {
        guard text.utf8.count <= 40 else { return nil }
        if let local = LocalTime(text) {
            self.init(local, in: zone)
            return
        }
        guard let (clock, ahead) = Self.parts(text), let local = LocalTime(clock) else { return nil }
        let instant = Instant(seconds: local.seconds - ahead)
        self.init(instant: instant, offset: zone.offset(at: instant))
    }

    private static func parts(_ text: String) -> (clock: Substring, ahead: Int64)? {
        if text.hasSuffix("Z") { return (text.dropLast(), 0) }
        // The date has dashes of its own.
        guard let sign = text.dropFirst(11).lastIndex(where: { $0 == "+" || $0 == "-" }) else { return nil }
        let zone = text[text.index(after: sign)...].split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(zone.count), zone.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCIIDigit) }) else {
            return nil
        }
        let numbers = zone.compactMap { Int64($0) }
        guard numbers[0] <= 18, numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
        let ahead = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
        return (text[..<sign], text[sign] == "-" ? -ahead : ahead)
    }
}
