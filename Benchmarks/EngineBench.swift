import Domain

/// The day engine on one core: 5,000 people × 31 days of realistic punches, under the rules that most companies have and
/// under all rules there are.
func engineBench() -> [BenchLine] {
    let company = EngineBenchCompany(people: 5_000)
    let plain = fastest(of: 5) { company.evaluateAll() }
    let everything = EngineBenchCompany(everythingFor: 5_000)
    let full = fastest(of: 5) { everything.evaluateAll() }
    let traced = fastest(of: 2) { company.explainSome(people: 100) }
    let perDay = plain / Double(company.people.count * 31)
    let perTracedDay = traced / Double(100 * 31)
    return [
        BenchLine(name: "engine-days", value: 1 / perDay, unit: "employee-days/s", bar: .atLeast(2_000_000)),
        BenchLine(
            name: "engine-days-everything", value: Double(everything.people.count * 31) / full,
            unit: "employee-days/s", bar: .atLeast(1_000_000)),
        BenchLine(
            name: "engine-explained-days", value: 1 / perTracedDay, unit: "employee-days/s", bar: .atLeast(2_000)),
        BenchLine(name: "engine-explain-cost", value: perTracedDay / perDay, unit: "x-plain", bar: .atMost(1_000)),
    ]
}

/// Wall seconds of the fastest of several runs: the least disturbed by other work on the machine.
private func fastest(of runs: Int, _ work: () -> Void) -> Double {
    let clock = ContinuousClock()
    return (0..<runs).map { _ in
        let time = clock.measure(work).components
        return Double(time.seconds) + Double(time.attoseconds) / 1e18
    }.min() ?? .infinity
}
