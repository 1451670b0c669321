/// To which part of a day a granted amount is rounded, and which way.
package struct LeaveRounding: Hashable, Sendable {
    package enum Direction: UInt8, Hashable, Sendable, CaseIterable {
        /// A half rounds up.
        case nearest
        case down
        case up
    }

    /// A quarter, half or whole day; a thousandth for as good as none.
    package var unit: LeaveAmount
    package var direction: Direction

    package init(unit: LeaveAmount, direction: Direction) {
        self.unit = unit
        self.direction = direction
    }

    package static let halfDays = LeaveRounding(unit: .half, direction: .nearest)
    package static let none = LeaveRounding(unit: LeaveAmount(thousandths: 1), direction: .nearest)

    /// Of a year's days, those for a part of it; exactly all for the whole.
    package func part(
        of days: LeaveAmount, _ earning: ClosedRange<CivilDate>, _ year: ClosedRange<CivilDate>
    ) -> LeaveAmount {
        earning == year ? days : part(of: days, earning.count, year.count)
    }

    /// - Parameter amount: times `numerator`, divided by `denominator`, and only then rounded, so that nothing is lost
    ///   on the way. None is negative; the denominator is not 0.
    package func part(of amount: LeaveAmount, _ numerator: Int, _ denominator: Int) -> LeaveAmount {
        let dividend = amount.thousandths * Int64(numerator)
        let divisor = Int64(denominator) * unit.thousandths
        let units =
            switch direction {
            case .down: dividend / divisor
            case .up: (dividend + divisor - 1) / divisor
            case .nearest: (2 * dividend + divisor) / (2 * divisor)
            }
        return LeaveAmount(thousandths: units * unit.thousandths)
    }
}
