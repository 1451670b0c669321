package import Domain
package import NIOCore

/// One row of the terminal's own operation log, 16 bytes: who changed what in its menu.
package struct OperationRecord: Hashable, Sendable {
    package static let width = 16

    package var operatorUID: UInt16
    package var operation: UInt8
    package var rawTime: UInt32
    /// Meaning depends on the operation; for 6 (finger enrolled): uid, result, finger, template size.
    package var parameters: [UInt16]

    package init(operatorUID: UInt16, operation: UInt8, rawTime: UInt32, parameters: [UInt16]) {
        self.operatorUID = operatorUID
        self.operation = operation
        self.rawTime = rawTime
        self.parameters = parameters
    }

    /// Nil when there are not enough bytes.
    package init?(_ data: ByteBuffer) {
        var data = data
        // The fourth byte is padding with stale memory in it.
        guard
            let (uid, operation, _, time) = data.readMultipleIntegers(
                endianness: .little, as: (UInt16, UInt8, UInt8, UInt32).self),
            let (a, b, c, d) = data.readMultipleIntegers(
                endianness: .little, as: (UInt16, UInt16, UInt16, UInt16).self)
        else { return nil }
        self.init(operatorUID: uid, operation: operation, rawTime: time, parameters: [a, b, c, d])
    }

    package func encode(into buffer: inout ByteBuffer) {
        buffer.writeMultipleIntegers(operatorUID, operation, UInt8(0), rawTime, endianness: .little)
        for index in 0..<4 {
            buffer.writeInteger(parameters.indices.contains(index) ? parameters[index] : 0, endianness: .little)
        }
    }

    package var time: LocalTime? { PackedTime(rawValue: rawTime).local }
}
