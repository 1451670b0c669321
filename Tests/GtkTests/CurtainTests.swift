import CAdwaita
import Gtk
import Testing

extension Toolkit {
    @Suite struct CurtainTests {
        init() throws { try Toolkit.start() }

        @Test func otherWindowsAreHiddenAndComeBackAsTheyWere() {
            let front = Window(widget: adw_window_new())
            front.present()
            let dialog = Window.modal(over: front, title: "Asha Verma", width: 300)
            let entry = EntryRow("Name")
            dialog.content = entry
            dialog.present()
            entry.text = "Asha"
            let question = Window.modal(over: dialog, title: "Question", width: 200)
            question.present()
            Curtain.lower(before: front)
            #expect(front.isOnScreen && !dialog.isOnScreen && !question.isOnScreen && !entry.isMapped)
            #expect(dialog.title == "Locked" && gtk_window_get_modal(dialog.typed()) == 0 && Curtain.waiting == 2)
            // What opens meanwhile waits, and what ends meanwhile is gone.
            let late = Window.modal(over: front, title: "Message", width: 200)
            late.present()
            front.present()
            question.destroy()
            #expect(!late.isVisible && front.isOnScreen && Curtain.waiting == 3)
            Curtain.raise()
            #expect(dialog.isOnScreen && late.isOnScreen && entry.isMapped && entry.text == "Asha")
            #expect(dialog.title == "Asha Verma" && gtk_window_get_modal(dialog.typed()) != 0 && Curtain.waiting == 0)
            let next = Window.modal(over: front, title: "Next", width: 200)
            next.present()
            #expect(next.isOnScreen)
            front.endOthers()
            #expect(!next.isOnScreen && !dialog.isOnScreen)
            front.destroy()
        }

        @Test func whatEndsBehindItIsNotShownAgain() {
            let front = Window(widget: adw_window_new())
            front.present()
            let dialog = Window.modal(over: front, title: "Form", width: 300)
            dialog.present()
            Curtain.lower(before: front)
            front.endOthers()
            Curtain.raise()
            #expect(!dialog.isVisible && Curtain.waiting == 0)
            front.destroy()
        }
    }
}
