/// One figure of `make bench`: a ratio or a rate taken within one run, held against its bar.
struct BenchLine {
    /// How a value meets its bar.
    enum Bar {
        case atLeast(Double)
        case atMost(Double)
    }

    var name: String
    var value: Double
    var unit: String
    var bar: Bar

    var isMet: Bool {
        switch bar {
        case .atLeast(let least): value >= least
        case .atMost(let most): value <= most
        }
    }
}

extension BenchLine: CustomStringConvertible {
    /// `bench NAME VALUE UNIT BAR ok|short`, the form that scripts read.
    var description: String {
        let bound =
            switch bar {
            case .atLeast(let least): ">=" + short(least)
            case .atMost(let most): "<=" + short(most)
            }
        return "bench \(name) \(short(value)) \(unit) \(bound) \(isMet ? "ok" : "short")"
    }

    /// Whole numbers from 100 on, three decimals below: no figure here is known more closely.
    private func short(_ number: Double) -> String {
        if number.magnitude >= 100 { return String(Int(number.rounded())) }
        let thousandths = Int((number * 1000).rounded())
        let digits = String(abs(thousandths) % 1000 + 1000).dropFirst()
        let sign = thousandths < 0 ? "-" : ""
        return "\(sign)\(abs(thousandths) / 1000).\(digits)"
    }
}
