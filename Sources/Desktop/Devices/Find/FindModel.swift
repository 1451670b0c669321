import Devices
package import Services

/// Looking for terminals, and making those that are found the company's.
package final class FindModel {
    package private(set) var found: [FoundTerminal] = []
    package private(set) var chosen: FoundTerminal?
    package private(set) var failure: Problem?
    package private(set) var isSearching = false
    package private(set) var isAdding = false
    package private(set) var hasSearched = false
    /// 0 … 1
    package private(set) var fraction = 0.0

    /// Ranges parted by commas; empty: this computer's networks.
    package var places = ""
    package var port = "4370"
    package var commKey = ""
    package var name = "" {
        didSet { if name != oldValue { onChange() } }
    }
    package var zone = ""
    package var onChange: () -> Void = {}

    private let session: Session
    private var work: Task<Void, Never>?

    package init(session: Session) {
        self.session = session
    }

    /// What the button says: the consequence, with the name.
    package var verb: String { name.isEmpty || chosen == nil ? "Add" : "Add \(name)" }

    package var mayAdd: Bool { (chosen?.isNew ?? false) && !name.isEmpty && !isAdding }

    package func search() {
        work?.cancel()
        guard let search = typedSearch() else { return onChange() }
        (found, chosen, failure, fraction) = ([], nil, nil, 0)
        (isSearching, hasSearched) = (true, true)
        onChange()
        work = Task { [weak self] in await self?.run(search) }
    }

    package func stop() {
        work?.cancel()
        work = nil
        isSearching = false
        onChange()
    }

    package func wait() async { await work?.value }

    private func typedSearch() -> TerminalSearch? {
        let ranges = places.split(separator: ",").map { String($0).withoutBlanks }.filter { !$0.isEmpty }
        let key = commKey.withoutBlanks
        guard let port = Int(port.withoutBlanks), (1...65_535).contains(port) else {
            return fail("The port is a number from 1 to 65535; terminals come with 4370.")
        }
        guard let commKey = key.isEmpty ? 0 : UInt32(key), commKey <= 999_999 else {
            return fail("The comm key is a number from 0 to 999999.")
        }
        return TerminalSearch(ranges, port: port, commKey: commKey)
    }

    private func fail(_ sentence: String) -> TerminalSearch? {
        failure = Problem(heading: "Nothing was searched", text: sentence)
        return nil
    }

    private func run(_ search: TerminalSearch) async {
        do {
            for await event in try await session.services.discovery.scan(search, by: session.actor) {
                guard !Task.isCancelled else { return }
                take(event)
            }
        } catch is CancellationError {
            return
        } catch {
            failure = Problem("Nothing was searched", error)
        }
        guard !Task.isCancelled else { return }
        isSearching = false
        onChange()
    }

    private func take(_ event: SearchEvent) {
        switch event {
        case .progress(let done, let total): fraction = total > 0 ? Double(done) / Double(total) : 0
        case .found(let terminal):
            guard !found.contains(where: { $0.id == terminal.id }) else { return }
            found.append(terminal)
            if chosen == nil, terminal.isNew { choose(terminal) }
        }
        onChange()
    }

    package func choose(_ terminal: FoundTerminal?) {
        chosen = terminal
        if let terminal, terminal.isNew { name = suggestion(for: terminal) }
        onChange()
    }

    /// A name that nobody has taken; the person knows a better one.
    private func suggestion(for terminal: FoundTerminal) -> String {
        "Terminal \(terminal.address.isEmpty ? terminal.serialNumber ?? "" : terminal.address)"
    }

    /// - Returns: the terminal as it is now; nil where it failed, which then is in `failure`.
    package func add() async -> DeviceSummary? {
        guard mayAdd, let chosen else { return nil }
        (isAdding, failure) = (true, nil)
        onChange()
        defer {
            isAdding = false
            onChange()
        }
        do {
            let added = try await store(chosen)
            found.removeAll { $0.id == chosen.id }
            self.chosen = nil
            return added
        } catch {
            failure = Problem("\(name) was not added", error, consequence: "Nothing was stored.")
            return nil
        }
    }

    private func store(_ terminal: FoundTerminal) async throws -> DeviceSummary {
        let devices = session.services.devices
        guard var draft = terminal.draft else {
            return try await devices.adopt(terminal.serialNumber ?? "", as: name, zone: zone, by: session.actor)
        }
        (draft.name, draft.zone) = (name, zone)
        if !commKey.withoutBlanks.isEmpty { draft.commKey = commKey.withoutBlanks }
        return try await devices.add(draft, by: session.actor)
    }
}

extension FoundTerminal {
    /// `K20 (SIM0194960001)`
    package var description: String {
        let number = serialNumber ?? ""
        guard let model, !model.isEmpty else { return number.isEmpty ? "Did not say" : number }
        return number.isEmpty ? model : "\(model) (\(number))"
    }

    /// How it comes to be in the list, and what hinders.
    package var wayText: String {
        switch way {
        case .calls: "calls by itself"
        case .collected: "being collected"
        case .answered(let terminal):
            terminal.needsCommKey ? "wants a comm key" : "\(max(1, Int(terminal.latency / .milliseconds(1)))) ms"
        }
    }
}
