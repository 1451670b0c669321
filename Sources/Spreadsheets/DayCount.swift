import Domain

/// From when a workbook counts its days.
enum DayCount: Sendable {
    /// Day 1 is 1900-01-01; with a 29 February 1900, which there was not, as day 60.
    case from1900
    /// Day 0 is 1904-01-01.
    case from1904

    /// - Returns: nil for a day that the spreadsheet itself does not show.
    func date(_ days: Int) -> CivilDate? {
        let base =
            switch self {
            case .from1900: CivilDate(daysSinceEpoch: days < 60 ? -25_568 : -25_569)
            case .from1904: CivilDate(daysSinceEpoch: -24_107)
            }
        guard days >= 0, days < 2_958_466, self == .from1904 || days != 60 else { return nil }
        return base + days
    }
}
