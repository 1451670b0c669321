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
            var given = Giving(to: employee.employee.name)
            given.add(try await inbox.map(line.id, to: employee.id, .all, by: session.actor), of: line.id)
            undoable = given.deed
            self.employee = nil
            return given.sentence
        }
    }
}

extension InboxModel {
    /// Whom the number is everywhere: who was chosen, or else the only one who has it.
    private var onePerson: Employee? {
        guard let line = numberLine else { return nil }
        let holders = numbers.filter { $0.number == line.number }.compactMap(\.user.employee)
        guard let person = employee?.employee ?? holders.first else { return nil }
        return holders.allSatisfy { $0.id == person.id } ? person : nil
    }

    package var onePersonVerb: String {
        guard let line = numberLine, let person = onePerson else { return "One person everywhere" }
        return "\(line.number) is \(person.name) everywhere"
    }

    package var canSayOnePerson: Bool { onePerson != nil && !isBusy }

    /// Says that it is one person by several names.
    @discardableResult
    package func sayOnePerson() async -> Bool {
        guard canSayOnePerson, let line = numberLine, let person = onePerson else { return false }
        return await attempt("The number is in doubt still", "The punches are whose they were.") {
            let report = try await inbox.sayOnePerson(line.number, is: person.id, by: session.actor)
            employee = nil
            undoable = report.firstGiven.isEmpty ? nil : .giving(report.firstGiven, to: person.name)
            let punches = Words.count(report.punches, "punch", "punches")
            return "\(line.number) is \(person.name) on every terminal"
                + (report.punches > 0 ? "; \(punches) came to \(person.name)." : ".")
        }
    }
}
