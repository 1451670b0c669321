"""The Swift file that declares an operator for each flip: by its number it is the one comparison or the other."""
from mutation import flips

HEAD = """import FlipSwitch

/// What can be added and taken away, and so turned round.
protocol Countable {
    static func + (a: Self, b: Self) -> Self
    static func - (a: Self, b: Self) -> Self
}
extension Int: Countable {}
extension Int16: Countable {}
extension Int32: Countable {}
extension Int64: Countable {}
extension UInt8: Countable {}
extension UInt16: Countable {}
extension UInt32: Countable {}
extension UInt64: Countable {}
extension LeaveAmount: Countable {}
extension DayDifference: Countable {}
extension OvertimeBands: Countable {
    static func - (a: OvertimeBands, b: OvertimeBands) -> OvertimeBands {
        OvertimeBands(first: a.first - b.first, second: a.second - b.second, third: a.third - b.third)
    }
}
/// What moves by a number of days or seconds.
protocol Movable {
    associatedtype Step
    static func + (a: Self, b: Step) -> Self
    static func - (a: Self, b: Step) -> Self
}
extension CivilDate: Movable { typealias Step = Int }
extension Instant: Movable {
    typealias Step = Int64
    static func - (a: Instant, seconds: Int64) -> Instant { a + -seconds }
}
"""
ORDER = """infix operator {op}: ComparisonPrecedence
@inline(__always) func {op} <T: Comparable>(a: T, b: T) -> Bool {{ {test} ? a {new} b : a {old} b }}
@_disfavoredOverload
@inline(__always) func {op} <T: BinaryInteger, U: BinaryInteger>(a: T, b: U) -> Bool {{ {test} ? a {new} b : a {old} b }}
@inline(__always) func {op} <T: Comparable, U: Comparable>(a: (T, U), b: (T, U)) -> Bool {{ {test} ? a {new} b : a {old} b }}
@inline(__always) func {op} <T: Comparable, U: Comparable, V: Comparable>(a: (T, U, V), b: (T, U, V)) -> Bool {{
    {test} ? a {new} b : a {old} b
}}
@inline(__always) func {op} <T: Comparable, U: Comparable, V: Comparable, W: Comparable>(
    a: (T, U, V, W), b: (T, U, V, W)
) -> Bool {{ {test} ? a {new} b : a {old} b }}
@inline(__always) func {op} <T: Comparable, U: Comparable, V: Comparable, W: Comparable, X: Comparable>(
    a: (T, U, V, W, X), b: (T, U, V, W, X)
) -> Bool {{ {test} ? a {new} b : a {old} b }}
"""
EQUALITY = """infix operator {op}: ComparisonPrecedence
@inline(__always) func {op} <T: Equatable>(a: T, b: T) -> Bool {{ {test} ? a {new} b : a {old} b }}
@_disfavoredOverload
@inline(__always) func {op} <T: BinaryInteger, U: BinaryInteger>(a: T, b: U) -> Bool {{ {test} ? a {new} b : a {old} b }}
@_disfavoredOverload
@inline(__always) func {op} <T: StringProtocol, U: StringProtocol>(a: T, b: U) -> Bool {{ {test} ? a {new} b : a {old} b }}
@_disfavoredOverload
@inline(__always) func {op} <T>(a: T?, b: _OptionalNilComparisonType) -> Bool {{ {test} ? a {new} b : a {old} b }}
@inline(__always) func {op} <T: Equatable, U: Equatable>(a: (T, U), b: (T, U)) -> Bool {{ {test} ? a {new} b : a {old} b }}
"""
LOGIC = """infix operator {op}: {precedence}
@inline(__always) func {op} (a: Bool, b: @autoclosure () throws -> Bool) rethrows -> Bool {{
    {test} ? try a {new} b() : try a {old} b()
}}
"""
COUNT = """infix operator {op}: AdditionPrecedence
@inline(__always) func {op} <T: Countable>(a: T, b: T) -> T {{ {test} ? a {new} b : a {old} b }}
@inline(__always) func {op} <T: Movable>(a: T, b: T.Step) -> T {{ {test} ? a {new} b : a {old} b }}
"""
# Texts and lists have no difference, and days have no sum; the compiler's warning tells which flips are of that kind.
NO_PROGRAM = """@available(*, deprecated, message: "no program")
@inline(__always) func {op} {parameters} {{ a {old} b }}
"""
WITHOUT_OTHER = {
    "+": ["(a: String, b: String) -> String", "<T>(a: [T], b: [T]) -> [T]"],
    "-": ["(a: CivilDate, b: CivilDate) -> Int", "(a: Instant, b: Instant) -> Int64"],
}


def declared(flip):
    template = EQUALITY if flip.old in ("==", "!=") else LOGIC if flip.old in ("&&", "||") else COUNT \
        if flip.old in "+-" else ORDER
    precedence = "LogicalConjunctionPrecedence" if flip.old == "&&" else "LogicalDisjunctionPrecedence"
    values = {"op": flips.name(flip), "old": flip.old, "new": flip.new, "precedence": precedence}
    text = template.format(test=f"flip_is_active({flip.number})", **values)
    return text + "".join(
        NO_PROGRAM.format(parameters=parameters, **values) for parameters in WITHOUT_OTHER.get(flip.old, []))


def file(all_flips):
    return HEAD + "".join(declared(flip) for flip in all_flips)
