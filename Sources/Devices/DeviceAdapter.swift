package import Domain

/// One connected terminal, whatever protocol it speaks. Requests may come from several tasks; they are sent one
/// after the other. Cancelling the task that waits ends the request cleanly and throws `.cancelled`.
package protocol DeviceAdapter: Sendable {
    func information() async throws(DeviceError) -> DeviceInformation

    /// What the terminal's wall clock shows.
    func time() async throws(DeviceError) -> LocalTime
    func setTime(_ time: LocalTime) async throws(DeviceError)

    func users() async throws(DeviceError) -> [DeviceUser]

    /// Reads the log, or what came since `position`; checked against the terminal's own counter.
    ///
    /// Records are as stored: where the log holds only an index into the user table, their user id is empty. Indexes
    /// are given again after a user was deleted, so that what one means today is no part of a punch.
    ///
    /// - Parameter progress: Called on a thread of the adapter's, often: it must return at once.
    func attendance(
        after position: LogPosition?, progress: (@Sendable (ReadProgress) -> Void)?
    ) async throws(DeviceError) -> AttendanceRead

    /// Make what was written to the terminal take effect.
    func refresh() async throws(DeviceError)
    /// The connection is gone afterwards.
    func restart() async throws(DeviceError)
    /// Nobody can punch until `enable`.
    func disable() async throws(DeviceError)
    func enable() async throws(DeviceError)

    /// What happens at the terminal from now on, until the stream's consumer stops or the connection ends. Nothing is
    /// registered anew: after an end, connect again, ask again, and read the log for what happened in between.
    ///
    /// The stream ends with the `DeviceError` that ended the connection, with `.eventsMissed` where its consumer is
    /// too slow, and without one after `disconnect`.
    func events() async throws(DeviceError) -> AsyncThrowingStream<LiveEvent, any Error>

    /// Enables the terminal if we disabled it, ends the session and closes. Also right after an error.
    func disconnect() async
}

extension DeviceAdapter {
    package func attendance(after position: LogPosition? = nil) async throws(DeviceError) -> AttendanceRead {
        try await attendance(after: position, progress: nil)
    }
}
