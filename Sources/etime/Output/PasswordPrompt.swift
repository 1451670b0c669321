import Foundation
import Storage

/// Asks for a password without showing it; from a pipe or a file it takes what comes.
enum PasswordPrompt {
    enum Failure: Error, CustomStringConvertible {
        case empty(String)
        case cancelled, notTwo, notTheSame

        var description: String {
            switch self {
            case .empty(let what): "No \(what) was given; type it, or write it to standard input."
            case .cancelled: "Nothing was changed."
            case .notTwo:
                "Two lines are needed on standard input: the present password, and below it what is asked next."
            case .notTheSame: "The new password was not typed twice the same; nothing was changed."
            }
        }
    }

    /// - Throws: ``Failure``
    /// - Parameter what: as it is called where it is missing.
    static func read(_ question: String, of what: String = "password") throws -> Secret {
        let text = isatty(STDIN_FILENO) == 1 ? try typed(question) : try piped()
        if text.isEmpty { throw Failure.empty(what) }
        return Secret(text)
    }

    /// One that is typed twice, since nobody sees what they type; from a pipe or a file, once.
    /// - Throws: ``Failure``
    static func readNew(_ question: String) throws -> Secret {
        let new = try read("\(question): ")
        if isatty(STDIN_FILENO) == 1, try read("\(question) again: ") != new { throw Failure.notTheSame }
        return new
    }

    /// The present one, and a new one that is typed twice; from a pipe, one a line.
    /// - Throws: ``Failure``
    static func readChange(of name: String) throws -> (old: Secret, new: Secret) {
        guard isatty(STDIN_FILENO) == 1 else { return try twoLines() }
        return (try read("Present password of \(name): "), try readNew("New password"))
    }

    /// Two secrets; from a pipe, one a line.
    /// - Throws: ``Failure``
    static func readTwo(_ first: String, _ second: String) throws -> (Secret, Secret) {
        guard isatty(STDIN_FILENO) == 1 else { return try twoLines() }
        return (try read(first), try read(second))
    }

    private static func twoLines() throws -> (Secret, Secret) {
        let lines = try piped().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 2, !lines.contains("") else { throw Failure.notTwo }
        return (Secret(lines[0]), Secret(lines[1]))
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
