package import Domain
package import Services
package import Storage

/// A request that has been understood: signed in, its parameters and body as the operation says.
package struct Call: Sendable {
    package var services: Services
    package var actor: Actor
    /// Who has signed in with a session; nil with a token.
    package var signedIn: SignedIn?
    /// The proof that was shown.
    package var proof: Secret?
    /// Of the peer.
    package var address: String
    package var parameters: [String: JSONValue]
    package var body: JSONValue
    /// As it came, where the operation takes no JSON.
    package var bytes: [UInt8]
    /// Media types, the most wanted first.
    package var accepts: String
    package var now: Instant
    /// The version that a change is tied to; nil: whatever there is.
    package var expected: Int64?

    package func text(_ name: String) -> String? { parameters[name]?.string }
    /// Of a parameter that holds several.
    package func texts(_ name: String) -> [String]? { parameters[name]?.elements?.compactMap(\.string) }
    package func integer(_ name: String) -> Int64? { parameters[name]?.integer }
    package func flag(_ name: String) -> Bool { parameters[name]?.bool ?? false }
    package func date(_ name: String) -> CivilDate? { text(name).flatMap { CivilDate($0) } }

    /// Of the path, where it is always there.
    package func path(_ name: String) -> String { text(name) ?? "" }
    package func id<Owner>(_ name: String, of owner: Owner.Type = Owner.self) -> ID<Owner> { ID(integer(name) ?? 0) }

    /// The employee of the path.
    /// - Throws: ``ServiceError/unknownEmployee(code:)``
    package func employee(_ code: String? = nil) async throws -> Employee {
        let code = code ?? path("code")
        guard let entry = try await services.employees.find(code: code, by: actor) else {
            throw ServiceError.unknownEmployee(code: code)
        }
        return entry.employee
    }

    /// The employee of a filter; nil where none is named.
    package func filteredEmployee() async throws -> Employee? {
        guard let code = text("employee") else { return nil }
        return try await employee(code)
    }

    /// `from` and `to`, each the other where one is missing, today where both are.
    /// - Throws: ``ProblemDocument`` where it ends before it begins, or is longer than `most` days.
    package func days(atMost most: Int = 400) async throws -> ClosedRange<CivilDate> {
        let today = try await services.attendance.currentDate()
        let first = date("from") ?? date("to") ?? today
        let last = date("to") ?? first
        guard first <= last else {
            throw ProblemDocument.parameter("to", "It ends on \(last), before it begins on \(first).")
        }
        guard last - first < most else { throw ProblemDocument.parameter("to", "At most \(most) days at once.") }
        return first...last
    }
}

extension Call {
    /// Makes a change only while the records are as the sender has seen them.
    /// - Throws: `PreconditionFailure`
    package func holding<T: Sendable>(_ records: [RecordKey], _ body: () async throws -> T) async throws -> T {
        guard let expected else { return try await body() }
        return try await Precondition(records, version: expected).holding(body)
    }
}

extension Call {
    /// Who asks, as things stand now: for answers that go on for long.
    /// - Throws: ``ServiceError`` where they may not ask any more.
    func current() async throws -> Actor {
        guard let proof else { throw ServiceError.notSignedIn }
        let now =
            if signedIn != nil {
                try await services.accounts.signedIn(by: proof, isUse: false).actor
            } else {
                try await services.accounts.actor(byToken: proof)
            }
        return now.from(actor.origin ?? "")
    }
}

extension JSONValue {
    /// A member's text without blanks around it; nil where it is missing or null.
    package func text(_ name: String) -> String? { self[name]?.string }
    package func date(_ name: String) -> CivilDate? { text(name).flatMap { CivilDate($0) } }
    package func time(_ name: String) -> TimeOfDay? { text(name).flatMap { TimeOfDay($0) } }
}
