import Glibc

/// A serial port that this computer has.
package struct SerialPortInfo: Hashable, Sendable {
    /// What to open: the lasting name where there is one.
    package var path: String
    /// `/dev/ttyUSB0`, which may be another one's tomorrow.
    package var device: String
    /// The adapter's maker, product and serial number; nil for a port that is built in.
    package var adapter: String?
}

package enum SerialPorts {
    private static let kinds = ["ttyS", "ttyUSB", "ttyACM", "ttyAMA"]

    /// Ports with hardware behind them, adapters first. Linux makes files for ports that nobody has built in.
    ///
    /// - Parameter root: `/` but for tests.
    package static func list(root: String = "/") -> [SerialPortInfo] {
        let root = root.hasSuffix("/") ? root : root + "/"
        let lasting = byID(root)
        let names = FolderNames.of(root + "sys/class/tty").filter { isSerial($0) && hasHardware($0, root) }
        let all = names.sorted { ($0.count, $0) < ($1.count, $1) }.map { name in
            let device = root + "dev/" + name
            return SerialPortInfo(
                path: lasting[name].map { root + "dev/serial/by-id/" + $0 } ?? device, device: device,
                adapter: lasting[name])
        }
        return all.filter { $0.adapter != nil } + all.filter { $0.adapter == nil }
    }

    private static func isSerial(_ name: String) -> Bool {
        kinds.contains {
            name.hasPrefix($0) && !name.dropFirst($0.count).isEmpty && name.dropFirst($0.count).allSatisfy(\.isNumber)
        }
    }

    /// A driver of its own, and for a built-in port a chip: type 0 is a place where one could be.
    private static func hasHardware(_ name: String, _ root: String) -> Bool {
        let folder = root + "sys/class/tty/" + name
        guard access(folder + "/device", F_OK) == 0, access(root + "dev/" + name, F_OK) == 0 else { return false }
        return !name.hasPrefix("ttyS")
            || FolderNames.firstByte(folder + "/type").map { $0 != UInt8(ascii: "0") } ?? true
    }

    /// Lasting names by the device that they lead to.
    private static func byID(_ root: String) -> [String: String] {
        let folder = root + "dev/serial/by-id"
        var names: [String: String] = [:]
        for name in FolderNames.of(folder).sorted() {
            guard let target = FolderNames.target(folder + "/" + name),
                let device = target.split(separator: "/").last.map(String.init), names[device] == nil
            else { continue }
            names[device] = name
        }
        return names
    }
}

/// Folders of `/dev` and `/sys`.
enum FolderNames {
    /// Empty for a folder that is not there.
    static func of(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { RecordText.decode($0) }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Where a symbolic link leads.
    static func target(_ path: String) -> String? {
        var characters = [CChar](repeating: 0, count: 4096)
        let count = readlink(path, &characters, characters.count)
        return count > 0 ? RecordText.decode(bytes: characters.prefix(count).map { UInt8(bitPattern: $0) }) : nil
    }

    static func firstByte(_ path: String) -> UInt8? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var byte: UInt8 = 0
        return read(descriptor, &byte, 1) == 1 ? byte : nil
    }
}
