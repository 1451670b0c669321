package import Domain
package import Services

/// Whom several terminals know, held against each other, and copying who is missing.
package final class CompareModel {
    /// Those that can be asked whom they know.
    package let terminals: [DeviceSummary]
    /// Those that are to be compared.
    package var picked: Set<ID<Device>>
    package private(set) var comparison: PeopleComparison?
    package private(set) var failure: Problem?
    package private(set) var isBusy = false
    /// Whom to copy from; one of those that were compared.
    package private(set) var source: Int = 0
    /// Also those who are alike everywhere.
    package var showsAll = false {
        didSet { if showsAll != oldValue { onChange() } }
    }
    package var onChange: () -> Void = {}
    package var onAsked: () -> Void = {}

    private let session: Session
    private var compared: [TerminalPeople] = []
    private var work: Task<Void, Never>?

    package init(_ devices: [DeviceSummary], session: Session) {
        terminals = devices.filter { !$0.isRetired && $0.family.takes(.listPeople) }
        picked = Set(terminals.map(\.id))
        self.session = session
    }

    package var pickProblem: String? { picked.count < 2 ? "Choose two or more terminals." : nil }

    package func compare() {
        guard pickProblem == nil, !isBusy else { return onChange() }
        work = Task { [weak self] in await self?.ask() }
    }

    package func wait() async { await work?.value }

    package func stop() { work?.cancel() }

    /// Back to which terminals.
    package func forget() {
        (comparison, failure) = (nil, nil)
        onChange()
    }

    private func ask() async {
        (isBusy, failure) = (true, nil)
        onChange()
        onAsked()
        do {
            let devices = terminals.map(\.id).filter(picked.contains)
            compared = try await session.services.fleet.people(on: devices, by: session.actor)
            comparison = PeopleComparison(compared)
            source = likeliestSource
        } catch is CancellationError {
        } catch {
            failure = Problem(
                "The terminals were not compared", error,
                consequence: "Nothing was changed. Leave out who does not answer, or try again.")
        }
        isBusy = false
        onChange()
    }
}

// What differs.
extension CompareModel {
    package var rows: [ComparedPerson] {
        guard let comparison else { return [] }
        return (showsAll ? comparison.rows : comparison.different).map { ComparedPerson($0, on: comparison.devices) }
    }

    package var counts: (different: Int, all: Int) {
        (comparison?.different.count ?? 0, comparison?.rows.count ?? 0)
    }

    /// `3 people are missing somewhere, 1 differs; 40 are alike on Gate and Yard.`
    package var sentence: String {
        guard let comparison else { return "" }
        let different = comparison.different
        let missing = different.count { $0.listings.contains { $0 == nil } }
        let alike = comparison.rows.count - different.count
        let differing = different.count - missing
        var parts: [String] = []
        if missing > 0 { parts.append("\(Words.count(missing, "person is", "people are")) missing somewhere") }
        if differing > 0 {
            let who = missing > 0 ? Words.grouped(differing) : Words.count(differing, "person", "people")
            parts.append("\(who) \(differing == 1 ? "differs" : "differ")")
        }
        let same = alike == 0 ? "nobody is" : "\(Words.grouped(alike)) \(alike == 1 ? "is" : "are")"
        let devices = comparison.devices
        let places = devices.count > 2 ? "all \(devices.count) terminals" : Words.list(devices)
        return "\(parts.joined(separator: ", ")); \(same) alike on \(places)."
    }

    /// As the command line says it.
    package var sameSentence: String {
        "They know the same \(Words.count(comparison?.rows.count ?? 0, "person", "people")), with the same"
    }
}

// Copying.
extension CompareModel {
    package var sources: [String] { comparison?.devices ?? [] }

    package func choose(source index: Int) {
        guard index != source, sources.indices.contains(index) else { return }
        source = index
        onChange()
    }

    /// `Gate knows 2 people who are missing on Yard, and 1 on Plant.`
    package var missingSentence: String {
        guard sources.indices.contains(source) else { return "" }
        let lacking = lacks(of: source)
        guard !lacking.isEmpty else { return "Nobody whom \(sources[source]) knows is missing on another." }
        let first = Words.count(lacking[0].count, "person who is", "people who are")
        let rest = lacking.dropFirst().map { "\(Words.grouped($0.count)) on \($0.name)" }
        let parts = ["\(sources[source]) knows \(first) missing on \(lacking[0].name)"] + rest
        return Words.list(parts, atMost: 4) + "."
    }

    /// Who lacks how many of those whom the source knows.
    private func lacks(of source: Int) -> [(name: String, count: Int)] {
        guard let comparison else { return [] }
        let known = comparison.rows.filter { $0.listings[source] != nil }
        return comparison.devices.indices.compactMap { index in
            let count = known.count { $0.listings[index] == nil }
            return count == 0 ? nil : (comparison.devices[index], count)
        }
    }

    /// Whose people are missing most.
    private var likeliestSource: Int {
        sources.indices.max { a, b in
            let (first, second) = (lacks(of: a), lacks(of: b))
            return (first.reduce(0) { $0 + $1.count }, -a) < (second.reduce(0) { $0 + $1.count }, -b)
        } ?? 0
    }

    /// Copies from the source to the others who is missing there.
    package func copy() -> RunModel? {
        guard compared.indices.contains(source) else { return nil }
        let from = compared[source]
        let others = compared.map(\.device).filter { $0 != from.device }
        return RunModel(
            "Copy who is missing from \(from.deviceName)", session: session,
            asking: "Asking the terminals whom they know…", nothing: "Nobody is missing."
        ) { try await $0.copyMissing(from: from.device, to: others, by: $1) }
    }
}

/// A person as several terminals know them.
package struct ComparedPerson: Hashable, Identifiable {
    package var user: String
    package var name: String
    /// Terminals, as a list for people.
    package var missing: String
    /// What is another there: `another card on Yard`.
    package var differs: String
    package var known: String

    package var id: String { user }

    init(_ row: PeopleComparison.Row, on devices: [String]) {
        user = row.user
        name = row.name
        let pairs = zip(row.listings, devices)
        missing = Words.list(pairs.filter { $0.0 == nil }.map(\.1))
        known = Words.list(pairs.filter { $0.0 != nil }.map(\.1))
        differs = row.differences.filter { !$0.hasPrefix("not on ") }.joined(separator: "; ")
    }
}
