/// A password on its way to a server. Nothing that prints it, logs it or mirrors it shows what it is.
package struct Secret: Hashable, Sendable {
    /// What stands in the place of a secret.
    package static let mask = "•••"

    private let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// The secret itself: for the driver, and for nothing that a person reads.
    package func reveal() -> String { text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { Self.mask }
    package var debugDescription: String { Self.mask }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
