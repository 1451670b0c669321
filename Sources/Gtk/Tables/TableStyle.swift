/// What every table needs of the stylesheet to scroll smoothly.
enum TableStyle {
    private static var isLoaded = false

    /// Once a process.
    static func load() {
        guard !isLoaded else { return }
        isLoaded = true
        Appearance.load(css: css)
    }

    /// Rows that pass below the pointer must not fade: each is restyled in every frame of the fade, and a frame then takes half
    /// as long again.
    private static let css = """
        columnview.data-table > listview > row, columnview.data-table > listview > row > cell { transition: none; }
        """
}
