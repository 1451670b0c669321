import Crypto
import Foundation
import Storage

/// Codes that change every thirty seconds, as the usual applications on a telephone show them (RFC 6238, with HMAC-SHA-1, six
/// digits, thirty seconds: what all of them know).
struct TimedCode: Sendable {
    static let period: Int64 = 30
    private static let digits = 6
    /// Steps that the telephone's clock may be off, before and after.
    private static let tolerance: Int64 = 1
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    let secret: [UInt8]

    /// A new one of 160 bits (RFC 4226, 4).
    init() { secret = RandomBytes.make(20) }

    init(secret: [UInt8]) { self.secret = secret }

    /// - Parameter text: of ``base32``; blanks and capitals do not matter.
    init?(base32 text: String) {
        var (bits, count, bytes) = (0, 0, [UInt8]())
        for character in text.uppercased() where !character.isWhitespace && character != "=" {
            guard let value = Self.alphabet.firstIndex(of: character) else { return nil }
            (bits, count) = (bits << 5 | value, count + 5)
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            bits &= (1 << count) - 1
        }
        guard bytes.count >= 16 else { return nil }
        secret = bytes
    }

    /// For whoever types it into the telephone.
    var base32: String {
        var (bits, count, text) = (0, 0, "")
        for byte in secret {
            (bits, count) = (bits << 8 | Int(byte), count + 8)
            while count >= 5 {
                count -= 5
                text.append(Self.alphabet[bits >> count & 31])
            }
            bits &= (1 << count) - 1
        }
        if count > 0 { text.append(Self.alphabet[bits << (5 - count) & 31]) }
        return text
    }

    /// `otpauth://totp/…`, which a telephone reads as a QR code.
    func address(of account: String, company: String) -> String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~")
        func quoted(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: allowed) ?? "" }
        let issuer = quoted(company.isEmpty ? "E-Time Tracker" : company)
        return "otpauth://totp/\(issuer):\(quoted(account))?secret=\(base32)&issuer=\(issuer)"
    }

    func code(atStep step: Int64) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[mac.count - 1] & 15)
        let number = mac[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7fff_ffff
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: Self.digits - text.count) + text
    }

    /// Of when the code is; nil: it is no code of about now.
    /// - Parameter now: seconds since 1970.
    func step(of code: String, at now: Int64) -> Int64? {
        let typed = code.filter { !$0.isWhitespace }
        let current = now / Self.period
        return (current - Self.tolerance...current + Self.tolerance).last { self.code(atStep: $0) == typed }
    }
}
