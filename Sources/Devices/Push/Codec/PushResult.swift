/// What became of a command: one answer in the body of `devicecmd`.
package struct PushResult: Hashable, Sendable {
    package var id: String
    package var code: Int
    /// Only the first words of the command: `DATA`, `SET OPTION`.
    package var command: String
    /// Whatever else came with it, by name.
    package var values: [String: String]

    package init(id: String, code: Int, command: String = "", values: [String: String] = [:]) {
        self.id = id
        self.code = code
        self.command = command
        self.values = values
    }

    package subscript(name: String) -> String? { values[name] }
}

extension PushResult {
    /// `ID=1&Return=0&CMD=DATA` in each line, or one `Key=value` a line; several results in one body, in either form.
    package static func results(in body: [UInt8]) -> [PushResult] {
        var drafts: [Draft] = []
        for line in PushLines(body) {
            if line.starts(with: "ID=".utf8) {
                guard drafts.count < mostResults else { break }
                drafts.append(Draft(line))
            } else if !drafts.isEmpty {
                drafts[drafts.count - 1].add(line)
            }
        }
        return drafts.compactMap(\.result)
    }

    /// A terminal is never told so much at once.
    private static let mostResults = 1024

    private struct Draft {
        private var pairs: [String: String] = [:]
        private var isInContent = false

        init(_ line: ArraySlice<UInt8>) {
            add(line)
        }

        mutating func add(_ line: ArraySlice<UInt8>) {
            // `Content=` is the last, and whatever follows belongs to it; nothing that we ask for has any.
            guard !isInContent, pairs.count < 512 else { return }
            if line.starts(with: "Content=".utf8) {
                isInContent = true
                return
            }
            let isQuery = line.starts(with: "ID=".utf8) && line.contains(UInt8(ascii: "&"))
            for pair in isQuery ? line.split(separator: UInt8(ascii: "&"), maxSplits: 64) : [line] { note(pair) }
        }

        private mutating func note(_ pair: ArraySlice<UInt8>) {
            guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { return }
            let name = String(PushText.text(pair[..<equals]).drop { $0 == "~" })
            if pairs[name] == nil { pairs[name] = PushText.clean(PushText.text(pair[(equals + 1)...])) }
        }

        /// Nil where it does not say of what command it is, or what became of it.
        var result: PushResult? {
            guard let id = pairs["ID"], PushCommand.isID(id), let code = PushText.number(pairs["Return"]) else {
                return nil
            }
            let values = pairs.filter { !["ID", "Return", "CMD"].contains($0.key) }
            return PushResult(id: id, code: code, command: pairs["CMD"] ?? "", values: values)
        }
    }

    package var succeeded: Bool { code >= 0 }

    /// `-1005 (busy)`
    package var reason: String { Self.reasons[code].map { "\(code) (\($0))" } ?? "\(code)" }

    private static let reasons: [Int: String] = [
        -1: "it does not know this, or has none", -2: "the size does not fit", -3: "no access",
        -9: "wrong template size",
        -10: "no such user", -11: "damaged template", -12: "damaged template", -30: "another version of fingerprints",
        -1001: "it is full", -1002: "it does not support this", -1003: "it gave up waiting",
        -1004: "it does not fit its settings", -1005: "it is busy", -1006: "too long", -1007: "out of memory",
        -1008: "it could not fetch the data",
    ]
}
