import Devices
package import Services

package typealias DeviceForm = DraftForm<TerminalEntry, DeviceSummary>

/// A terminal as it is typed: what stands in its connection is text until it can be read.
@dynamicMemberLookup
package nonisolated struct TerminalEntry: Equatable, Sendable {
    package var device: DeviceDraft
    /// `10.0.0.7:4370, 10.0.1.7`
    package var others: String
    /// The path of a serial port, in place of the address; empty: it is in the network.
    package var serialPath: String
    package var speed: String

    package init(_ device: DeviceDraft) {
        self.device = device
        others = device.connection.alternatives.map(\.text).joined(separator: ", ")
        serialPath = device.connection.serial?.path ?? ""
        speed = String(device.connection.serial?.speed ?? 115_200)
    }

    package subscript<Value>(dynamicMember path: WritableKeyPath<DeviceDraft, Value>) -> Value {
        get { device[keyPath: path] }
        set { device[keyPath: path] = newValue }
    }

    package func problems() -> [DeviceField: String] { draft.problems() }

    package var draft: DeviceDraft {
        var draft = device
        guard draft.family == .zk else { return draft }
        draft.connection.alternatives = others.split(separator: ",").map { String($0).withoutBlanks }
            .filter { !$0.isEmpty }.map(DeviceConnection.Alternative.init(text:))
        let path = serialPath.withoutBlanks
        if path.isEmpty {
            (draft.connection.serial, draft.connection.computer) = (nil, nil)
        } else {
            var port = device.connection.serial ?? SerialPort(path: path)
            (port.path, port.speed) = (path, Int(speed.withoutBlanks) ?? 0)
            draft.connection.serial = port
            draft.connection.computer = device.connection.computer ?? DeviceConnection.thisComputer
        }
        return draft
    }
}

extension DeviceConnection.Alternative {
    fileprivate nonisolated var text: String { port == 4370 ? host : "\(host):\(port)" }

    /// What cannot be read has the port 0, of which the draft complains.
    fileprivate nonisolated init(text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: self.init(host: text)
        case 2: self.init(host: String(parts[0]), port: Int(parts[1]) ?? 0)
        default: self.init(host: text, port: 0)
        }
    }
}

extension String {
    nonisolated var withoutBlanks: String { String(filter { !$0.isWhitespace }) }
}
