import Gtk

/// What fills a room: its rows, or in their place why there are none and the button that helps.
final class RoomPages {
    enum Page: String {
        case loading, rows, failed
        /// There are rows, but none that fits the words.
        case none
        /// There is nothing yet.
        case empty
    }

    let widget = Stack()
    private let failure: StatusPage

    /// - Parameter none: nil: nothing narrows the rows.
    init(rows: Widget, none: StatusPage?, empty: Widget, again: @escaping @MainActor () -> Void) {
        let retry = Button("Try again", classes: "pill")
        retry.onClicked(again)
        failure = StatusPage(icon: "dialog-error-symbolic", title: "", text: "", action: retry)
        let spinner = Spinner()
        spinner.isSpinning = true
        spinner.request(width: 32, height: 32)
        spinner.align(horizontally: .center, vertically: .center)
        let pages: [(Page, Widget?)] = [
            (.loading, spinner), (.rows, rows), (.failed, failure), (.none, none), (.empty, empty),
        ]
        for (page, child) in pages { child.map { widget.add($0, named: page.rawValue) } }
        widget.expand(horizontally: true, vertically: true)
    }

    func show(_ page: Page) {
        widget.visible = page.rawValue
    }

    func show(_ problem: Problem) {
        failure.show(icon: "dialog-error-symbolic", title: problem.heading, text: problem.text)
        show(.failed)
    }

    /// The usual choice among them.
    func show(isLoaded: Bool, problem: Problem?, isEmpty: Bool, isNarrowedAway: Bool) {
        if let problem, isLoaded { return show(problem) }
        show(!isLoaded ? .loading : isEmpty ? .empty : isNarrowedAway ? .none : .rows)
    }
}

extension SearchEntry {
    /// Narrows while one types; Enter goes on into the rows, Esc lets go.
    func narrow(
        _ words: @escaping @MainActor (String) -> Void, enter: @escaping @MainActor () -> Void,
        stop: @escaping @MainActor () -> Void
    ) {
        width(characters: 22)
        onSearch { [weak self] in self.map { words($0.text) } }
        onEnter { [weak self] in
            self.map { words($0.text) }
            enter()
        }
        onStop(stop)
    }
}
