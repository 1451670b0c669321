import Devices
package import Services

package typealias DeviceForm = DraftForm<TerminalEntry, DeviceSummary>

/// A terminal as it is typed: what stands in its connection is text until it can be read.
@dynamicMemberLookup
package nonisolated struct TerminalEntry: Equatable, Sendable {
    package var device: DeviceDraft
    /// `10.0.0.7:4371, 10.0.1.7/udp, [fd00::7]:4371`
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
            .filter { !$0.isEmpty }
            // What cannot be read has the port 0, of which the draft complains.
            .map { DeviceConnection.Alternative(text: $0) ?? DeviceConnection.Alternative(host: $0, port: 0) }
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

extension String {
    nonisolated var withoutBlanks: String { String(filter { !$0.isWhitespace }) }
}
