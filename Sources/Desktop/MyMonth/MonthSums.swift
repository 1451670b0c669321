import Domain
package import Services

/// What a month came to, in the order in which it is read.
package struct MonthSums: Equatable {
    package struct Sum: Equatable {
        package var name: String
        package var value: String
    }

    package var sums: [Sum]

    /// Worked time and presence stand there in any case, the rest where there is some.
    package init(_ totals: MonthTotals) {
        let always = [
            Sum(name: "Worked", value: Self.time(totals.work)),
            Sum(name: "Present", value: Words.halves(totals.presentHalves)),
        ]
        let days = [
            ("Absent", totals.absentHalves), ("Leave", totals.leaveHalves), ("Weekly offs", totals.weeklyOffs * 2),
            ("Holidays", totals.holidays * 2), ("Taken from leave", totals.penaltyHalves),
        ].filter { $1 > 0 }.map { Sum(name: $0, value: Words.halves($1)) }
        let late =
            totals.lateDays == 0
            ? [] : [Sum(name: "Late", value: "\(totals.lateDays)×, \(Self.time(totals.late))")]
        let times = [("Early", totals.early), ("Overtime", totals.overtime)]
            .filter { $1 >= 60 }.map { Sum(name: $0, value: Self.time($1)) }
        let odd = totals.toLookAt == 0 ? [] : [Sum(name: "To look at", value: String(totals.toLookAt))]
        sums = always + days + late + times + odd
    }

    /// `176:05`, `0:00`
    private static func time(_ seconds: Int) -> String { "\(seconds / 3600):\((seconds / 60 % 60).padded(2))" }
}
