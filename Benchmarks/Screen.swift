import Domain
import Services

/// What a screen asks when it is opened.
struct Screen: Sendable {
    var name: String
    var show: @Sendable (Services) async throws -> Void

    private static let actor = Actor.localAdministrator()
    private static let month = Month(of: CivilDate(daysSinceEpoch: 20_750))
    private static let day = CivilDate(daysSinceEpoch: 20_752)

    static let all = [
        Screen(name: "today") { _ = try await $0.attendance.today(by: actor) },
        Screen(name: "a past day") { _ = try await $0.attendance.today(day, by: actor) },
        Screen(name: "month of all") { _ = try await $0.attendance.month(month, by: actor) },
        Screen(name: "month of one") { services in
            guard let one = try await services.employees.find(code: "2500", by: actor) else { return }
            _ = try await services.attendance.month(month, of: one.employee.id, by: actor)
        },
        Screen(name: "explain a day") { services in
            guard let one = try await services.employees.find(code: "2500", by: actor) else { return }
            _ = try await services.attendance.explain(one.employee.id, on: day, by: actor)
        },
        Screen(name: "employees") { _ = try await $0.employees.list(by: actor) },
        Screen(name: "devices") { _ = try await $0.devices.list(by: actor) },
        Screen(name: "inbox") { _ = try await $0.inbox.list(by: actor) },
        Screen(name: "journal") { _ = try await $0.journal.page(limit: 100, by: actor) },
        Screen(name: "periods") { _ = try await $0.periods.list(by: actor) },
        Screen(name: "adjustments") { _ = try await $0.periods.adjustments(by: actor) },
    ]
}
