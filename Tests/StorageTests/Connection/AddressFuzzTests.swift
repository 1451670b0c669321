import SeededRandom
import Storage
import Testing

/// Whatever is made of an address: it is read or refused, and the refusal keeps the password to itself.
struct AddressFuzzTests {
    /// Each has something that belongs in no name of a user, a host or an option.
    private static let passwords = ["Hush!7", "p;w}d{=é\"'x", "!a b+c", "ü#~!", "q:r!s", "x\u{301}!y"]
    private static let pieces = [
        "://", ":", "/", "@", "?", "&", "=", "[", "]", ",", "%", "%zz", ";", "{", "}", "\\", "\0", "\u{301}", "é", " ",
        "host=",
        "password=", "sslmode=", "odbc.", "PWD=", "5432", "//", "+", "\r\n", "sqlite:", "odbc:",
    ]

    private static func templates(_ password: String) -> [String] {
        [
            "postgresql://asha:\(password)@db.example:5432/etime?sslmode=require&application_name=x",
            "mysql+pymysql://asha:\(password)@[::1]:3306/etime?ssl-ca=/ca.pem",
            "mssql+pyodbc://sa:\(password)@host\\X/db?driver=ODBC+Driver+17+for+SQL+Server",
            "oracle://a:\(password)@one,two:1522/hr", "postgresql:///etime?host=/run/pg&password=\(password)",
            "odbc:Driver={X};Server=a;PWD={\(password)};UID=b", "postgres//asha:\(password)@db",
            "asha:\(password)@db/etime",
        ]
    }

    /// Changes what stands round the password, never the password.
    private static func mutated(_ text: String, sparing password: String, _ draws: inout SeededGenerator) -> String {
        guard let kept = text.firstRange(of: password) else { return text }
        var sides = [Array(text[..<kept.lowerBound].unicodeScalars), Array(text[kept.upperBound...].unicodeScalars)]
        for _ in 0..<draws.between(1, 3) {
            let side = draws.between(0, 1)
            let place = draws.between(0, sides[side].count)
            if draws.happens(percent: 50), place < sides[side].count {
                sides[side].removeSubrange(place..<min(place + draws.between(1, 4), sides[side].count))
            } else {
                sides[side].insert(contentsOf: pieces[draws.between(0, pieces.count - 1)].unicodeScalars, at: place)
            }
        }
        let texts = sides.map { String(String.UnicodeScalarView($0)) }
        return texts[0] + password + texts[1]
    }

    /// - Parameter kept: the password with what makes it known as one, as it stands in the address.
    private func expectSilence(_ text: String, _ kept: String, about password: String, _ draws: inout SeededGenerator)
        -> Bool
    {
        let text = Self.mutated(text, sparing: kept, &draws)
        do throws(StorageError) {
            _ = try DatabaseURL(text)
            return false
        } catch {
            #expect(!error.description.contains(password), "\(text.debugDescription): \(error)")
            return true
        }
    }

    @Test func noErrorTellsThePassword() {
        var draws = SeededGenerator(seed: 20_261_128)
        var refused = 0
        for round in 0..<15_000 {
            let password = Self.passwords[round % Self.passwords.count]
            let templates = Self.templates(password)
            let template = templates[draws.between(0, templates.count - 1)]
            if expectSilence(template, password, about: password, &draws) { refused += 1 }
        }
        #expect(refused > 4000)
    }

    /// A password like any word is known by what stands round it.
    @Test func noErrorTellsAPlainPassword() {
        var draws = SeededGenerator(seed: 1128)
        var refused = 0
        for _ in 0..<15_000 {
            let template = Self.templates("Hush7x")[draws.between(0, 7)]
            guard let kept = [":Hush7x@", "password=Hush7x", "PWD={Hush7x}"].first(where: template.contains) else {
                continue
            }
            if expectSilence(template, kept, about: "Hush7x", &draws) { refused += 1 }
        }
        #expect(refused > 4000)
    }

    @Test func nothingCrashes() {
        var draws = SeededGenerator(seed: 7)
        let starts = [
            "", "postgresql://", "mysql://", "mssql://", "oracle://", "odbc:", "sqlite:///",
            "mssql+pyodbc:///?odbc_connect=",
        ]
        for _ in 0..<15_000 {
            var text = starts[draws.between(0, starts.count - 1)]
            for _ in 0..<draws.between(0, 12) {
                if draws.happens(percent: 60) {
                    text += Self.pieces[draws.between(0, Self.pieces.count - 1)]
                } else {
                    text.unicodeScalars.append(UnicodeScalar(UInt8(draws.between(0, 255))))
                }
            }
            guard let url = try? DatabaseURL(text) else { continue }
            guard case .server = url.location else { continue }
            // What was understood is shown as an address of the same database.
            #expect((try? DatabaseURL(url.description))?.description == url.description, "\(text.debugDescription)")
        }
    }
}
