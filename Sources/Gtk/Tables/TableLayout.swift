/// What a person made of a table, to be remembered: columns by their titles, so that a later version may move them.
package struct TableLayout: Codable, Equatable, Sendable {
    /// Pixels; only columns whose width was changed.
    package var widths: [String: Int32] = [:]
    package var sort: Sort?

    package struct Sort: Codable, Equatable, Sendable {
        package var column: String
        package var isAscending: Bool

        package init(column: String, isAscending: Bool) {
            self.column = column
            self.isAscending = isAscending
        }
    }

    package init() {}
}

extension TableView {
    /// Widths and order as the person left them.
    package var layout: TableLayout {
        var layout = TableLayout()
        for (column, cells) in zip(columns, cells) { layout.widths[column.title] = cells.chosenWidth }
        layout.sort = sort.map { .init(column: columns[$0.column].title, isAscending: $0.isAscending) }
        return layout
    }

    /// Makes the table as it was left. What it says of columns that there are no more is passed over.
    package func restore(_ layout: TableLayout) {
        for (column, cells) in zip(columns, cells) {
            if let width = layout.widths[column.title] { cells.resize(to: width) }
        }
        guard let wanted = layout.sort,
            let index = columns.firstIndex(where: { $0.title == wanted.column && $0.order != nil })
        else { return }
        sort(by: TableSort(column: index, isAscending: wanted.isAscending))
    }
}
