import Gtk
import Testing

extension Toolkit {
    @Suite struct FormRowTests {
        init() throws { try Toolkit.start() }

        /// The row shows both as they are; what is escaped would be seen escaped.
        @Test func namesWithSignsStayAsTheyAre() {
            let row = ActionRow("Stores & <Press>", subtitle: "Sahyadri & Sons")
            #expect(row.subtitle == "Sahyadri & Sons")
            row.subtitle = "a < b"
            #expect(row.subtitle == "a < b")
        }
    }
}
