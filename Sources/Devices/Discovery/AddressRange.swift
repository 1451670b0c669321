/// An address of the fourth version of the internet protocol, which is what terminals in service have.
package struct IPv4Address: Hashable, Comparable, Sendable {
    package var number: UInt32

    package init(number: UInt32) {
        self.number = number
    }

    /// Reads `192.168.1.201`. A zero in front of another digit is refused: some programs take such a number as octal.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                part.utf8.count == 1 || !part.hasPrefix("0"), let byte = UInt8(part)
            else { return nil }
            number = number << 8 | UInt32(byte)
        }
        self.number = number
    }

    package static func < (a: IPv4Address, b: IPv4Address) -> Bool { a.number < b.number }
}

extension IPv4Address: CustomStringConvertible {
    package var description: String {
        [24, 16, 8, 0].map { String(number >> UInt32($0) & 0xFF) }.joined(separator: ".")
    }
}

/// Addresses to look for terminals at.
package struct AddressRange: Hashable, Sendable {
    /// More at once is somebody's whole company, or a slip of the finger.
    package static let mostAddresses = 4096
    /// Where that many are meant.
    package static let mostEver = 1 << 16

    package let first: IPv4Address
    package let last: IPv4Address

    package var count: Int { Int(last.number) - Int(first.number) + 1 }

    /// Nil where the last one comes before the first.
    package init?(_ first: IPv4Address, through last: IPv4Address) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    /// Reads `192.168.1.0/24`, `192.168.1.10-192.168.1.60`, `192.168.1.10-60` and `192.168.1.201`.
    ///
    /// Of a network, the address of the network itself and the one that means everybody in it are left out.
    package init(_ text: String) throws(AddressRangeError) {
        let text = text.filter { !$0.isWhitespace }
        guard !text.contains(":") else { throw .notVersion4(text) }
        if let slash = text.firstIndex(of: "/") {
            try self.init(network: text[..<slash], prefix: text[text.index(after: slash)...], of: text)
        } else if let dash = text.firstIndex(of: "-") {
            try self.init(from: text[..<dash], to: text[text.index(after: dash)...], of: text)
        } else {
            guard let address = IPv4Address(text) else { throw .unreadable(text) }
            self.init(first: address, last: address)
        }
    }

    private init(first: IPv4Address, last: IPv4Address) {
        self.first = first
        self.last = last
    }

    private init(network: Substring, prefix: Substring, of text: String) throws(AddressRangeError) {
        guard let address = IPv4Address(network) else { throw .unreadable(text) }
        guard prefix.utf8.count <= 2, prefix.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let bits = Int(prefix), bits <= 32
        else { throw .noPrefix(text) }
        let mask: UInt32 = bits == 0 ? 0 : .max << UInt32(32 - bits)
        let (low, high) = (address.number & mask, address.number | ~mask)
        let isNetwork = bits <= 30
        first = IPv4Address(number: isNetwork ? low + 1 : low)
        last = IPv4Address(number: isNetwork ? high - 1 : high)
    }

    private init(from: Substring, to: Substring, of text: String) throws(AddressRangeError) {
        guard let first = IPv4Address(from) else { throw .unreadable(text) }
        let network = from.prefix(through: from.lastIndex(of: ".") ?? from.startIndex)
        guard let last = IPv4Address(to.contains(".") ? String(to) : String(network + to)) else {
            throw .unreadable(text)
        }
        guard first <= last else { throw .backwards(text) }
        (self.first, self.last) = (first, last)
    }

    package var addresses: some Sequence<IPv4Address> & Sendable {
        (first.number...last.number).lazy.map { IPv4Address(number: $0) }
    }
}

extension AddressRange: CustomStringConvertible {
    package var description: String { first == last ? "\(first)" : "\(first) to \(last)" }
}

package enum AddressRangeError: Error, Hashable, Sendable, CustomStringConvertible {
    case unreadable(String)
    case notVersion4(String)
    case noPrefix(String)
    case backwards(String)
    case tooLarge(count: Int)
    case muchTooLarge(count: Int)

    package var description: String {
        switch self {
        case .unreadable(let text):
            "“\(text)” is no range of addresses. Write 192.168.1.0/24, 192.168.1.10-60 or one address."
        case .notVersion4(let text):
            "“\(text)” is an IPv6 address; a network of these is too large to search. Enter the terminal's address in the "
                + "device's settings instead."
        case .noPrefix(let text): "Behind the / of “\(text)” stands a number from 0 to 32, such as 24."
        case .backwards(let text): "“\(text)” ends before it begins; exchange the two addresses."
        case .tooLarge(let count):
            "These are \(count) addresses; a search takes at most \(AddressRange.mostAddresses) (a /20). Search a smaller range, "
                + "or on the command line with --large where so many are meant."
        case .muchTooLarge(let count):
            "These are \(count) addresses, and no search takes more than \(AddressRange.mostEver) (a /16). Search one network "
                + "after the other."
        }
    }
}
