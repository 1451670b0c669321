package import Domain
import Gtk
import Services

/// What each role may do, and over whom: the table by which the program decides, in words.
final class RolesDialog: Dialog {
    var onClosed: () -> Void = {}
    private let frame: FormWindow
    private let table: TableView<RoleTableLine>

    init(over parent: Window) {
        frame = FormWindow(over: parent, title: "What roles may do", verb: nil, width: 980, height: 640)
        table = TableView(name: "What each role may do", columns: RolesDialog.columns)
        table.widget.addClass("framed")
        let note = Label(
            "“Those given” are whom the role was given over: the own team, a department, a location or the whole company. “Own” "
                + "is the person’s own records. Whoever has several roles may do what any of them allows, and every employee with "
                + "an account may do what an employee may.",
            classes: "dim-label"
        ).wrapped()
        frame.append(note)
        frame.append(table.widget)
        table.show(RoleTableLine.all)
        frame.onClosed = { [weak self] in self?.onClosed() }
        frame.window.present()
        table.focus()
    }

    private static var columns: [TableColumn<RoleTableLine>] {
        [TableColumn("What", width: 30, expands: true) { $0.permission.deed }]
            + Role.allCases.map { role in
                TableColumn(
                    role.title, width: 13,
                    mark: { $0.permission.extent(of: role) == .none ? "dim-label" : nil },
                    text: { $0.permission.extent(of: role).word })
            }
    }
}

/// One line of the table.
package struct RoleTableLine: Identifiable {
    package let permission: Permission

    package var id: Permission { permission }

    /// In the order in which the program lists them.
    package static var all: [RoleTableLine] { Permission.allCases.map { RoleTableLine(permission: $0) } }
}

extension Permission {
    fileprivate func extent(of role: Role) -> Extent { role.extent(of: self) }
}
