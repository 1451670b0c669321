import Storage

/// Something that was set cannot be taken as it is.
package enum ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    case fileMissing(path: String)
    case fileUnreadable(path: String, why: String)
    case fileOpenToOthers(path: String, key: String)
    case unknownKey(String, path: String, line: Int?)
    case environmentAlone(key: String, variable: String, path: String)
    case wrongValue(String, key: String, place: String, expected: String)

    package var description: String {
        switch self {
        case .fileMissing(let path): "There is no configuration file \(path); correct the name, or make the file."
        case .fileUnreadable(let path, let why): "The configuration file \(path) cannot be used: \(why)."
        case .fileOpenToOthers(let path, let key):
            "\(path) holds “\(key)”, and others on this computer can read it; take that right away with: chmod 600 \(path)"
        case .unknownKey(let key, let path, let line):
            "\(path)\(line.map { ", line \($0)" } ?? ""): there is no setting “\(key)”\(Self.nearest(key)) "
                + "“etime config show” lists them all."
        case .environmentAlone(let key, let variable, let path):
            "\(path): “\(key)” is taken from the environment alone, as \(variable); take it out of the file."
        case .wrongValue(let value, let key, let place, let expected):
            "\(place): “\(key)” is “\(value)”; it takes \(expected)."
        }
    }

    private static func nearest(_ key: String) -> String {
        Spelling.nearest(key, among: ProgramSetting.all.map(\.key)).map { "; did you mean “\($0)”?" } ?? "."
    }
}

extension ProgramSetting {
    /// What its values look like, after “takes”.
    var expectation: String {
        switch kind {
        case .text, .secret: "a text"
        case .flag: "true or false"
        case .count(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number: "a number that is not negative"
        case .choice(let words): words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
        case .list: "a list"
        }
    }
}
