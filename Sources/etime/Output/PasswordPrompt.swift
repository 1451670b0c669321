import Foundation
import Storage

/// Asks for a password without showing it; from a pipe or a file it takes what comes.
enum PasswordPrompt {
    enum Failure: Error, CustomStringConvertible {
        case empty, cancelled

        var description: String {
            switch self {
            case .empty: "No password was given; type it, or write it to standard input."
            case .cancelled: "Nothing was changed."
            }
        }
    }

    /// - Throws: ``Failure``
    static func read(_ question: String) throws -> Secret {
        let text = isatty(STDIN_FILENO) == 1 ? try typed(question) : try piped()
        if text.isEmpty { throw Failure.empty }
        return Secret(text)
    }

    private static func piped() throws -> String {
        let text = String(decoding: try FileHandle.standardInput.readToEnd() ?? Data(), as: UTF8.self)
        return text.last?.isNewline == true ? String(text.dropLast()) : text
    }

    private static func typed(_ question: String) throws -> String {
        FileHandle.standardError.write(Data(question.utf8))
        let line = withoutEcho { readLine() }
        FileHandle.standardError.write(Data("\n".utf8))
        // Ctrl-C, which is no signal meanwhile: a program that ended here would leave the terminal mute.
        guard let line, !line.utf8.contains(3) else { throw Failure.cancelled }
        return line
    }

    private static func withoutEcho<T>(_ body: () -> T) -> T {
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return body() }
        var mute = before
        mute.c_lflag &= ~tcflag_t(ECHO | ISIG)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &mute)
        defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
        return body()
    }
}
