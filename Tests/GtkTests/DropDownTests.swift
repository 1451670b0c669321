import Gtk
import Testing

extension Toolkit {
    @Suite struct DropDownTests {
        init() throws { try Toolkit.start() }

        @Test func itTellsWhatIsChosenAndTakesOtherChoices() {
            let people = DropDown(name: "Who", ["Anybody", "Asha"])
            #expect(people.selected == 0)
            var told: [Int] = []
            people.onSelected { [weak people] in told.append(people?.selected ?? -1) }
            people.selected = 1
            #expect(told == [1])
            people.offer(["Anybody", "Ravi", "Asha"], selecting: 2)
            #expect(people.selected == 2 && told.last == 2)
        }
    }
}
