/// What every table needs of the stylesheet, to scroll smoothly and to be read.
enum TableStyle {
    private static var isLoaded = false

    /// Once a process.
    static func load() {
        guard !isLoaded else { return }
        isLoaded = true
        Appearance.load(css: css)
    }

    /// Rows that pass below the pointer must not fade: each is restyled in every frame of the fade, and a frame then takes half
    /// as long again. The theme keeps a transparent border between cells, which is drawn all the same: one pixel more of
    /// padding keeps the place. The line between rows has one colour all round, though only its top is seen: with several
    /// it is painted through a mesh, which was a tenth of a frame.
    ///
    /// The first column begins where the buttons above do, and the chosen row differs from the one below the pointer by
    /// more than a shade of grey.
    private static let css = """
        columnview.data-table > listview > row, columnview.data-table > listview > row > cell { transition: none; }
        columnview.data-table > listview > row { border-color: alpha(currentColor, 0.15); }
        columnview.data-table > listview > row > cell { border: none; }
        columnview.data-table > listview > row > cell:not(:first-child) { padding-left: 7px; }
        columnview.data-table > header > button:first-child { padding-left: 12px; }
        columnview.data-table > listview > row > cell:first-child { padding-left: 12px; }
        columnview.data-table > listview > row:selected { background-color: alpha(@accent_bg_color, 0.18); }
        columnview.data-table > listview > row:selected:hover { background-color: alpha(@accent_bg_color, 0.24); }
        """
}
