/// How far one word is from another, for "did you mean".
package enum Spelling {
    /// Letters left out, put in, changed, or swapped with their neighbour.
    static func distance(_ one: String, _ other: String) -> Int {
        let (left, right) = (Array(one), Array(other))
        var before: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var next = [row + 1]
            for column in right.indices {
                let change = last[column] + (left[row] == right[column] ? 0 : 1)
                var best = min(change, last[column + 1] + 1, next[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, before[column - 1] + 1)
                }
                next.append(best)
            }
            (before, last) = (last, next)
        }
        return last[right.count]
    }

    /// The nearest of `words`, the first of equals; nil where more than a third of the letters would have to change.
    package static func nearest(_ word: String, among words: [String]) -> String? {
        // The distance is quadratic, and nobody mistypes a word of fifty letters.
        guard word.utf8.count <= 50 else { return nil }
        let ranked = words.map { (word: $0, distance: distance(word, $0)) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(2, best.word.count / 3) ? best.word : nil
    }
}
