package import Domain

// What an adapter does not write itself, its terminals do not offer.
extension DeviceAdapter {
    package func information() async throws(DeviceError) -> DeviceInformation { throw .notOffered(.information) }
    package func time() async throws(DeviceError) -> LocalTime { throw .notOffered(.clock) }
    package func setTime(_ time: LocalTime) async throws(DeviceError) { throw .notOffered(.setClock) }
    package func users() async throws(DeviceError) -> [DeviceUser] { throw .notOffered(.users) }
    package func profiles() async throws(DeviceError) -> [UserProfile] { throw .notOffered(.users) }
    @discardableResult
    package func write(_ profiles: [UserProfile]) async throws(DeviceError) -> [DeviceUserID: String] {
        throw .notOffered(.writeUsers)
    }
    @discardableResult
    package func delete(_ user: DeviceUserID) async throws(DeviceError) -> Removal { throw .notOffered(.writeUsers) }
    package func templates(of user: DeviceUserID?) async throws(DeviceError) -> [FingerTemplate] {
        throw .notOffered(.templates)
    }
    package func write(_ templates: [FingerTemplate]) async throws(DeviceError) { throw .notOffered(.templates) }
    @discardableResult
    package func deleteTemplates(of user: DeviceUserID, finger: UInt8?) async throws(DeviceError) -> Removal {
        throw .notOffered(.templates)
    }
    package func enrol(_ user: DeviceUserID, finger: UInt8) async throws(DeviceError) { throw .notOffered(.enrolment) }
    package func attendance(
        after position: LogPosition?, inParts: Bool, acceptingAnyCount: Bool,
        progress: (@Sendable (ReadProgress) -> Void)?
    ) async throws(DeviceError) -> AttendanceRead { throw .notOffered(.log) }
    package func recordCount() async throws(DeviceError) -> Int? { nil }
    package func sizes() async throws(DeviceError) -> FreeSizes { FreeSizes() }
    package func clearAttendance(through position: LogPosition) async throws(DeviceError) {
        throw .notOffered(.clearLog)
    }
    package func operations() async throws(DeviceError) -> [OperationRecord] { throw .notOffered(.operationLog) }
    package func option(_ name: String) async throws(DeviceError) -> String? { throw .notOffered(.options) }
    package func setOption(_ name: String, to value: String) async throws(DeviceError) { throw .notOffered(.options) }
    package func refresh() async throws(DeviceError) {}
    package func restart() async throws(DeviceError) { throw .notOffered(.restart) }
    package func powerOff() async throws(DeviceError) { throw .notOffered(.powerOff) }
    package func disable() async throws(DeviceError) { throw .notOffered(.pause) }
    package func enable() async throws(DeviceError) { throw .notOffered(.pause) }
    package func openDoor(for duration: Duration) async throws(DeviceError) { throw .notOffered(.door) }
    package func play(voice: UInt32) async throws(DeviceError) { throw .notOffered(.voice) }
    package func show(_ text: String, line: UInt16) async throws(DeviceError) { throw .notOffered(.display) }
    package func clearDisplay() async throws(DeviceError) { throw .notOffered(.display) }
    package func events() async throws(DeviceError) -> AsyncThrowingStream<LiveEvent, any Error> {
        throw .notOffered(.events)
    }
}
