import Domain
import Services

extension Services {
    /// Says, beside what was asked for, that punches may be counted for the wrong person because a number is several
    /// people's; of one employee alone where there is one.
    func remarkSharedNumbers(of employee: ID<Employee>? = nil, by actor: Actor) async {
        // Whoever may not look into the inbox is told nothing of it.
        guard let all = try? await inbox.sameNumbers(by: actor) else { return }
        let numbers = all.filter { number in
            employee == nil || number.users.contains { $0.employee?.id == employee }
        }
        guard !numbers.isEmpty else { return }
        let named = numbers.prefix(5).map(\.number).joined(separator: ", ") + (numbers.count > 5 ? " …" : "")
        remark(
            (numbers.count == 1 ? "Number \(named) means" : "\(numbers.count) numbers (\(named)) mean")
                + " different people on several terminals, so punches may count for the wrong one; "
                + "see “etime inbox numbers”.")
    }
}
