package import Devices

/// The serial ports that this computer has, beside a field into which any path can be typed.
package struct SerialPortOffer: Equatable {
    /// As a list shows them; the first stands for whatever else is typed. Empty where there is none.
    package let choices: [String]
    /// What is to be said where there is none; else empty.
    package let sentence: String
    private let paths: [String]

    package init(_ ports: [SerialPortInfo]) {
        paths = ports.map(\.path)
        choices = ports.isEmpty ? [] : ["As typed below"] + ports.map(\.words)
        sentence =
            ports.isEmpty
            ? "None is plugged in. Plug the adapter in and open this form again, or type where its port will be." : ""
    }

    /// Which of the choices a path is.
    package func choice(of path: String) -> Int { paths.firstIndex(of: path).map { $0 + 1 } ?? 0 }

    /// Nil where whatever is typed is meant.
    package func path(at choice: Int) -> String? {
        paths.indices.contains(choice - 1) ? paths[choice - 1] : nil
    }
}

extension SerialPortInfo {
    /// `ttyUSB0, usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0`
    fileprivate var words: String {
        let name = device.split(separator: "/").last.map(String.init) ?? device
        return adapter.map { "\(name), \($0)" } ?? name
    }
}
