import Configuration
import Foundation
import Storage
import Yams

/// A file of settings: YAML, with the parts of a key one in the other.
enum ConfigurationFile {
    /// More than anybody writes by hand: a larger file is another one than was meant.
    private static let mostBytes = 1_000_000

    /// Those that are looked for where none is named: the user's, then the computer's.
    static func standard(_ process: [String: String]) -> [String] {
        [UserFolder.config(process).appendingPathComponent("etime/etime.yaml").path, "/etc/etime/etime.yaml"]
    }

    /// - Returns: nil where it is not there and need not be.
    /// - Throws: ``ConfigurationError``
    static func read(_ path: String, isNamed: Bool) throws(ConfigurationError) -> ConfigurationLayer? {
        guard let data = try bytes(of: path, isNamed: isNamed) else { return nil }
        let keys = try keys(in: data, path)
        for (key, line) in keys {
            guard let setting = ProgramSetting.all.first(where: { $0.key == key }) else {
                throw .unknownKey(key, path: path, line: line)
            }
            if setting.isOfEnvironmentAlone {
                throw .environmentAlone(key: key, variable: setting.variable, path: path)
            }
            if setting.kind == .secret, isOpenToOthers(path) { throw .fileOpenToOthers(path: path, key: key) }
        }
        // Of a file that says nothing there is no map to read.
        if keys.isEmpty { return .file(path, InMemoryProvider(values: [:])) }
        do {
            return .file(
                path,
                SnapshotProvider(
                    snapshot: try YAMLSnapshot(
                        data: data.bytes, providerName: path, parsingOptions: .default)))
        } catch {
            throw .fileUnreadable(path: path, why: "\(error)")
        }
    }

    private static func bytes(of path: String, isNamed: Bool) throws(ConfigurationError) -> Data? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR {
                if isNamed { throw .fileMissing(path: path) }
                return nil
            }
            throw .fileUnreadable(path: path, why: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .fileUnreadable(path: path, why: "it is not a file") }
        guard status.st_size <= mostBytes else { throw .fileUnreadable(path: path, why: "it is too large for one") }
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw .fileUnreadable(path: path, why: "it cannot be read by this user")
        }
    }

    /// All keys that have a value, with their lines.
    private static func keys(in data: Data, _ path: String) throws(ConfigurationError) -> [(key: String, line: Int?)] {
        guard let text = String(data: data, encoding: .utf8) else {
            throw .fileUnreadable(path: path, why: "it is not text in UTF-8")
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw .fileUnreadable(path: path, why: "it is no YAML: \("\(error)".replacing("\n", with: " "))")
        } catch {
            throw .fileUnreadable(path: path, why: "it is no YAML")
        }
        guard let root, root.null == nil else { return [] }
        guard let map = root.mapping else {
            throw .fileUnreadable(
                path: path, why: "it has to be a map of settings, such as “log:” and below it “level: info”")
        }
        return keys(in: map, [])
    }

    private static func keys(in map: Node.Mapping, _ above: [String]) -> [(key: String, line: Int?)] {
        map.flatMap { name, value -> [(key: String, line: Int?)] in
            let path = above + [name.string ?? "?"]
            if let inner = value.mapping { return keys(in: inner, path) }
            return value.null == nil ? [(path.joined(separator: "."), name.mark?.line)] : []
        }
    }

    private static func isOpenToOthers(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
    }
}

/// A snapshot as a provider: what a file said when the program began holds until it ends.
private struct SnapshotProvider: ConfigProvider {
    let held: any ConfigSnapshot

    init(snapshot: any ConfigSnapshot) { held = snapshot }

    var providerName: String { held.providerName }

    func value(forKey key: AbsoluteConfigKey, type: ConfigType) throws -> LookupResult {
        try held.value(forKey: key, type: type)
    }

    func fetchValue(forKey key: AbsoluteConfigKey, type: ConfigType) async throws -> LookupResult {
        try value(forKey: key, type: type)
    }

    func watchValue<Return: ~Copyable>(
        forKey key: AbsoluteConfigKey, type: ConfigType,
        updatesHandler: (ConfigUpdatesAsyncSequence<Result<LookupResult, any Error>, Never>) async throws -> Return
    ) async throws -> Return {
        try await watchValueFromValue(forKey: key, type: type, updatesHandler: updatesHandler)
    }

    func snapshot() -> any ConfigSnapshot { held }

    func watchSnapshot<Return: ~Copyable>(
        updatesHandler: (ConfigUpdatesAsyncSequence<any ConfigSnapshot, Never>) async throws -> Return
    ) async throws -> Return {
        try await watchSnapshotFromSnapshot(updatesHandler: updatesHandler)
    }
}
