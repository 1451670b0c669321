import Foundation

/// One line of the table that `make bench` ends with: `bench NAME VALUE UNIT <=BAR ok|short`.
func report(_ name: String, _ value: Double, unit: String, bar: Double) {
    let judgement = value <= bar ? "ok" : "short"
    print("bench \(name) \(thousandths(value)) \(unit) <=\(thousandths(bar)) \(judgement)")
}

private func thousandths(_ value: Double) -> String {
    String(format: "%.3f", value)
}
