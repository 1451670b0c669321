import Domain
import Storage

@testable import Services

extension MatrixOperation {
    static let administration: [MatrixOperation] = [
        .company("company.update") {
            try await $0.services.company.update($0.services.company.settings(), by: $1)
        },
        .company("journal.page") { _ = try await $0.services.journal.page(limit: 1, by: $1) },
        .company("journal.find") { _ = try await $0.services.journal.find(1, by: $1) },
        .company("journal.actors") { _ = try await $0.services.journal.actors(by: $1) },
        .company("journal.note") { try await $0.services.journal.note(export: .punches, "", by: $1) },
        .company("journal.verify") { _ = try await $0.services.journal.verify(by: $1) },
        .company("journal.export") { _ = try await $0.services.journal.export(by: $1) { _, _ in } },
        .company("account.list") { _ = try await $0.services.accounts.list(by: $1) },
        .company("account.add") {
            try await $0.services.accounts.add(AccountDraft(name: "", roles: []), password: Secret("x"), by: $1)
        },
        .company("account.update") {
            try await $0.services.accounts.update("nobody", to: AccountDraft(name: "nobody"), by: $1)
        },
        .company("account.close") { try await $0.services.accounts.close("nobody", by: $1) },
        .company("account.reopen") { try await $0.services.accounts.reopen("nobody", by: $1) },
        .company("account.setPassword") {
            try await $0.services.accounts.setPassword(of: "nobody", to: Secret("x"), by: $1)
        },
        .company("account.unlock") { _ = try await $0.services.accounts.unlock("nobody", by: $1) },
        .company("account.removeSecondFactor") {
            try await $0.services.accounts.removeSecondFactor(of: "nobody", by: $1)
        },
        .company("account.endSessions") { try await $0.services.accounts.endSessions(of: "nobody", by: $1) },
        .company("account.signOutEverywhere") { _ = try await $0.services.accounts.signOutEverywhere($1) },
        .company("account.tokens") { _ = try await $0.services.accounts.tokens(by: $1) },
        .company("account.addToken") {
            _ = try await $0.services.accounts.addToken("", permissions: [], days: 1, by: $1)
        },
        .company("account.revokeToken") { _ = try await $0.services.accounts.revokeToken(ID(987), by: $1) },
        .company("calendar.add") { _ = try await $0.services.calendars.add(FeedDraft(FeedView(.own)), by: $1) },
        .company("calendar.list") { _ = try await $0.services.calendars.list(by: $1) },
        .company("calendar.feeds") { _ = try await $0.services.calendars.feeds(of: "mohan", by: $1) },
        .company("calendar.revoke") { try await $0.services.calendars.revoke(ID(987), by: $1) },
        .each("calendar.text") { _ = try await $0.services.calendars.text(of: FeedView(.own, of: $2), by: $1) },
    ]
}
