import Foundation
import Storage

/// What proves that somebody has signed in, that a program has a token, or that an address is a calendar's: 32 bytes nobody can
/// guess. Kept by whoever has it, and nowhere else.
enum SessionProof {
    /// Told from each other by how they begin, also by whoever looks for some that were published by mistake.
    enum Kind: String {
        case session = "es_"
        case token = "et_"
        /// Of a calendar: it stands in the address.
        case calendar = "ec_"
    }

    /// The kind and 43 letters and digits that pass in an address, a header and a file.
    static func make(_ kind: Kind) -> Secret {
        let text = Data(RandomBytes.make(32)).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
        return Secret(kind.rawValue + text)
    }

    /// As it is looked for: whoever reads the database cannot sign in by it.
    static func hash(_ proof: Secret) -> String { SHA256.hash(Array(proof.reveal().utf8)).hexadecimal }
}
