import Foundation

/// A folder into which files of a terminal are put.
struct WatchedFolder: Sendable {
    /// A file as it was at one look.
    struct Entry: Hashable, Sendable {
        var name: String
        var size: Int64
        var inode: UInt64
        var changed: Int64
        var nanoseconds: Int64
    }

    /// What becomes of a file: a folder in the folder.
    enum Place: String, Sendable {
        case taken, refused
    }

    /// What is still being written, by the habits of programs that copy.
    private static let unfinished = [".part", ".tmp", ".crdownload", ".filepart", "~"]

    let path: String

    func path(of name: String) -> String { "\(path)/\(name)" }

    /// Users first: they say whose the rest is.
    /// - Throws: ``FolderError``
    func files() throws(FolderError) -> [Entry] {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
            throw FolderError(path: path, why: String(cString: strerror(errno)))
        }
        return names.filter { name in !name.hasPrefix(".") && !Self.unfinished.contains { name.hasSuffix($0) } }
            .sorted {
                ($0.lowercased().hasSuffix("user.dat") ? 0 : 1, $0) < (
                    $1.lowercased().hasSuffix("user.dat") ? 0 : 1, $1
                )
            }
            .compactMap { entry($0) }
    }

    /// Whether it is what it was at that look.
    func holds(_ file: Entry) -> Bool { entry(file.name) == file }

    /// Nil for what is no file itself, such as a link to one somewhere else, and for one that is gone.
    /// - Parameter place: where it stands under that name; nil: in the folder itself.
    private func entry(_ name: String, at place: String? = nil) -> Entry? {
        var status = stat()
        guard lstat(place ?? path(of: name), &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Entry(
            name: name, size: Int64(status.st_size), inode: UInt64(status.st_ino),
            changed: Int64(status.st_mtim.tv_sec),
            nanoseconds: Int64(status.st_mtim.tv_nsec))
    }

    /// Moves a file out of the way; one of the same name that is there stays.
    ///
    /// What was put in its place, or written behind it, since it was looked at stays where it is: nobody has read that.
    /// - Throws: ``FolderError``
    func move(_ file: Entry, to place: Place) throws(FolderError) {
        let name = file.name
        let folder = "\(path)/\(place.rawValue)"
        if mkdir(folder, 0o755) != 0, errno != EEXIST {
            throw FolderError(path: folder, why: String(cString: strerror(errno)))
        }
        for number in 1...10_000 {
            let target = "\(folder)/\(Self.numbered(name, number))"
            if link(path(of: name), target) == 0 || isSame(name, target) {
                unlink(entry(name, at: target) == file && holds(file) ? path(of: name) : target)
                return
            }
            switch errno {
            case EEXIST: continue
            case ENOENT: return
            // A file system without links: nobody else moves files here while we hold the device.
            default:
                if access(target, F_OK) == 0 { continue }
                if !holds(file) || rename(path(of: name), target) == 0 { return }
                throw FolderError(path: target, why: String(cString: strerror(errno)))
            }
        }
        throw FolderError(path: "\(folder)/\(name)", why: "ten thousand files of that name are there")
    }

    /// A program that was killed between the two steps of moving left it in both places.
    private func isSame(_ name: String, _ target: String) -> Bool {
        let failure = errno
        defer { errno = failure }
        var (ours, there) = (stat(), stat())
        return lstat(path(of: name), &ours) == 0 && lstat(target, &there) == 0 && ours.st_ino == there.st_ino
            && ours.st_dev == there.st_dev
    }

    /// `attlog.dat`, `attlog-2.dat`
    static func numbered(_ name: String, _ number: Int) -> String {
        guard number > 1 else { return name }
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "\(name)-\(number)" }
        return "\(name[..<dot])-\(number)\(name[dot...])"
    }
}

/// A folder that cannot be used.
struct FolderError: Error, CustomStringConvertible {
    var path: String
    var why: String

    var description: String {
        "\(path) cannot be used: \(why). Files are put into it and moved within it, so whoever runs this program has to be "
            + "allowed to read and write there."
    }
}
