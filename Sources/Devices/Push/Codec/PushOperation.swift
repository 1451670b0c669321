package import Domain

/// What somebody did in a terminal's menu, as it is pushed: persons by user id, where a pulled log has indexes.
package struct PushOperation: Hashable, Sendable {
    package var operation: UInt8
    /// Who did it; nil for nobody in particular (`0`).
    package var administrator: DeviceUserID?
    /// Nil for a day that does not exist.
    package var time: LocalTime?
    package var rawTime: UInt32
    /// Whom or what it was done to; the meaning depends on the operation.
    package var object: String
    package var values: [String]

    package init(
        operation: UInt8, administrator: DeviceUserID? = nil, rawTime: UInt32, object: String = "",
        values: [String] = []
    ) {
        self.operation = operation
        self.administrator = administrator
        self.rawTime = rawTime
        time = PackedTime(rawValue: rawTime).local
        self.object = object
        self.values = values
    }
}

extension PushOperation {
    /// `OPLOG 4⇥0⇥2020-02-23 00:04:08⇥20156107⇥0⇥0⇥0`; nil where it is none.
    package init?(pushed line: ArraySlice<UInt8>) {
        let fields = PushText.fields(line, maximum: 10)
        let head = fields[0].split(separator: UInt8(ascii: " "))
        guard head.count == 2, head[0].elementsEqual("OPLOG".utf8), fields.count >= 3,
            let operation = PushText.number(head[1]).flatMap({ UInt8(exactly: $0) }),
            let time = PackedTime(pushed: PushText.trimmed(fields[2]))
        else { return nil }
        let rest = fields.dropFirst(3).map { PushText.clean(PushText.text($0)) }
        let administrator = DeviceUserID(pushed: fields[1])
        self.init(
            operation: operation, administrator: administrator == "0" ? nil : administrator, rawTime: time.rawValue,
            object: rest.first ?? "", values: Array(rest.dropFirst()))
    }

    package var pushedRow: String {
        let head = "OPLOG \(operation)\t\(administrator?.description ?? "0")\t\(PackedTime(rawValue: rawTime).pushed)"
        return ([head, object] + values).joined(separator: "\t")
    }
}
