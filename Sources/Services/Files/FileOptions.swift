package import Devices

/// What has to be said of a file beside where it is.
package struct FileOptions: Hashable, Sendable {
    /// For text in columns; nil: the device's own format.
    package var format: LineFormat?
    /// Lines at the start of such a text that are no punches.
    package var headerLines: Int
    /// Whether somebody was told that encrypted logs are experimental.
    package var acceptsExperiment: Bool
    /// Whether a file that is named after another terminal is this one's all the same.
    package var acceptsOtherTerminal: Bool
    /// The user.dat that tells whose fingerprints are in the file; nil: the one beside it.
    package var users: String?

    package init(
        format: LineFormat? = nil, headerLines: Int = 0, acceptsExperiment: Bool = false,
        acceptsOtherTerminal: Bool = false, users: String? = nil
    ) {
        self.format = format
        self.headerLines = headerLines
        self.acceptsExperiment = acceptsExperiment
        self.acceptsOtherTerminal = acceptsOtherTerminal
        self.users = users
    }
}
