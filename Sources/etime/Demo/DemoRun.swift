import DeviceSimulator
import Domain
import Services

/// The way from the virtual terminal to the day on the screen.
struct DemoRun: Sendable {
    let services: Services
    let actor: Actor
    let database: String

    /// - Parameter desktop: nil: the day is printed instead.
    func run(in desktop: DemoDesktop?) async throws {
        let now = systemNow()
        let company = DemoCompany(services: services, actor: actor, now: now)
        let found = try await company.found()
        let calendar: DemoCalendar = if let found { found } else { try await company.made() }
        say(
            "\(DemoCompany.name): \(DemoPeople.all.count) people, \(DemoShift.allCases.count) shifts, in \(database)"
                + (found == nil ? "." : ", as the last run left it."))

        let terminal = DemoTerminal(DemoMonth(calendar: calendar), now: now)
        let port = try await terminal.start()
        do {
            try await work(company, terminal, port, desktop)
        } catch {
            await terminal.terminal.stop()
            throw error
        }
        await terminal.terminal.stop()
    }

    private func work(
        _ company: DemoCompany, _ terminal: DemoTerminal, _ port: Int, _ desktop: DemoDesktop?
    ) async throws {
        let device = try await company.terminal(port: port)
        say("A virtual identiX K20 at \(device.address) remembers \(terminal.punchCount) punches.")
        let report = try await services.collection.collect(device, by: actor, showingOn: .errors)
        say(report.description)
        if let desktop, try await hasShown(desktop, terminal) { return }
        try await DemoReport(services: services, actor: actor, database: database).show()
    }

    /// The window, with people punching meanwhile.
    private func hasShown(_ desktop: DemoDesktop, _ terminal: DemoTerminal) async throws -> Bool {
        say("The desktop opens; close its window to end the demo.")
        let status = try await withThrowingTaskGroup(of: Int32?.self) { group in
            group.addTask {
                await terminal.keepPunching()
                return nil
            }
            group.addTask { try await desktop.run(database: database) }
            defer { group.cancelAll() }
            while let status = try await group.next() {
                if let status { return status }
            }
            return 0
        }
        try Task.checkCancellation()
        if status != 0 { remark("The desktop ended with status \(status); here is the day as text.") }
        return status == 0
    }
}
