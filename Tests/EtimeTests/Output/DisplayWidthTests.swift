import Testing

@testable import etime

struct DisplayWidthTests {
    // Widths by glibc's wcwidth: a spacing vowel sign takes a cell, a mark that sits on its letter none.
    @Test(arguments: [
        ("", 0), ("Asha", 4), ("é", 1), ("e\u{301}", 1), ("सुनील", 4), ("गायकवाड", 7), ("王小明", 6), ("한국", 4),
        ("ｱ", 1), ("Ａ", 2), ("👍", 2), ("👩‍👩‍👧", 2), ("a\u{200B}b", 2), ("½P", 2),
    ])
    func isWhatATerminalDraws(text: String, width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test(arguments: [
        ("Asha Verma", 10, "Asha Verma"), ("Asha Verma", 6, "Asha …"), ("王小明", 4, "王…"), ("王小明", 5, "王小…"),
        ("Asha", 1, "…"), ("Asha", 0, ""),
    ])
    func truncationNeverExceedsTheWidth(text: String, width: Int, expected: String) {
        #expect(text.truncated(toDisplayWidth: width) == expected)
        #expect(text.truncated(toDisplayWidth: width).displayWidth <= width)
    }
}
