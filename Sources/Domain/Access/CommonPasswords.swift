/// Words that passwords are made of most often, each with what people add to them left out.
enum CommonPasswords {
    /// What is left of a password without the usual additions: `P@ssw0rd2026!` is `password`.
    static func core(of password: String) -> String {
        let ends = password.lowercased().drop { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed()
        return String(ends.map { plain[$0] ?? $0 }.filter(\.isLetter))
    }

    /// Once, or several times in a row, or two of them together.
    static func has(_ core: String) -> Bool {
        words.contains { word in
            guard core.hasPrefix(word) else { return false }
            let rest = String(core.dropFirst(word.count))
            return rest.isEmpty || words.contains(rest) || has(repeated: rest, word)
        }
    }

    private static func has(repeated rest: String, _ word: String) -> Bool {
        rest.count.isMultiple(of: word.count) && rest == String(repeating: word, count: rest.count / word.count)
    }

    private static let plain: [Character: Character] = [
        "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "€": "e",
    ]

    private static let words: Set<String> = [
        "password", "passwort", "passphrase", "passcode", "passw", "pass", "secret", "welcome", "willkommen", "login",
        "logon", "signin", "admin", "administrator", "root", "superuser", "manager", "employee", "auditor", "user",
        "guest", "test", "testing", "tester", "demo", "default", "changeme", "change", "letmein", "access", "master",
        "system", "server", "computer", "internet", "qwerty", "qwertyuiop", "qwertz", "qwertzuiop", "azerty",
        "azertyuiop", "asdf", "asdfgh", "asdfghjkl", "zxcvbnm", "yxcvbnm", "qazwsx", "qazwsxedc", "qweasd",
        "qweasdzxc", "qwe", "asd", "zxc", "abc", "abcd", "abcdef", "abcdefgh", "abcdefghij", "iloveyou", "ilove",
        "loveyou", "love", "lovely", "sunshine", "princess", "football", "baseball", "basketball", "cricket", "hockey",
        "superman", "batman", "spiderman", "pokemon", "starwars", "dragon", "monkey", "shadow", "michael", "jordan",
        "charlie", "daniel", "thomas", "jessica", "ashley", "jennifer", "whatever", "trustnoone", "freedom",
        "summer", "winter", "spring", "autumn", "january", "february", "march", "april", "june", "july",
        "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday",
        "friday", "saturday", "sunday", "india", "mumbai", "delhi", "pune", "chennai", "bangalore", "kolkata",
        "hyderabad", "krishna", "ganesh", "hanuman", "jaishreeram", "shivshakti", "omsairam", "omnamahshivaya",
        "company", "office", "attendance", "timeclock", "timetracker", "etimetracker", "etime", "essl", "zkteco",
        "biometric", "fingerprint", "payroll", "salary", "google", "facebook", "microsoft", "windows", "samsung",
        "liverpool", "arsenal", "chelsea", "mustang", "ferrari", "mercedes", "hello", "helloworld", "goodmorning",
        "blessed", "jesus", "christ", "family", "forever", "flower", "cheese", "banana", "orange", "chocolate",
    ]
}
