/// One line of the table that `make bench` ends with.
func report(_ name: String, _ value: Double, unit: String, bar: Double) {
    let rounded = (value * 100).rounded() / 100
    let shownBar = bar == bar.rounded() ? String(Int(bar)) : String(bar)
    print("bench \(name) \(rounded) \(unit) \(shownBar) \(value <= bar ? "ok" : "short")")
}
