/// One column of a table: what it is called, and what it says about a row.
package struct TableColumn<Row> {
    package var title: String
    /// Characters that fit before the text is cut.
    package var width: Int
    /// Takes a share of the room that is left.
    package var expands: Bool
    /// Right-aligned, digits of equal width.
    package var isNumeric: Bool
    package var text: @MainActor (Row) -> String
    /// Whether the first row comes before the second, ascending. Nil: the heading cannot be pressed.
    package var isBefore: (@MainActor (Row, Row) -> Bool)?
    /// A class of the stylesheet for this row's cell; nil for none.
    package var mark: (@MainActor (Row) -> String?)?

    package init(
        _ title: String, width: Int, expands: Bool = false, isNumeric: Bool = false,
        isBefore: (@MainActor (Row, Row) -> Bool)? = nil, mark: (@MainActor (Row) -> String?)? = nil,
        text: @escaping @MainActor (Row) -> String
    ) {
        self.title = title
        self.width = width
        self.expands = expands
        self.isNumeric = isNumeric
        self.isBefore = isBefore
        self.mark = mark
        self.text = text
    }

    /// Ordered by a value of the row.
    package init(
        _ title: String, width: Int, expands: Bool = false, isNumeric: Bool = false,
        by key: @escaping @MainActor (Row) -> some Comparable, mark: (@MainActor (Row) -> String?)? = nil,
        text: @escaping @MainActor (Row) -> String
    ) {
        self.init(
            title, width: width, expands: expands, isNumeric: isNumeric, isBefore: { key($0) < key($1) }, mark: mark,
            text: text)
    }
}

/// What a press on a heading asks for.
package struct TableSort: Equatable {
    package var column: Int
    package var isAscending: Bool

    package init(column: Int, isAscending: Bool) {
        self.column = column
        self.isAscending = isAscending
    }
}
