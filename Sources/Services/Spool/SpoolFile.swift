import Glibc
import Storage

/// One file of entries that wait on this computer: appended to, checked when read, held by one program at a time.
///
/// An entry is its length (4 bytes, little endian), the first 8 bytes of the SHA-256 over its number and its content, and
/// the content. It is on disk when ``append(_:)`` returns; what a crash left behind of one that was not is cut off.
final class SpoolFile {
    static let ending = ".spool"
    private static let magic = Array("etime.spool.1\n".utf8)
    private static let head = 12
    /// No reading is larger: half a million punches take less.
    private static let largest = 256 << 20

    let path: String
    /// Unique among all spools; the database counts by it.
    let name: String
    private let descriptor: Int32
    private(set) var end: Int
    private(set) var count: Int64
    /// Where what follows a damaged entry was put when the file was opened; nil: there was none.
    private(set) var rest: String?

    private init(path: String, descriptor: Int32) {
        self.path = path
        name = String(path.split(separator: "/").last?.dropLast(Self.ending.count) ?? "")
        self.descriptor = descriptor
        end = Self.magic.count
        count = 0
    }

    deinit { Glibc.close(descriptor) }

    static func create(in folder: String, name: String) throws(SpoolError) -> SpoolFile {
        let path = "\(folder)/\(name)\(ending)"
        // Under another name until it is held and begun: whoever looks for what dead programs left takes any other one.
        let draft = path + ".new"
        let file = SpoolFile(path: path, descriptor: Glibc.open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600))
        do throws(SpoolError) {
            guard file.descriptor >= 0, flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else {
                throw SpoolError(path, errno)
            }
            try file.write(magic, at: 0)
            guard rename(draft, path) == 0 else { throw SpoolError(path, errno) }
        } catch {
            // It is tried again and again while the disk is full.
            unlink(draft)
            throw error
        }
        // The name itself has to survive as well.
        let parent = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { Glibc.close(parent) }
        guard fsync(parent) == 0 else { throw SpoolError(folder, errno) }
        return file
    }

    /// - Returns: nil where another program holds it, or it is gone.
    static func open(_ path: String) throws(SpoolError) -> SpoolFile? {
        let descriptor = Glibc.open(path, O_RDWR | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw SpoolError(path, errno) }
        let file = SpoolFile(path: path, descriptor: descriptor)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
        // Whoever held it may have removed it in between.
        var (ours, there) = (stat(), stat())
        guard fstat(descriptor, &ours) == 0, stat(path, &there) == 0, ours.st_ino == there.st_ino else { return nil }
        try file.recover()
        return file
    }

    /// To be read alone, whoever holds it.
    /// - Returns: nil where it is gone, or no spool.
    static func peek(_ path: String) -> SpoolFile? {
        let file = SpoolFile(path: path, descriptor: Glibc.open(path, O_RDONLY | O_CLOEXEC))
        guard file.descriptor >= 0, (try? file.read(magic.count, at: 0)) == magic else { return nil }
        while let next = (try? file.readEntry(at: file.end, number: file.count + 1))?.next {
            file.end = next
            file.count += 1
        }
        return file
    }

    /// Whether a program that runs has it; asked of one that was peeked at.
    var isHeld: Bool {
        // Whoever wants to take it in at this very moment finds it held, and looks again later.
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return true }
        flock(descriptor, LOCK_UN)
        return false
    }

    func append(_ content: [UInt8]) throws(SpoolError) {
        precondition(content.count <= Self.largest)
        let length = UInt32(content.count)
        let bytes =
            (0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + Self.check(count + 1, content) + content
        do throws(SpoolError) { try write(bytes, at: end) } catch {
            ftruncate(descriptor, off_t(end))
            throw error
        }
        end += bytes.count
        count += 1
    }

    /// The entry that begins at `place`, and where the next one begins; nil at the end. Begin at ``start``.
    func entry(at place: Int, number: Int64) throws(SpoolError) -> (content: [UInt8], next: Int)? {
        guard place < end else { return nil }
        guard let found = try readEntry(at: place, number: number) else { throw SpoolError(damaged: path) }
        return found
    }

    static var start: Int { magic.count }

    /// Everything in it is taken.
    func remove() {
        unlink(path)
    }

    // A bad entry was never reported as kept, unless the disk has spoilt it: then it and what follows are put aside.
    private func recover() throws(SpoolError) {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        // A power cut may leave less than its beginning: nothing was ever kept in it.
        if size < Self.magic.count, try read(size, at: 0) == Array(Self.magic.prefix(size)) {
            return try write(Self.magic, at: 0)
        }
        guard try read(Self.magic.count, at: 0) == Self.magic else { throw SpoolError(damaged: path) }
        while let next = try readEntry(at: end, number: count + 1)?.next {
            end = next
            count += 1
        }
        guard size > end else { return }
        if let rest = try read(size - end, at: end), rest.count > Self.head { try putAside(rest) }
        guard ftruncate(descriptor, off_t(end)) == 0, fdatasync(descriptor) == 0 else { throw SpoolError(path, errno) }
    }

    private func putAside(_ rest: [UInt8]) throws(SpoolError) {
        let name = "\(path).cut-\(end)"
        let copy = Glibc.open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { Glibc.close(copy) }
        guard copy >= 0, Glibc.write(copy, rest, rest.count) == rest.count else { throw SpoolError(path, errno) }
        self.rest = name
    }

    private func readEntry(at place: Int, number: Int64) throws(SpoolError) -> (content: [UInt8], next: Int)? {
        guard let head = try read(Self.head, at: place) else { return nil }
        let length = head.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= Self.largest, let content = try read(length, at: place + Self.head),
            head.suffix(8).elementsEqual(Self.check(number, content))
        else { return nil }
        return (content, place + Self.head + length)
    }

    private static func check(_ number: Int64, _ content: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update((0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) })
        hash.update(content)
        return Array(hash.finish().prefix(8))
    }

    /// Nil where the file ends before.
    private func read(_ length: Int, at place: Int) throws(SpoolError) -> [UInt8]? {
        guard off_t(place + length) <= lseek(descriptor, 0, SEEK_END) else { return nil }
        var bytes = [UInt8](repeating: 0, count: length)
        var done = 0
        while done < length {
            let got = bytes[done...].withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress, length - done, off_t(place + done))
            }
            guard got > 0 else { throw SpoolError(path, errno) }
            done += got
        }
        return bytes
    }

    private func write(_ bytes: [UInt8], at place: Int) throws(SpoolError) {
        var done = 0
        while done < bytes.count {
            let put = bytes[done...].withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress, bytes.count - done, off_t(place + done))
            }
            guard put > 0 else { throw SpoolError(path, errno) }
            done += put
        }
        guard fdatasync(descriptor) == 0 else { throw SpoolError(path, errno) }
    }
}

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
