import Domain
import Testing

struct PasswordRulesTests {
    @Test(arguments: [
        "correct horse", "नीला पहाड़ और नदी", "tr0ub4dor&3x", "wheelbarrow-41", "Stores gate 7 rust", "पासवर्डनहींहै12",
        String(repeating: "long words ", count: 90),
    ]) func whatIsHardToGuessIsTaken(password: String) { #expect(PasswordRules.problem(of: password) == nil) }

    @Test(arguments: [
        ("", "at least 10"), ("short one", "at least 10"), ("1234567890123", "letters"),
        ("2026-11-30 09:00", "letters"),
        ("aaaaaaaaaaaa", "three different"), ("abababababab", "three different"),
        ("password123", "tried first"), ("P@ssw0rd2026!", "tried first"), ("qwertyuiop", "tried first"),
        ("Welcome@2026", "tried first"), ("passwordpassword", "tried first"), ("iloveyou2000", "tried first"),
        ("!!admin1234!!", "tried first"), ("adminadminadmin", "tried first"), ("WelcomePassword1", "tried first"),
        ("abcdefghijkl", "tried first"), ("zyxwvutsrq", "tried first"), ("acegikmoqsuw", "tried first"),
    ]) func whatIsTriedFirstIsRefused(password: String, why: String) {
        #expect(PasswordRules.problem(of: password)?.contains(why) == true)
    }

    @Test func namesThatOthersKnowAreNoPasswords() {
        let names = ["meera.krishnan", "Varahi Textiles"]
        #expect(PasswordRules.problem(of: "MeeraKrishnan1", names: names)?.contains("name") == true)
        #expect(PasswordRules.problem(of: "varahi textiles 26", names: names)?.contains("name") == true)
        #expect(PasswordRules.problem(of: "meera likes rust", names: names) == nil)
        #expect(PasswordRules.problem(of: "wheelbarrow-41", names: ["", "42"]) == nil)
    }

    @Test func theyHaveAnEnd() {
        let long = String(repeating: "long words ", count: 94)
        #expect(PasswordRules.problem(of: long)?.contains("at most") == true)
    }
}

struct LockoutTests {
    @Test func eachFurtherFailureWaitsTwiceAsLong() {
        let waits = (0...12).map { Lockout.account.wait(after: $0) }
        #expect(waits == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1_920, 3_600])
        #expect(Lockout.account.wait(after: 1_000_000) == 3_600)
        #expect(Lockout.address.wait(after: 19) == 0)
        #expect(Lockout.address.wait(after: 20) == 30)
    }
}
