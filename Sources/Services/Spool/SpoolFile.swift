import Glibc
import Storage

/// One file of entries that wait on this computer: appended to, checked when read, held by one program at a time.
///
/// An entry is its length (4 bytes, little endian), the first 8 bytes of the SHA-256 over the file's name, its number and its
/// content, and the content. It is on disk when ``append(_:)`` returns; what a crash left behind of one that was not is cut
/// off. Behind one that is damaged, reading goes on at the next one that is whole: no other bytes pass for an entry of this
/// file, and no entry for another one.
final class SpoolFile {
    /// Where an entry begins, and which it is.
    struct Position: Hashable {
        var place: Int
        var number: Int64
    }

    static let ending = ".spool"
    static let draftEnding = ".new"
    private static let magic = Array("etime.spool.2\n".utf8)
    /// Of a version whose entries do not say whose they are: what is behind a damaged one is not looked at.
    private static let olderMagic = Array("etime.spool.1\n".utf8)
    private static let head = 12
    /// No reading is larger: half a million punches take less.
    private static let largest = 256 << 20
    /// Bytes that are hashed in looking for an entry behind a damaged one; what takes longer is put aside as a whole.
    private static let mostSearched = 256 << 20

    let path: String
    /// Unique among all spools; the database counts by it.
    let name: String
    private let descriptor: Int32
    private(set) var end: Int
    /// The number of the last one.
    private(set) var count: Int64
    /// Files into which the damaged parts were put when this one was opened.
    private(set) var aside: [String] = []
    /// Where reading goes on, for where a damaged part begins.
    private var detours: [Int: Position] = [:]
    private var isOlder = false

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
        let draft = path + draftEnding
        while true {
            let file = try begin(path, at: draft)
            if rename(draft, path) == 0 {
                try sync(folder: folder)
                return file
            }
            let why = errno
            // Somebody took it for a dead program's before it was held.
            if why == ENOENT { continue }
            unlink(draft)
            throw SpoolError(path, why)
        }
    }

    private static func begin(_ path: String, at draft: String) throws(SpoolError) -> SpoolFile {
        let file = SpoolFile(path: path, descriptor: Glibc.open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600))
        do throws(SpoolError) {
            // Whoever looks whether it is a dead program's holds it for a moment.
            guard file.descriptor >= 0, flock(file.descriptor, LOCK_EX) == 0 else { throw SpoolError(path, errno) }
            try file.write(magic, at: 0)
            return file
        } catch {
            // It is tried again and again while the disk is full.
            unlink(draft)
            throw error
        }
    }

    /// Removes what a program left that ended before it had begun its file: nothing was ever kept in it.
    static func removeDraft(_ path: String) {
        let descriptor = Glibc.open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { Glibc.close(descriptor) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
    }

    /// Keeps what cannot be taken in a file of its own. It is on disk when this returns: the spool may go then.
    static func keepAside(_ content: [UInt8], at path: String) throws(SpoolError) {
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
        let copy = SpoolFile(path: path, descriptor: Glibc.open(path, flags, 0o600))
        guard copy.descriptor >= 0 else { throw SpoolError(path, errno) }
        try copy.write(content, at: 0)
        try sync(folder: path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".")
    }

    /// Names have to survive as well.
    private static func sync(folder: String) throws(SpoolError) {
        let parent = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { Glibc.close(parent) }
        guard fsync(parent) == 0 else { throw SpoolError(folder, errno) }
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
        guard file.descriptor >= 0, let beginning = try? file.read(magic.count, at: 0),
            beginning == magic || beginning == olderMagic
        else { return nil }
        file.isOlder = beginning == olderMagic
        file.end = Int(lseek(file.descriptor, 0, SEEK_END))
        return file
    }

    /// Whether a program that runs has it; asked of one that was peeked at.
    var isHeld: Bool {
        // Whoever wants to take it in at this very moment finds it held, and looks again later.
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return true }
        flock(descriptor, LOCK_UN)
        return false
    }

    /// Whether somebody has removed it meanwhile, so that everything in it is taken.
    var isGone: Bool {
        var now = stat()
        return fstat(descriptor, &now) != 0 || now.st_nlink == 0
    }

    func append(_ content: [UInt8]) throws(SpoolError) {
        guard content.count <= Self.largest else { throw SpoolError(path, EFBIG) }
        let length = UInt32(content.count)
        let bytes =
            (0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + check(count + 1, content) + content
        do throws(SpoolError) { try write(bytes, at: end) } catch {
            ftruncate(descriptor, off_t(end))
            throw error
        }
        end += bytes.count
        count += 1
    }

    /// The entry that is there, and where the next one is; nil at the end. Begin at ``first``.
    func entry(at position: Position) throws(SpoolError) -> (content: [UInt8], next: Position)? {
        guard position.place < end else { return nil }
        guard let (content, next) = try readEntry(at: position) else { throw SpoolError(damaged: path) }
        return (content, detours[next.place] ?? next)
    }

    var first: Position { detours[Self.start.place] ?? Self.start }

    static let start = Position(place: magic.count, number: 1)

    /// Everything in it is taken.
    func remove() {
        unlink(path)
    }

    // A bad entry at the end was never reported as kept, unless the disk has spoilt it: then it is put aside, as others are.
    private func recover() throws(SpoolError) {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        // A power cut may leave less than its beginning: nothing was ever kept in it.
        if size < Self.magic.count, let bytes = try read(size, at: 0),
            [Self.magic, Self.olderMagic].contains(where: { $0.starts(with: bytes) })
        {
            return try write(Self.magic, at: 0)
        }
        let beginning = try read(Self.magic.count, at: 0)
        isOlder = beginning == Self.olderMagic
        guard isOlder || beginning == Self.magic else { throw SpoolError(damaged: path) }
        var position = Self.start
        while position.place < size {
            if let next = try readEntry(at: position)?.next {
                position = next
            } else if let next = try entryBehind(position, size) {
                try putAside(position.place..<next.place)
                detours[position.place] = next
                position = next
            } else {
                break
            }
        }
        (end, count) = (position.place, position.number - 1)
        guard size > end else { return }
        if size - end > Self.head { try putAside(end..<size) }
        guard ftruncate(descriptor, off_t(end)) == 0, fdatasync(descriptor) == 0 else { throw SpoolError(path, errno) }
    }

    private func putAside(_ range: Range<Int>) throws(SpoolError) {
        guard let bytes = try read(range.count, at: range.lowerBound) else { return }
        let name = "\(path).cut-\(range.lowerBound)"
        try Self.keepAside(bytes, at: name)
        aside.append(name)
    }

    /// The next whole entry behind a damaged one, which has any of the numbers for which there was room in between.
    private func entryBehind(_ damaged: Position, _ size: Int) throws(SpoolError) -> Position? {
        guard !isOlder, let bytes = try read(size - damaged.place, at: damaged.place) else { return nil }
        var budget = Self.mostSearched
        for place in bytes.indices.dropFirst().dropLast(Self.head - 1) {
            let length = Self.length(bytes[place...])
            // Few places are looked at: what is kept is an object of JSON, and zeroed blocks and texts are none.
            guard length >= 2, length <= Self.largest, place + Self.head + length <= bytes.count,
                bytes[place + Self.head] == UInt8(ascii: "{"),
                bytes[place + Self.head + length - 1] == UInt8(ascii: "}")
            else { continue }
            let content = Array(bytes[(place + Self.head)...].prefix(length))
            for number in damaged.number...damaged.number + Int64(place / Self.head) {
                budget -= length + Self.head
                if budget < 0 { return nil }
                guard bytes[(place + 4)...].prefix(8).elementsEqual(check(number, content)) else { continue }
                return Position(place: damaged.place + place, number: number)
            }
        }
        return nil
    }

    private func readEntry(at position: Position) throws(SpoolError) -> (content: [UInt8], next: Position)? {
        guard let head = try read(Self.head, at: position.place) else { return nil }
        let length = Self.length(head[...])
        guard length <= Self.largest, let content = try read(length, at: position.place + Self.head),
            head.suffix(8).elementsEqual(check(position.number, content))
        else { return nil }
        return (content, Position(place: position.place + Self.head + length, number: position.number + 1))
    }

    private static func length(_ head: ArraySlice<UInt8>) -> Int {
        head.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    private func check(_ number: Int64, _ content: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        if !isOlder { hash.update(Array(name.utf8)) }
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
