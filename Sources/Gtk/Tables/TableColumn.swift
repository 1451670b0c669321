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
    /// Nil: the heading cannot be pressed.
    var order: TableOrder<Row>?
    /// A class of the stylesheet for this row's cell; nil for none.
    package var mark: (@MainActor (Row) -> String?)?

    package init(
        _ title: String, width: Int, expands: Bool = false, isNumeric: Bool = false,
        mark: (@MainActor (Row) -> String?)? = nil,
        text: @escaping @MainActor (Row) -> String
    ) {
        self.title = title
        self.width = width
        self.expands = expands
        self.isNumeric = isNumeric
        self.mark = mark
        self.text = text
    }

    /// Ordered by a value of the row.
    package init(
        _ title: String, width: Int, expands: Bool = false, isNumeric: Bool = false,
        by key: @escaping @MainActor (Row) -> some Comparable & Sendable, mark: (@MainActor (Row) -> String?)? = nil,
        text: @escaping @MainActor (Row) -> String
    ) {
        self.init(title, width: width, expands: expands, isNumeric: isNumeric, mark: mark, text: text)
        order = TableOrder(by: key)
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
