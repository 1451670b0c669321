import Glibc

/// Reads files piece by piece.
enum FileBytes {
    private static let pieceSize = 1 << 18

    /// - Throws: `FileError.unopenable`
    static func pieces(of path: String, _ body: (UnsafeRawBufferPointer) -> Void) throws(FileError) {
        let descriptor = try opened(path)
        defer { close(descriptor) }
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
        defer { piece.deallocate() }
        while true {
            let count = Glibc.read(descriptor, piece.baseAddress, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unopenable(path: path, why: String(cString: strerror(errno))) }
            guard count > 0 else { return }
            body(UnsafeRawBufferPointer(rebasing: piece[..<count]))
        }
    }

    /// All of a file that is small.
    static func all(of path: String, most: Int = 64 << 20) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var isTooLarge = false
        try pieces(of: path) { piece in
            if bytes.count + piece.count > most { isTooLarge = true } else { bytes += piece }
        }
        if isTooLarge { throw .tooLarge(path: path, most: most) }
        return bytes
    }

    /// A file, or what is on a stick: no device, and nothing that waits for a writer.
    private static func opened(_ path: String) throws(FileError) -> CInt {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unopenable(path: path, why: String(cString: strerror(errno))) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unopenable(path: path, why: "it is no file")
        }
        return descriptor
    }
}

/// Cuts pieces of a file into lines, and looks at each byte once. A line that lies in one piece is not copied.
struct FileLines {
    /// No line about one punch is longer; what is longer is given on as its beginning.
    static let longest = LineFraming.longestLine

    private var rest: [UInt8] = []
    /// Of the line that `rest` begins.
    private var length = 0
    private(set) var number = 0

    /// - Parameter body: A line without its end, whether it was too long, and its number.
    mutating func feed(_ piece: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer, Bool, Int) -> Void) {
        var start = 0
        while start < piece.count, let end = Self.lineFeed(in: piece, from: start) {
            let part = UnsafeRawBufferPointer(rebasing: piece[start..<end])
            start = end + 1
            if length == 0 { give(part, part.count, body) } else { finish(with: part, body) }
        }
        keep(UnsafeRawBufferPointer(rebasing: piece[start...]))
    }

    /// The last line need not have an end.
    mutating func end(_ body: (UnsafeRawBufferPointer, Bool, Int) -> Void) {
        if length > 0 { finish(with: UnsafeRawBufferPointer(start: nil, count: 0), body) }
    }

    private mutating func finish(
        with part: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer, Bool, Int) -> Void
    ) {
        keep(part)
        let (line, total) = (rest, length)
        rest.removeAll(keepingCapacity: true)
        length = 0
        line.withUnsafeBytes { give($0, total, body) }
    }

    private mutating func keep(_ part: UnsafeRawBufferPointer) {
        length += part.count
        rest += part.prefix(max(0, Self.longest + 1 - rest.count))
    }

    private mutating func give(
        _ line: UnsafeRawBufferPointer, _ total: Int, _ body: (UnsafeRawBufferPointer, Bool, Int) -> Void
    ) {
        number += 1
        let ended = line.last == 0x0D && total == line.count ? line.count - 1 : line.count
        let shown = min(ended, Self.longest)
        body(UnsafeRawBufferPointer(rebasing: line[..<shown]), ended > Self.longest, number)
    }

    private static func lineFeed(in piece: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard let base = piece.baseAddress, let found = memchr(base + start, 0x0A, piece.count - start) else {
            return nil
        }
        return UnsafeRawPointer(found) - base
    }
}
