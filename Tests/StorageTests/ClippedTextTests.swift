import Testing

@testable import Storage

struct ClippedTextTests {
    @Test(arguments: [
        ("Asha", 4, "Asha"), ("Asha", 3, "Ash"), ("", 3, ""), ("आशा", 2, "आ"), ("👩‍👩‍👧", 5, ""), ("a👩‍👩‍👧", 9, "a👩‍👩‍👧"),
    ])
    func nothingIsCutWithinACharacter(text: String, units: Int, clipped: String) {
        #expect(text.clipped(to: units) == clipped)
    }
}
