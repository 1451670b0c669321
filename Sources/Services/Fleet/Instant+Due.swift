import Domain

extension Instant {
    /// Whether it is time again, so many seconds after the last time; a clock that went back is no reason to wait.
    func isDue(_ pause: Int64, after last: Instant?) -> Bool { last.map { self - $0 >= pause || self < $0 } ?? true }
}
