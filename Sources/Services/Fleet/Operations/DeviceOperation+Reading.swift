import Devices
import Domain
import Storage

extension DeviceOperation {
    init(_ pushed: PushOperation, of device: ID<Device>) {
        self.init(
            device: device, local: pushed.time ?? LocalTime(impossible: pushed.rawTime), operation: pushed.operation,
            user: pushed.administrator?.description ?? "",
            parameters: String(([pushed.object] + pushed.values).joined(separator: " ").prefix(200)))
    }

    init(_ record: OperationRecord, of device: ID<Device>) {
        self.init(
            device: device, local: record.time ?? LocalTime(impossible: record.rawTime), operation: record.operation,
            user: record.operatorUID == 0 ? "" : String(record.operatorUID),
            parameters: record.parameters.map(String.init).joined(separator: " "))
    }

    /// Equal ones of one second told apart.
    static func numbered(_ operations: [DeviceOperation]) -> [DeviceOperation] {
        var numbering = EqualNumbering<DeviceOperation>()
        return operations.map { operation in
            var numbered = operation
            numbered.sequence = numbering.number(operation)
            return numbered
        }
    }
}
