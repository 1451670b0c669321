/// A day's overtime by tier, in seconds: the first hours, the next, the rest. Together they are the overtime.
package struct OvertimeBands: Hashable, Sendable {
    package var first: Int32
    package var second: Int32
    package var third: Int32

    package init(first: Int32 = 0, second: Int32 = 0, third: Int32 = 0) {
        self.first = first
        self.second = second
        self.third = third
    }

    package var total: Int32 { first + second + third }

    package static func + (a: OvertimeBands, b: OvertimeBands) -> OvertimeBands {
        OvertimeBands(first: a.first + b.first, second: a.second + b.second, third: a.third + b.third)
    }
}
