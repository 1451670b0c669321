import Foundation

/// What standard output or standard error can show.
struct Terminal: Sendable {
    /// Columns; nil where the output is a file or a pipe, which nothing is cut for.
    var width: Int?
    var hasColour: Bool

    var isInteractive: Bool { width != nil }

    static let plain = Terminal(width: nil, hasColour: false)
    static var output: Terminal { of(STDOUT_FILENO) }
    static var errors: Terminal { of(STDERR_FILENO) }

    private static func of(_ descriptor: Int32) -> Terminal {
        guard isatty(descriptor) == 1 else { return .plain }
        let environment = ProcessInfo.processInfo.environment
        var size = winsize()
        let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        // https://no-color.org: set to anything but nothing.
        let hasColour = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        return Terminal(width: isKnown ? Int(size.ws_col) : 80, hasColour: hasColour)
    }

    func bold(_ text: String) -> String { styled(text, "1") }
    func dim(_ text: String) -> String { styled(text, "2") }

    private func styled(_ text: String, _ code: String) -> String {
        hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
