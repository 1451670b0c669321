/// Repairs of what comes before a request's body, on bytes: before anything believes that it is HTTP.
enum RequestHead {
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    private static let blank = UInt8(ascii: " ")

    /// The head as it is handed on: blanks and strange bytes in its target are escaped, because terminals send their
    /// type as it is written on them, and one request is all that a connection carries.
    static func prepared(_ head: some Collection<UInt8>) -> [UInt8] {
        var lines = Array(head).split(separator: lineFeed, omittingEmptySubsequences: false).map { line in
            line.last == carriageReturn ? line.dropLast() : line
        }
        while lines.first?.isEmpty == true { lines.removeFirst() }
        guard let request = lines.first else { return Array(head) }
        let kept = withoutConnection(lines.dropFirst().filter { !$0.isEmpty })
        let all = [escaped(request)[...]] + kept + [ArraySlice("Connection: close".utf8), []]
        return all.flatMap { $0 + [carriageReturn, lineFeed] }
    }

    /// A header can be folded into lines that begin with a blank: they go with it.
    private static func withoutConnection(_ lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
        var isDropping = false
        return lines.filter { line in
            if line.first != blank && line.first != UInt8(ascii: "\t") {
                isDropping = String(decoding: line.prefix(11), as: UTF8.self).lowercased() == "connection:"
            }
            return !isDropping
        }
    }

    private static func escaped(_ line: ArraySlice<UInt8>) -> [UInt8] {
        guard let first = line.firstIndex(of: blank), let last = line.lastIndex(of: blank), first < last else {
            return Array(line)
        }
        let target = line[(first + 1)..<last].flatMap { byte in
            byte > 0x20 && byte < 0x7F ? [byte] : Array("%".utf8) + hexadecimal(byte)
        }
        return line[...first] + target + line[last...]
    }

    private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
        Array((byte < 16 ? "0" : "").utf8) + Array(String(byte, radix: 16, uppercase: true).utf8)
    }
}

/// Looks for the empty line that ends a head, in pieces as they come: no byte is looked at twice.
struct HeadScanner {
    private var scanned = 0
    private var lineLength = 0
    private var hasBegun = false

    /// Bytes of the head with its empty line, from the first piece on; nil while it has not ended.
    mutating func end(in piece: some Sequence<UInt8>) -> Int? {
        for byte in piece {
            scanned += 1
            switch byte {
            case RequestHead.lineFeed where lineLength == 0 && hasBegun: return scanned
            case RequestHead.lineFeed: lineLength = 0
            case RequestHead.carriageReturn: continue
            default:
                lineLength += 1
                hasBegun = true
            }
        }
        return nil
    }
}
