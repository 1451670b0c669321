import HummingbirdCore
import Synchronization

/// How many answers without end each account has at once.
final class StreamPlaces: Sendable {
    private let taken = Mutex<[String: Int]>([:])
    private let limit: Int

    init(_ limit: Int) { self.limit = limit }

    /// Nil: all of the caller’s are taken.
    func take(by caller: String) -> Place? {
        taken.withLock { taken in
            guard taken[caller, default: 0] < limit else { return nil }
            taken[caller, default: 0] += 1
            return Place(self, caller)
        }
    }

    private func giveBack(_ caller: String) {
        taken.withLock { taken in
            let left = taken[caller, default: 0] - 1
            taken[caller] = left > 0 ? left : nil
        }
    }

    /// Given back when nobody holds it any more.
    final class Place: Sendable {
        private let places: StreamPlaces
        private let caller: String

        fileprivate init(_ places: StreamPlaces, _ caller: String) {
            self.places = places
            self.caller = caller
        }

        deinit { places.giveBack(caller) }
    }
}

extension Reply {
    /// The place is kept until the stream has ended, or was never begun.
    func keeping(_ place: StreamPlaces.Place) -> Reply {
        guard case .stream(let type, let write) = content else { return self }
        var reply = self
        reply.content = .stream(type: type) { writer in
            defer { withExtendedLifetime(place) {} }
            try await write(&writer)
        }
        return reply
    }
}
