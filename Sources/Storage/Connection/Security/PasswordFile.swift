import Foundation

/// A file that holds a password and nothing else; the newline that an editor leaves at its end does not count.
struct PasswordFile {
    /// More than any server takes: a larger file is another one than was meant.
    private static let mostBytes = 4096

    let path: String

    /// - Throws: ``StorageError`` where it is not there, is empty, or others than its owner can read it.
    func read() throws(StorageError) -> Secret {
        let file = try FileDescriptor(reading: path)
        var status = stat()
        guard fstat(file.number, &status) == 0 else {
            throw .passwordFileUnreadable(path: path, reason: "it has no status")
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .passwordFileUnreadable(path: path, reason: "it is not a file")
        }
        // Of the open file: between a look and an opening it could be put in another's place.
        if status.st_mode & 0o077 != 0 { throw .passwordFileOpenToOthers(path: path) }
        return try password(of: try file.bytes(upTo: Self.mostBytes + 1))
    }

    private func password(of bytes: [UInt8]) throws(StorageError) -> Secret {
        if bytes.count > Self.mostBytes {
            throw .passwordFileUnreadable(path: path, reason: "it is longer than \(Self.mostBytes) bytes")
        }
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw .passwordFileUnreadable(path: path, reason: "it is not text")
        }
        // Of a file from Windows the end of a line is one character of two bytes.
        let password = text.last?.isNewline == true ? String(text.dropLast()) : text
        if password.isEmpty { throw .passwordFileEmpty(path: path) }
        return Secret(password)
    }
}

/// An open file, closed when it goes.
private struct FileDescriptor: ~Copyable {
    let number: Int32
    private let path: String

    init(reading path: String) throws(StorageError) {
        // A pipe without a writer would keep the program waiting.
        number = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        self.path = path
        if number >= 0 { return }
        if errno == ENOENT || errno == ENOTDIR { throw .passwordFileMissing(path: path) }
        throw .passwordFileUnreadable(path: path, reason: String(cString: strerror(errno)))
    }

    deinit { if number >= 0 { close(number) } }

    func bytes(upTo count: Int) throws(StorageError) -> [UInt8] {
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: count)
        while result.count < count {
            let taken = Glibc.read(number, &buffer, count - result.count)
            if taken < 0 { throw .passwordFileUnreadable(path: path, reason: String(cString: strerror(errno))) }
            if taken == 0 { break }
            result += buffer.prefix(taken)
        }
        return result
    }
}
