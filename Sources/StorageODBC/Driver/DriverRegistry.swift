import Foundation

/// What the driver manager knows: the sections of odbcinst.ini, the user's own before the system's.
package struct DriverRegistry: Sendable {
    package struct Entry: Hashable, Sendable {
        package var name: String
        /// A path, or a file's name that the loader finds.
        package var library: String
    }

    package let entries: [Entry]
    private let folders: [String]

    /// - Parameters:
    ///   - texts: the contents of odbcinst.ini files, the first to be asked first.
    ///   - folders: where libraries lie.
    package init(texts: [String], folders: [String]) {
        entries = texts.flatMap(Self.entries)
        self.folders = folders
    }

    /// The registry of this computer.
    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let folder = environment["ODBCSYSINI"] ?? "/etc"
        let name = environment["ODBCINSTINI"] ?? "odbcinst.ini"
        let own = environment["HOME"].map { "\($0)/.odbcinst.ini" }
        // A name that is a path stands for itself.
        let system = name.hasPrefix("/") ? name : "\(folder)/\(name)"
        let texts = [own, system].compactMap { $0.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) } }
        self.init(texts: texts, folders: Self.usualFolders)
    }

    package func entry(named name: String) -> Entry? {
        // The driver manager does not mind case.
        entries.first { $0.name.lowercased() == name.lowercased() && isInstalled($0) }
    }

    /// The path of a library in one of the usual folders.
    package func library(_ file: String) -> String? {
        if file.hasPrefix("/") { return FileManager.default.isReadableFile(atPath: file) ? file : nil }
        return folders.lazy.map { "\($0)/\(file)" }.first { FileManager.default.isReadableFile(atPath: $0) }
    }

    /// A driver may be registered and its package gone.
    package func isInstalled(_ entry: Entry) -> Bool { library(entry.library) != nil }

    private static func entries(of text: String) -> [Entry] {
        var entries: [Entry] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.hasPrefix("["), line.hasSuffix("]") {
                entries.append(Entry(name: String(line.dropFirst().dropLast()), library: ""))
            } else if let equals = line.firstIndex(of: "="), !entries.isEmpty {
                let key = line[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
                let value = line[line.index(after: equals)...].trimmingCharacters(in: .whitespaces)
                // Driver64 is what a 64 bit program gets where both are there.
                if key == "driver64" || key == "driver" && entries[entries.count - 1].library.isEmpty {
                    entries[entries.count - 1].library = value
                }
            }
        }
        return entries.filter { !$0.library.isEmpty }
    }

    private static var usualFolders: [String] {
        #if arch(arm64)
            let triplet = "aarch64-linux-gnu"
        #else
            let triplet = "x86_64-linux-gnu"
        #endif
        return [
            "/usr/lib/\(triplet)/odbc", "/usr/lib/\(triplet)", "/usr/lib64", "/usr/lib/odbc", "/usr/lib/psqlodbc",
            "/usr/lib",
            "/usr/local/lib", "/usr/local/lib/odbc",
        ]
    }
}
