import Domain
import Gtk
import Services

typealias DeviceDialog = FormDialog<DeviceDraft, DeviceSummary>

extension DeviceDialog {
    /// Adds or changes a terminal.
    static func open(_ form: DeviceForm, over parent: Window) -> DeviceDialog {
        let dialog = DeviceDialog("terminal", form: form, over: parent)
        dialog.group(
            "Connection",
            dialog.text(.name, "Name, such as Gate 1", \.name),
            dialog.text(.host, "Address", \.host),
            dialog.text(.port, "Port", \.port),
            dialog.text(.commKey, "Comm key, 0 for none", \.commKey))
        dialog.group(
            "Punches",
            dialog.text(.zone, "Time zone, if not the company’s", \.zone),
            dialog.choice(.zoneChange, "If the zone is changed", \.zoneChange, words: \.word),
            dialog.choice(.transport, "Transport", \.transport, words: \.word),
            dialog.choice(.direction, "Direction of its punches", \.direction, words: \.word))
        dialog.present(at: .name)
        return dialog
    }
}

extension DeviceDirection {
    fileprivate var word: String {
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
