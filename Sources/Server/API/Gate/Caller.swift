import Domain
import HTTPTypes
import Services
import Storage

/// Who asks, as the request proves it.
struct Caller: Sendable {
    var actor: Actor
    var signedIn: SignedIn?
    var proof: Secret?
    /// By whom requests are counted.
    var key: String

    /// - Throws: ``ServiceError/notSignedIn``, ``ServiceError/wrongToken``, ``ServiceError/passwordMustChange``
    init(_ services: Services, authorization: String?, address: String) async throws {
        guard let word = authorization?.split(separator: " "), word.count == 2, word[0].lowercased() == "bearer" else {
            throw ProblemDocument.notSignedIn
        }
        let proof = Secret(String(word[1]))
        let origin = "API from \(address)"
        if word[1].hasPrefix("et_") {
            actor = try await services.accounts.actor(byToken: proof).from(origin)
        } else {
            let found = try await services.accounts.signedIn(by: proof)
            signedIn = found
            actor = found.actor.from(origin)
        }
        self.proof = proof
        key = actor.account.map { "account \($0.rawValue)" } ?? "address \(address)"
    }
}
