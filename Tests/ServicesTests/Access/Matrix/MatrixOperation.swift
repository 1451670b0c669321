import Domain
import Storage
import Testing

@testable import Services

/// One use case as the matrix tries it.
struct MatrixOperation: Sendable {
    enum Kind: Sendable {
        /// Whose records it answers.
        case list(@Sendable (MatrixCompany, Actor) async throws -> [ID<Employee>])
        /// Tried over each person. What is wrong with the arguments is said only to who may do it.
        case each(@Sendable (MatrixCompany, Actor, ID<Employee>) async throws -> Void)
        case company(@Sendable (MatrixCompany, Actor) async throws -> Void)
    }

    let name: String
    let kind: Kind

    static func list(
        _ name: String, _ body: @escaping @Sendable (MatrixCompany, Actor) async throws -> [ID<Employee>]
    ) -> MatrixOperation { MatrixOperation(name: name, kind: .list(body)) }

    static func each(
        _ name: String, _ body: @escaping @Sendable (MatrixCompany, Actor, ID<Employee>) async throws -> Void
    ) -> MatrixOperation { MatrixOperation(name: name, kind: .each(body)) }

    static func company(
        _ name: String, _ body: @escaping @Sendable (MatrixCompany, Actor) async throws -> Void
    ) -> MatrixOperation { MatrixOperation(name: name, kind: .company(body)) }

    func outcome(_ company: MatrixCompany, by actor: Actor) async throws -> String {
        switch kind {
        case .company(let body):
            return await Self.answer { try await body(company, actor) } == .allowed ? "all" : "-"
        case .list(let body):
            do {
                let found = Set(try await body(company, actor))
                let letters = MatrixCompany.letters.filter { found.contains(company[$0]) }
                return letters.isEmpty ? "none" : String(letters)
            } catch ServiceError.notAllowed {
                return "-"
            }
        case .each(let body):
            var (letters, refusals) = ("", 0)
            for letter in MatrixCompany.letters {
                switch await Self.answer({ try await body(company, actor, company[letter]) }) {
                case .allowed: letters.append(letter)
                case .refused: refusals += 1
                case .unknown: break
                }
            }
            return refusals == MatrixCompany.letters.count ? "-" : letters.isEmpty ? "none" : letters
        }
    }

    private enum Answer { case allowed, refused, unknown }

    private static func answer(_ body: () async throws -> Void) async -> Answer {
        do {
            try await body()
            return .allowed
        } catch let error as ServiceError {
            switch error {
            case .notAllowed, .outOfReach, .ownAffair, .actsForNobodyElse: return .refused
            case .unknownEmployee, .unknownRequest, .unknownLeaveRequest, .unknownCorrection, .unknownDelegation,
                .unknownSwap:
                return .unknown
            default: return .allowed
            }
        } catch {
            return .allowed
        }
    }
}
