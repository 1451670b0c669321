/// A half of a working day; the halves part at the shift's break or in its middle.
package enum DayHalf: UInt8, Hashable, Sendable, CaseIterable {
    case first, second
}
