import Foundation

/// Why a terminal's task failed, where a person may accept what it was refused for: kept with the task, so that whoever
/// asked can be offered it.
struct OrderRefusal: Codable, Equatable {
    /// As ``SyncConsent``.
    private var accepting: UInt8
    var sentence: String

    /// Nil where accepting something does not help.
    init?(_ error: any Error) {
        guard let consent = SyncConsent(liftingRefusal: error) else { return nil }
        accepting = consent.rawValue
        sentence = String(describing: error)
    }

    /// Nil where it is a sentence alone.
    init?(stored outcome: String) {
        guard outcome.hasPrefix("{"), let found = try? JSONDecoder().decode(Self.self, from: Data(outcome.utf8)) else {
            return nil
        }
        self = found
    }

    var consent: SyncConsent { SyncConsent(rawValue: accepting) }

    var stored: String? {
        (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) }
    }
}
