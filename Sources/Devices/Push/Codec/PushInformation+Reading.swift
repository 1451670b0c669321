extension PushInformation {
    /// `INFO=` of a poll: places parted by commas, of which terminals leave out the last ones.
    package init?(_ text: String) {
        let fields = text.split(separator: ",", maxSplits: 32, omittingEmptySubsequences: false).map(Self.value)
        guard fields.contains(where: { $0 != nil }) else { return nil }
        func field(_ index: Int) -> String? { fields.indices.contains(index) ? fields[index] : nil }
        func number(_ index: Int) -> Int? { PushText.number(field(index)).flatMap { $0 >= 0 ? $0 : nil } }
        self.init(
            firmware: field(0), users: number(1), fingerprints: number(2), records: number(3), address: field(4),
            fingerAlgorithm: number(5).flatMap { UInt8(exactly: $0) }, faces: number(8))
    }

    private static func value(_ text: Substring) -> String? {
        let text = PushText.text(ArraySlice(PushText.clean(text.prefix(80)).utf8))
        return text.isEmpty ? nil : text
    }
}

extension DeviceInformation {
    /// From what the terminal says when it is asked for its options, and what it said when it called.
    package init(serialNumber: String, options: [String: String], _ information: PushInformation?) {
        func number(_ names: String..., or known: Int?) -> UInt32? {
            (names.lazy.compactMap { PushText.number(options[$0]) }.first ?? known).flatMap { UInt32(exactly: $0) }
        }
        var sizes = FreeSizes()
        sizes.users = number("UserCount", or: information?.users)
        sizes.fingerprints = number("FPCount", or: information?.fingerprints)
        sizes.records = number("AttLogCount", "TransactionCount", or: information?.records)
        sizes.faces = number("FaceCount", or: information?.faces)
        sizes.userCapacity = number("MaxUserCount", or: nil).map { Self.whole($0, unit: 100, least: 500) }
        sizes.recordCapacity = number("MaxAttLogCount", or: nil).map { Self.whole($0, unit: 10_000, least: 1000) }
        sizes.fingerprintCapacity = number("MaxFingerCount", or: nil).map { Self.whole($0, unit: 100, least: 500) }
        self.init(
            serialNumber: serialNumber, platform: options["Platform"], name: options["DeviceName"],
            firmware: options["FWVersion"] ?? information?.firmware, macAddress: options["MAC"], sizes: sizes)
    }

    /// Some firmware says its capacities in units. No terminal of this family holds fewer than `least`.
    private static func whole(_ capacity: UInt32, unit: UInt32, least: UInt32) -> UInt32 {
        capacity < least ? capacity * unit : capacity
    }
}
