import Domain

extension SQLRow {
    func date(_ column: Int) -> CivilDate { CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: integer(column))) }
    func optionalDate(_ column: Int) -> CivilDate? { isNull(column) ? nil : date(column) }
    func instant(_ column: Int) -> Instant { Instant(seconds: integer(column)) }
    func optionalInstant(_ column: Int) -> Instant? { isNull(column) ? nil : instant(column) }
    func timeOfDay(_ column: Int) -> TimeOfDay {
        TimeOfDay(secondsSinceMidnight: Int32(truncatingIfNeeded: integer(column)))
    }
    func id<Owner>(_ column: Int) -> ID<Owner> { ID(integer(column)) }

    /// A stored code of a closed set.
    /// - Throws: ``StorageError/unreadable(_:)`` for a code that a newer program wrote.
    func code<Code: RawRepresentable>(_ column: Int, _ what: String) throws -> Code
    where Code.RawValue: FixedWidthInteger {
        guard let raw = Code.RawValue(exactly: integer(column)), let code = Code(rawValue: raw) else {
            throw StorageError.unreadable("\(what) \(integer(column))")
        }
        return code
    }
}
