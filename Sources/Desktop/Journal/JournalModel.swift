import Domain
package import Services
import Storage

/// The journal, the newest first: pages of it, as far back as somebody has gone.
package final class JournalModel {
    /// Entries that are read at once.
    package static let page = 200
    /// Entries that one search reads through before it asks whether to go on.
    package static let searched = 4_000
    /// So many found are enough for a moment.
    private static let found = 50

    /// Those of what was read that fit the words.
    package private(set) var rows: [JournalRow] = []
    package private(set) var isLoaded = false
    /// There is nothing older.
    package private(set) var isComplete = false
    package private(set) var isReading = false
    package private(set) var problem: Problem?
    package private(set) var choice = JournalChoice()
    /// Everybody who ever did something.
    package private(set) var actors: [String] = []
    package private(set) var people: [EmployeeEntry] = []
    package private(set) var search = ""
    package var onChange: () -> Void = {}

    let session: Session
    private var all: [JournalRow] = []
    private var zone = ZoneRules.utc
    private var filter = JournalFilter()
    private var generation = 0

    package init(session: Session) {
        self.session = session
    }

    /// How many were read.
    package var countRead: Int { all.count }

    /// `The newest 400 entries`; `3 found in the newest 4,000 entries`.
    package var countSentence: String {
        guard isLoaded, problem == nil, !all.isEmpty else { return "" }
        let read = Words.count(all.count, "entry", "entries")
        let scope = isComplete ? "\(choice.isNarrowed ? "" : "all ")\(read)" : "the newest \(read)"
        if search.isEmpty { return scope.prefix(1).uppercased() + scope.dropFirst() }
        return "\(Words.grouped(rows.count)) found in \(scope)"
    }

    /// At first the newest page; later what has been added since.
    package func load() async {
        guard isLoaded, problem == nil else { return await start() }
        await lookForNewer()
    }

    package func narrow(_ body: (inout JournalChoice) -> Void) async {
        var wanted = choice
        body(&wanted)
        guard wanted != choice else { return }
        choice = wanted
        await start()
    }

    /// Everything again, whatever was left out.
    package func showEverything() async {
        search = ""
        guard choice.isNarrowed else { return await show() }
        choice = JournalChoice()
        await start()
    }

    /// Narrows what was read to the words, and reads on where too few fit.
    package func look(for words: String) async {
        guard words != search else { return }
        search = words
        await show()
        if !words.isEmpty, rows.count < Self.found { await showOlder() }
    }

    /// The next page; while words narrow the list as many pages as it takes to find some.
    package func showOlder() async {
        guard !isReading, !isComplete, isLoaded else { return }
        let (mine, words) = (generation, search)
        let (shown, read) = (rows.count, all.count)
        begin()
        do {
            repeat {
                let page = try await page(olderThan: all.last?.id)
                let found = await fitting(page)
                guard mine == generation else { return }
                all += page
                rows += found
                isComplete = page.count < Self.page
                onChange()
            } while !isComplete && !words.isEmpty && words == search && rows.count < shown + Self.found
                && all.count < read + Self.searched
        } catch {
            guard mine == generation else { return }
            fail(error)
        }
        end()
        await goOn(after: words)
    }

    /// Other words may have been typed while some were looked for.
    private func goOn(after words: String) async {
        if search != words, !search.isEmpty, rows.count < Self.found, problem == nil { await showOlder() }
    }

    // MARK: - Reading

    private func begin() {
        isReading = true
        onChange()
    }

    private func end() {
        isReading = false
        onChange()
    }

    private func fail(_ error: any Error) {
        if error is CancellationError { return }
        problem = Problem("The journal could not be read", error)
    }

    private func start() async {
        generation += 1
        let mine = generation
        begin()
        do {
            try await prepare()
            let page = try await page(olderThan: nil)
            let found = await fitting(page)
            guard mine == generation else { return }
            (all, rows, isComplete, problem) = (page, found, page.count < Self.page, nil)
        } catch {
            guard mine == generation else { return }
            fail(error)
        }
        isLoaded = true
        end()
        if !search.isEmpty, rows.count < Self.found { await showOlder() }
    }

    /// What the filters offer and are worked out from.
    private func prepare() async throws {
        let services = session.services
        zone = try await ZoneRules.system(named: services.company.settings().zone) ?? .utc
        filter = choice.filter(today: try await services.attendance.currentDate(), in: zone)
        if actors.isEmpty { actors = try await services.journal.actors(by: session.actor) }
        if people.isEmpty, session.actor.grants.holdsForEveryone(.readPeople) {
            people = try await services.employees.list(by: session.actor)
        }
    }

    private func page(olderThan id: Int64?) async throws -> [JournalRow] {
        var filter = filter
        filter.olderThan = id
        let lines = try await session.services.journal.page(limit: Self.page, matching: filter, by: session.actor)
        return await JournalRow.all(lines, in: zone)
    }

    /// Where more was added than a page, it begins anew.
    private func lookForNewer() async {
        let mine = generation
        do {
            let page = try await page(olderThan: nil)
            guard mine == generation else { return }
            let newest = all.first?.id ?? 0
            let new = page.filter { $0.id > newest }
            guard !new.isEmpty else { return }
            if new.count == Self.page { return await start() }
            let found = await fitting(new)
            // Somebody else may have brought them meanwhile.
            guard mine == generation, all.first?.id ?? 0 == newest else { return }
            all = new + all
            rows = found + rows
            actors = Set(actors + new.map(\.line.actor)).sorted()
        } catch {
            guard mine == generation else { return }
            fail(error)
        }
        onChange()
    }

    // MARK: - Words

    /// Those of a page that fit the words as they are in the end. It takes longer than a part of a frame, beside the main loop.
    private func fitting(_ some: [JournalRow]) async -> [JournalRow] {
        while true {
            let words = search
            if words.isEmpty { return some }
            let found = await JournalModel.look(for: words, in: some)
            if words == search { return found }
        }
    }

    /// What is read meanwhile, at either end, is looked through as well.
    private func show() async {
        let (words, mine) = (search, generation)
        while true {
            let read = all.count
            let found = await fitting(all)
            guard words == search, mine == generation else { return }
            guard read == all.count else { continue }
            rows = found
            return onChange()
        }
    }

    @concurrent private static func look(for text: String, in rows: [JournalRow]) async -> [JournalRow] {
        let words = SearchWords(text)
        return rows.filter { words.fit($0.searchText) }
    }
}
