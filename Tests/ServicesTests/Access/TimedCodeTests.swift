import Testing

@testable import Services

struct TimedCodeTests {
    /// RFC 6238, appendix B: SHA-1, the last six of its eight digits.
    @Test(arguments: [
        (Int64(59), "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ]) func theStandardsOwnExamplesComeOut(time: Int64, code: String) {
        let secret = TimedCode(secret: Array("12345678901234567890".utf8))
        #expect(secret.code(atStep: time / 30) == code)
        #expect(secret.step(of: code, at: time) == time / 30)
        #expect(secret.step(of: " \(code.prefix(3)) \(code.suffix(3))", at: time) == time / 30)
    }

    @Test func aClockMayBeHalfAMinuteOff() {
        let secret = TimedCode()
        let now: Int64 = 1_790_000_000
        let steps = (-3...3).map { now / 30 + Int64($0) }
        #expect(
            steps.map { secret.step(of: secret.code(atStep: $0), at: now) } == [nil, nil] + steps[2...4].map { $0 } + [
                nil, nil,
            ])
        for wrong in ["", "12345", "abcdef", "1234567"] { #expect(secret.step(of: wrong, at: now) == nil) }
    }

    /// RFC 4648, 10: `foobar` is MZXW6YTBOI.
    @Test func secretsAreTypedInBase32() {
        #expect(TimedCode(secret: Array("foobar".utf8)).base32 == "MZXW6YTBOI")
        for _ in 0..<50 {
            let secret = TimedCode()
            #expect(TimedCode(base32: secret.base32)?.secret == secret.secret)
            #expect(TimedCode(base32: secret.base32.lowercased() + " ")?.secret == secret.secret)
        }
        for wrong in ["", "MZXW6YTBOI", "0189" + String(repeating: "A", count: 30)] {
            #expect(TimedCode(base32: wrong) == nil)
        }
    }

    @Test func itsAddressNamesAccountAndCompany() {
        let secret = TimedCode(secret: Array("12345678901234567890".utf8))
        #expect(
            secret.address(of: "meera k", company: "Varahi & Söhne")
                == "otpauth://totp/Varahi%20%26%20S%C3%B6hne:meera%20k?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Varahi%20%26%20S%C3%B6hne")
        #expect(secret.address(of: "m", company: "").contains("issuer=E-Time%20Tracker"))
    }
}
