import Logging
import NIOCore

/// A time in which nobody can punch.
struct Pause: Sendable {
    /// The terminal is told to end it by itself after this, in case that we cannot.
    static let limit = Duration.seconds(60)

    /// Nil: it ends when somebody says so.
    var ends: NIODeadline?

    /// Whether it still lasts when a request that is sent now has been carried out.
    func isSafe(at now: NIODeadline) -> Bool {
        ends.map { now + TimeAmount(Self.limit / 2) < $0 } ?? true
    }
}

extension ZKTerminal {
    /// Runs `body` while nobody can punch, and lets people punch again however it ends.
    ///
    /// A terminal that the caller has disabled stays so.
    func pausing(_ body: (Pause) async throws(DeviceError) -> Void) async throws(DeviceError) {
        guard !isPaused else { return try await body(Pause(ends: nil)) }
        let pause = Pause(ends: await connection.now + TimeAmount(Pause.limit))
        let outcome: Result<Void, DeviceError>
        do throws(DeviceError) {
            try await disable(for: UInt32(Pause.limit.components.seconds))
            try await body(pause)
            outcome = .success(())
        } catch { outcome = .failure(error) }
        await resume()
        return try outcome.get()
    }

    /// Also where the task was cancelled. Where it fails, `disconnect` tries again.
    private func resume() async {
        do throws(DeviceError) { try await enable(toTheEnd: true) } catch {
            logger.warning("the terminal was not enabled again: \(error)")
        }
    }
}

extension Connection {
    /// By the loop's clock, so that a test need not wait.
    var now: NIODeadline {
        get async {
            let loop = channel.eventLoop
            return (try? await loop.submit { loop.now }.get()) ?? .now()
        }
    }
}
