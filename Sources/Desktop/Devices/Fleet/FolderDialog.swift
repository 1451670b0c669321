package import Devices
import Gtk
import Services

/// How a text of punches is read that no terminal wrote on a stick.
package enum TextColumns: CaseIterable, Sendable {
    case none, standard, card

    package var format: LineFormat? {
        switch self {
        case .none: nil
        case .standard: .standard
        case .card: .card
        }
    }
}

extension DeviceDialog {
    /// Adds a folder into which a terminal's files are put.
    static func openFolder(_ form: DeviceForm, over parent: Window) -> DeviceDialog {
        let dialog = DeviceDialog("folder of files", form: form, over: parent, width: 640)
        let folder = dialog.text(.host, "Folder", \.device.host)
        let choose = Button("Choose…")
        choose.name("Choose the folder")
        choose.align(vertically: .center)
        folder.row.addSuffix(choose)
        choose.onClicked { [weak dialog, weak folder] in
            Task {
                guard let dialog else { return }
                let path = await dialog.window.choosePath("The folder of files", verb: "Choose", isFolder: true)
                if let path { folder?.row.text = path }
            }
        }
        let columns = dialog.choice(
            .connection, "Texts in columns", TextColumns.allCases.map { $0.word(otherwise: "None are put there") },
            selected: 0)
        columns.onChosen = { [weak form] in
            form?.draft.device.connection.folder = .init(format: TextColumns.allCases[$0].format)
        }
        dialog.group("Folder", dialog.text(.name, "Name, such as Warehouse", \.device.name), folder, columns)
        dialog.group(
            "Punches", dialog.text(.zone, "Time zone, if not the company’s", \.device.zone),
            dialog.choice(.direction, "Direction of its punches", \.device.direction, words: \.word))
        dialog.note(
            "While terminals are collected continuously on this computer, each file that has not changed for two looks is "
                + "taken and moved to taken/ in the folder, one that cannot be read to refused/. One folder is one terminal."
        )
        dialog.present(at: .name)
        return dialog
    }
}

extension TextColumns {
    func word(otherwise: String) -> String {
        switch self {
        case .none: otherwise
        case .standard: "Standard, with commas"
        case .card: "Card number alone"
        }
    }
}
