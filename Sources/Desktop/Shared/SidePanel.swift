import Gtk

/// What opens beside a list: a title with the button that closes it, and below that what the chosen row is about.
final class SidePanel {
    let widget: Widget
    let title = Label(classes: "title-4")
    var onClose: () -> Void = {}

    /// - Parameters:
    ///   - name: what a screen reader calls it; nil: nothing beyond its title.
    ///   - closing: what its button does: `Close the day`.
    ///   - gap: below the title.
    ///   - parts: from the top.
    init(_ name: String?, closing: String, width: Int32, gap: Int32 = 6, _ parts: Widget...) {
        let close = Button(icon: "window-close-symbolic", name: closing, classes: "flat")
        title.wrapped()
        title.expand(horizontally: true)
        close.align(vertically: .start)
        let head = Box.row(spacing: 6, title, close)
        head.margin(top: 12, bottom: gap, start: 18, end: 12)
        let column = Box.column(spacing: 0, head)
        for part in parts { column.append(part) }
        column.request(width: width)
        column.addClass("day-panel")
        if let name { column.name(name) }
        widget = column
        close.onClicked { [weak self] in self?.onClose() }
    }

    /// Buttons below a line, at the foot of a panel.
    static func foot(_ buttons: Widget...) -> Box {
        let row = Box.row(spacing: 6)
        for button in buttons { row.append(button) }
        row.margin(12)
        return Box.column(spacing: 0, Separator.horizontal(), row)
    }
}
