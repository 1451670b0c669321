import Domain
import Gtk
import Services

typealias DeviceDialog = FormDialog<TerminalEntry, DeviceSummary>

extension DeviceDialog {
    /// Adds or changes a terminal.
    static func open(_ form: DeviceForm, over parent: Window) -> DeviceDialog {
        let dialog = DeviceDialog("terminal", form: form, over: parent, width: 900)
        let left = Box.column(spacing: 12, dialog.makeGroup("Connection", dialog.connection(form.draft.family)))
        let right = Box.column(spacing: 12, dialog.makeGroup("Punches", dialog.punches))
        if form.draft.family == .zk { right.append(dialog.makeGroup("Other ways to it", dialog.otherWays)) }
        for part in [left, right] { part.request(width: 420) }
        dialog.append(Box.row(spacing: 18, left, right))
        dialog.present(at: .name)
        return dialog
    }

    private func connection(_ family: DeviceFamily) -> [any FormRow] {
        let name = text(.name, "Name, such as Gate 1", \.device.name)
        switch family {
        case .push: return [name, text(.host, "Serial number", \.device.host)]
        case .folder: return [name, text(.host, "Folder", \.device.host)]
        case .zk, .lines:
            return [
                name, text(.host, "Address", \.device.host), text(.port, "Port", \.device.port),
                text(.commKey, "Comm key, 0 for none", \.device.commKey),
                choice(.transport, "Transport", \.device.transport, words: \.word),
            ]
        }
    }

    private var punches: [any FormRow] {
        [
            text(.zone, "Time zone, if not the company’s", \.device.zone),
            choice(.zoneChange, "If the zone is changed", \.device.zoneChange, words: \.word),
            choice(.direction, "Direction of its punches", \.device.direction, words: \.word),
        ]
    }

    /// Tried where it is not heard from at its address.
    private var otherWays: [any FormRow] {
        [
            text(.connection, "Other addresses, such as 10.0.0.7:4370", \.others),
            text(.connection, "Serial port in place of the address", \.serialPath),
            text(.connection, "Bits a second on it", \.speed),
        ]
    }
}

extension DeviceDirection {
    var word: String {
        switch self {
        case .automatic: "As the person presses"
        case .entry: "Always in"
        case .exit: "Always out"
        case .alternating: "In and out by turns"
        }
    }
}

extension ZoneChange {
    fileprivate var word: String {
        switch self {
        case .unsaid: "Ask"
        case .fromNowOn: "It has moved; earlier punches stay"
        case .wasWrong: "The old one was wrong; place all anew"
        }
    }
}

extension DeviceTransport {
    fileprivate var word: String {
        switch self {
        case .automatic: "Automatic"
        case .tcp: "TCP"
        case .udp: "UDP"
        }
    }
}
