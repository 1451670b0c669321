import Domain
package import Services

/// One of the terminals on which a number means somebody else than on another.
package nonisolated struct NumberLine: Hashable, Identifiable {
    package var number: String
    package var user: SharedNumber.User

    package var id: UnknownUser.ID { UnknownUser.ID(device: user.device, user: number) }

    static func all(_ shared: SharedNumber) -> [NumberLine] {
        shared.users.map { NumberLine(number: shared.number, user: $0) }
    }
}

extension InboxModel {
    package var numberLine: NumberLine? { numbers.first { $0.id == chosenNumber } }

    package func choose(number: NumberLine.ID?) {
        guard number != chosenNumber else { return }
        chosenNumber = number
        onChange()
    }

    package var numberVerb: String {
        guard let line = numberLine, let employee else { return "Give to the employee" }
        return "Give \(line.number) on \(line.user.deviceName) to \(employee.employee.name)"
    }

    package var canGiveNumber: Bool {
        guard let line = numberLine, let employee else { return false }
        return line.user.employee?.id != employee.id && !isBusy
    }

    /// What is asked before somebody loses punches; nil where nobody does.
    package var numberQuestion: (heading: String, text: String, verb: String)? {
        guard let line = numberLine, let employee, let loser = line.user.employee, loser.id != employee.id else {
            return nil
        }
        return (
            "Give user \(line.number) of \(line.user.deviceName) to \(employee.employee.name)?",
            "Its punches, past and to come, are \(loser.name)’s now. They become \(employee.employee.name)’s, and the days "
                + "of both are worked out again. Punches on other terminals stay as they are.",
            "Give to \(employee.employee.name)"
        )
    }

    /// Says whose the number is on the one terminal, whoever had it.
    @discardableResult
    package func giveNumber() async -> Bool {
        guard canGiveNumber, let line = numberLine, let employee else { return false }
        return await attempt("The number was not given", "The punches are whose they were.") {
            let report = try await inbox.map(line.id, to: employee.id, .all, by: session.actor)
            self.employee = nil
            let punches = Words.count(report.punches, "punch is", "punches are")
            return "\(punches) \(employee.employee.name)’s now; "
                + "\(Words.count(report.daysComputed, "day", "days")) worked out again."
        }
    }
}
