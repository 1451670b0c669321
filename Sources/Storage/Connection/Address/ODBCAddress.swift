/// An ODBC connection string as somebody wrote it, `Driver={…};Server=…;UID=…;PWD=…`: it goes to the driver as it is.
///
/// Attributes are divided by `;`. A value in braces may hold anything; a closing brace in it is written twice.
package struct ODBCAddress: Hashable, Sendable {
    package struct Attribute: Hashable, Sendable {
        /// As it was written, without spaces round it.
        package var name: String
        /// Without its braces.
        package var value: Secret
    }

    package let attributes: [Attribute]
    private let text: Secret

    /// Nil where `text` is not a list of attributes.
    init?(_ text: String) {
        guard let attributes = Self.attributes(of: text), !attributes.isEmpty else { return nil }
        self.attributes = attributes
        self.text = Secret(text)
    }

    /// For the driver manager, the password included.
    package var connectionString: Secret { text }

    package var hasPassword: Bool { attributes.contains { Self.isPassword($0.name) } }

    package func withPassword(_ password: Secret) -> ODBCAddress {
        let given = text.reveal()
        let divider = given.last == ";" ? "" : ";"
        return ODBCAddress("\(given)\(divider)PWD=\(Self.braced(password.reveal()))") ?? self
    }

    /// `value` as it must be written where it may hold `;`, `{`, `}`, `=`, quotes or spaces at its ends.
    package static func braced(_ value: String) -> String {
        // By scalars: an accent that combines with a brace would hide the brace from a search by characters.
        let doubled = value.unicodeScalars.reduce(into: "") { result, scalar in
            result.unicodeScalars.append(scalar)
            if scalar == "}" { result.unicodeScalars.append(scalar) }
        }
        return "{\(doubled)}"
    }

    static func isPassword(_ name: String) -> Bool {
        ["pwd", "password", "passwd", "sslpassword", "newpwd", "oldpwd"].contains(name.lowercased())
    }

    /// Options in an option, such as psqlodbc's `pqopt={password=…}`, are hidden as a whole.
    private static func hides(_ attribute: Attribute) -> Bool {
        isPassword(attribute.name) || Redaction.namesPassword(attribute.value.reveal())
    }

    private static func attributes(of text: String) -> [Attribute]? {
        var rest = text.unicodeScalars[...]
        var result: [Attribute] = []
        while !rest.isEmpty {
            let name = trimmed(rest.prefix { $0 != "=" && $0 != ";" })
            rest = rest.drop { $0 != "=" && $0 != ";" }
            guard rest.popFirst() == "=" else {
                // Nothing between two dividers is nothing; a word without a value is a mistake.
                if name.isEmpty { continue } else { return nil }
            }
            guard !name.isEmpty, let value = takeValue(&rest) else { return nil }
            result.append(Attribute(name: name, value: Secret(value)))
        }
        return result
    }

    /// Takes a value and the divider after it; nil where a brace is not closed, or something follows it.
    private static func takeValue(_ rest: inout Substring.UnicodeScalarView) -> String? {
        guard rest.drop(while: { $0 == " " }).first == "{" else {
            defer { rest = rest.drop { $0 != ";" }.dropFirst() }
            return trimmed(rest.prefix { $0 != ";" })
        }
        rest = rest.drop { $0 == " " }.dropFirst()
        var value = ""
        while let scalar = rest.popFirst() {
            if scalar == "}" {
                guard rest.first == "}" else { return endsAttribute(&rest) ? value : nil }
                rest.removeFirst()
            }
            value.unicodeScalars.append(scalar)
        }
        return nil
    }

    private static func endsAttribute(_ rest: inout Substring.UnicodeScalarView) -> Bool {
        rest = rest.drop { $0 == " " }
        return rest.popFirst().map { $0 == ";" } ?? true
    }

    private static func trimmed(_ scalars: Substring.UnicodeScalarView) -> String {
        var scalars = scalars.drop { $0 == " " }
        while scalars.last == " " { scalars.removeLast() }
        return String(String.UnicodeScalarView(scalars))
    }
}

extension ODBCAddress: CustomStringConvertible {
    package var description: String {
        attributes.map { attribute in
            let value = attribute.value.reveal()
            let isPlain = value.utf8.allSatisfy { PercentCoding.isLetterOrDigit($0) || "-._/\\, ".utf8.contains($0) }
            let shown =
                Self.hides(attribute) ? Secret.mask : isPlain ? value : Self.braced(value)
            return "\(attribute.name)=\(shown)"
        }.joined(separator: ";")
    }
}
