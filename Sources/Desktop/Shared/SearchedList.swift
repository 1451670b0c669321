import Gtk

/// What a room has to list, and the words that narrow it.
protocol SearchedModel: AnyObject {
    associatedtype Row: Identifiable
    /// Those that fit the words.
    var rows: [Row] { get }
    /// There is nothing, whatever is looked for.
    var isEmpty: Bool { get }
    var isLoaded: Bool { get }
    var problem: Problem? { get }
    var search: String { get set }
    func load() async
}

/// What a list is called, and what it says where no row fits.
struct ListWords {
    /// `Employees`
    var table: String
    /// `Search employees`
    var search: String
    /// `Nobody matches`
    var none: String
    /// Which words fit.
    var fits: String
    /// `Show everybody`
    var all: String
}

/// The list of a room: the words that narrow it, its rows, and what stands in their place where there are none.
final class SearchedList<Model: SearchedModel> {
    let table: TableView<Model.Row>
    let search: SearchEntry
    /// Without the search, which goes into the room's header.
    var widget: Widget { pages.widget }
    /// Closes what is open beside the list. False where nothing was.
    var closeOpen: () -> Bool = { false }

    private let model: Model
    private let pages: RoomPages

    /// - Parameter empty: what stands there while there is nothing at all.
    init(_ model: Model, _ words: ListWords, columns: [TableColumn<Model.Row>], empty: Widget) {
        self.model = model
        table = TableView(name: words.table, columns: columns)
        search = SearchEntry(name: words.search, placeholder: words.search)
        let all = Button(words.all, classes: "pill")
        let none = StatusPage(icon: "edit-find-symbolic", title: words.none, text: words.fits, action: all)
        pages = RoomPages(rows: table.widget, none: none, empty: empty) { Task { await model.load() } }
        all.onClicked { [weak self] in
            self?.look(for: "")
            self?.table.focus()
        }
        search.narrow {
            model.search = $0
        } enter: { [weak self] in
            self?.table.focusFirst()
        } stop: { [weak self] in
            _ = self?.stepBack()
        }
    }

    func show() {
        let rows = model.rows
        table.show(rows)
        // Nothing is looked for in nothing.
        search.isVisible = !model.isEmpty
        pages.show(
            isLoaded: model.isLoaded, problem: model.problem, isEmpty: model.isEmpty, isNarrowedAway: rows.isEmpty)
    }

    /// - Parameter words: empty: everything is shown.
    func look(for words: String) {
        search.text = words
        model.search = words
    }

    /// Closes what is open, then clears the search. False where there was nothing of either.
    func stepBack() -> Bool {
        if !closeOpen() {
            guard !model.search.isEmpty else { return false }
            look(for: "")
        }
        table.focus()
        return true
    }
}
