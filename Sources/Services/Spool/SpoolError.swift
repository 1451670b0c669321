import Glibc

/// Why something could not be kept on this computer.
struct SpoolError: Error, Hashable, CustomStringConvertible {
    var description: String

    init(_ path: String, _ code: Int32) { self.init(path, because: String(cString: strerror(code))) }

    init(_ path: String, because why: String) {
        description =
            "\(path), where punches wait while the database is away, cannot be used (\(why)); "
            + "free some space or allow this user to write there. Terminals keep what is not taken from them."
    }

    init(cut path: String) {
        description =
            "the end of \(path) could not be read and was put aside. Where the power had failed, it is what had not been taken "
            + "yet; otherwise ask the people who punched on readers of lines then, and collect the other terminals anew."
    }

    init(damaged path: String) {
        description =
            "\(path), where punches wait for the database, is damaged; it was left as it is. Keep a copy, and collect the "
            + "terminals anew: they hold their punches until they are cleared."
    }
}
