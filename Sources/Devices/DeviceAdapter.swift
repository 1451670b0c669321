package import Domain

/// One connected terminal, whatever protocol it speaks. Requests may come from several tasks; they are sent one
/// after the other. Cancelling the task that waits ends the request cleanly and throws `.cancelled`.
///
/// What `capabilities` does not name throws `.notOffered` without a word to the terminal.
package protocol DeviceAdapter: Sendable {
    var capabilities: DeviceCapabilities { get }
    /// By which of several ways it was reached, where those before it were not answered: `10.0.0.7:4370 over UDP`. By
    /// default nil: by the first.
    var detour: String? { get }

    func information() async throws(DeviceError) -> DeviceInformation

    /// What the terminal's wall clock shows.
    func time() async throws(DeviceError) -> LocalTime
    func setTime(_ time: LocalTime) async throws(DeviceError)

    func users() async throws(DeviceError) -> [DeviceUser]

    /// With what only another terminal needs to know.
    func profiles() async throws(DeviceError) -> [UserProfile]
    /// Adds the people, or changes those with the same user ids, and makes it take effect.
    /// - Returns: What it calls now whose name it has no room for, as far as it is known how much that is.
    @discardableResult
    func write(_ profiles: [UserProfile]) async throws(DeviceError) -> [DeviceUserID: String]
    /// Removes the person with cards, password and fingerprints. One whom the terminal does not know is removed already.
    @discardableResult
    func delete(_ user: DeviceUserID) async throws(DeviceError) -> Removal

    /// Of one person, or of all.
    func templates(of user: DeviceUserID?) async throws(DeviceError) -> [FingerTemplate]
    /// The people must be known to the terminal; a template of the same finger is replaced.
    func write(_ templates: [FingerTemplate]) async throws(DeviceError)
    /// Of one finger, or of all of the person's.
    @discardableResult
    func deleteTemplates(of user: DeviceUserID, finger: UInt8?) async throws(DeviceError) -> Removal
    /// Asks for a finger at the terminal, several times, and waits for the outcome.
    func enrol(_ user: DeviceUserID, finger: UInt8) async throws(DeviceError)

    /// Reads the log, or what came since `position`; checked against the terminal's own counter.
    ///
    /// Records are as stored: where the log holds only an index into the user table, their user id is empty. Indexes
    /// are given again after a user was deleted, so that what one means today is no part of a punch.
    ///
    /// - Parameter inParts: whether a long log may be handed over in parts, so that a part is safe before the next is read:
    ///   what waits behind the last record is in `remaining`. A log that does not go on at `position` comes whole.
    /// - Parameter acceptingAnyCount: whether a log whose length the terminal's counter contradicts twice is taken
    ///   nevertheless; the outcome says so.
    /// - Parameter progress: Called on a thread of the adapter's, often: it must return at once.
    func attendance(
        after position: LogPosition?, inParts: Bool, acceptingAnyCount: Bool,
        progress: (@Sendable (ReadProgress) -> Void)?
    ) async throws(DeviceError) -> AttendanceRead

    /// The terminal's own count of the records in its log; nil where it does not say. Asks for one number.
    func recordCount() async throws(DeviceError) -> Int?
    /// How full it is; what the terminal does not say is nil. One question, which every state of a terminal allows.
    func sizes() async throws(DeviceError) -> FreeSizes

    /// Clears the log if it still ends where `position` says, and nothing where punches have come since.
    ///
    /// The caller answers for that all of it is stored and verified: nothing brings it back.
    /// - Throws: `.logMovedOn` where it does not end there any more.
    func clearAttendance(through position: LogPosition) async throws(DeviceError)

    /// The terminal's own log of what was changed in its menu.
    func operations() async throws(DeviceError) -> [OperationRecord]

    /// Nil where the terminal does not know the option.
    func option(_ name: String) async throws(DeviceError) -> String?
    func setOption(_ name: String, to value: String) async throws(DeviceError)

    /// Make what was written to the terminal take effect.
    func refresh() async throws(DeviceError)
    /// The connection is gone afterwards.
    func restart() async throws(DeviceError)
    /// The connection is gone afterwards, and nobody but a person at the terminal brings it back.
    func powerOff() async throws(DeviceError)
    /// Nobody can punch until `enable`.
    func disable() async throws(DeviceError)
    func enable() async throws(DeviceError)

    func openDoor(for duration: Duration) async throws(DeviceError)
    /// One of the terminal's own sentences by its number; 0 says thank you.
    func play(voice: UInt32) async throws(DeviceError)
    /// Writes a line on the display, from 0, until it is cleared.
    func show(_ text: String, line: UInt16) async throws(DeviceError)
    func clearDisplay() async throws(DeviceError)

    /// What happens at the terminal from now on, until the stream's consumer stops or the connection ends. Nothing is
    /// registered anew: after an end, connect again, ask again, and read the log for what happened in between.
    ///
    /// The stream ends with the `DeviceError` that ended the connection, with `.eventsMissed` where its consumer is
    /// too slow, and without one after `disconnect`.
    func events() async throws(DeviceError) -> AsyncThrowingStream<LiveEvent, any Error>

    /// Asks for no more events. What has arrived is handed out, and then the streams end: for devices that keep no copy of
    /// what they say. By default the same as `disconnect`.
    func endEvents() async

    /// Whether the other end is there, as far as that can be known. By default it is for as long as the connection lasts.
    func presence() async -> DevicePresence

    /// Enables the terminal if we disabled it, ends the session and closes. Also right after an error.
    func disconnect() async
}

/// What came of taking something away from a terminal.
package enum Removal: Hashable, Sendable {
    /// Not every terminal says it where there was no such finger.
    case removed
    case noUser
    /// The terminal knows the user.
    case noFinger
}

/// What is known of whether a device could be heard.
package enum DevicePresence: Hashable, Sendable {
    /// It is connected.
    case connected
    /// Nothing tells whether it is there; it was heard last then.
    case heard(Instant)
    /// Nothing tells whether it is there, and it was never heard.
    case unknown
}

extension DeviceAdapter {
    package var detour: String? { nil }

    package func presence() async -> DevicePresence { .connected }

    package func endEvents() async { await disconnect() }

    /// Runs `body`, and says goodbye on every way out: return, error, cancellation.
    package func whileConnected<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            let result = try await body()
            await disconnect()
            return result
        } catch {
            await disconnect()
            throw error
        }
    }

    /// - Returns: What it calls the person now, where it has no room for the name.
    @discardableResult
    package func write(_ profile: UserProfile) async throws(DeviceError) -> String? {
        try await write([profile])[profile.userID]
    }

    package func write(_ template: FingerTemplate) async throws(DeviceError) { try await write([template]) }

    package func attendance(
        after position: LogPosition? = nil, acceptingAnyCount: Bool = false
    ) async throws(DeviceError) -> AttendanceRead {
        try await attendance(after: position, inParts: false, acceptingAnyCount: acceptingAnyCount, progress: nil)
    }
}
