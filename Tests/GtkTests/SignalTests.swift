import CAdwaita
import Gtk
import Testing

extension Toolkit {
    @Suite struct SignalTests {
        init() throws { try Toolkit.start() }

        @Test func aSignalCallsAndADisconnectedOneDoesNot() {
            let button = ToggleButton.labelled("Late 5")
            var count = 0
            let handler = button.on("toggled") { count += 1 }
            button.isActive = true
            button.isActive = false
            #expect(count == 2)
            button.disconnect(handler)
            button.isActive = true
            #expect(count == 2)
        }

        @Test func argumentsArriveTyped() {
            let list = NavigationList(name: "Rooms")
            list.append(title: "One", icon: "go-home-symbolic")
            list.append(title: "Two", icon: "go-home-symbolic")
            var chosen: [Int] = []
            list.onSelected { chosen.append($0) }
            list.selected = 1
            list.selected = 0
            #expect(chosen == [1, 0])
        }

        @Test func aQuestionIsAnswered() {
            let window = Window(widget: adw_window_new())
            let slot = WeakSlot(window)
            var isAsked = false
            window.onCloseRequest {
                isAsked = true
                return true
            }
            window.present()
            window.close()
            #expect(isAsked)
            #expect(!slot.isCleared)
            window.destroy()
        }

        @Test func aPropertyTellsThatItChanged() {
            let row = ComboRow("Shift", choices: ["General", "Night"])
            var seen: [Int] = []
            row.onSelected { [weak row] in seen.append(row?.selected ?? -1) }
            row.selected = 1
            #expect(seen == [1])
        }

        @Test func anActionIsFoundByWhatIsInsideTheWidgetThatHasIt() {
            let actions = ActionGroup()
            var count = 0
            actions.addAction("set-clocks") { count += 1 }
            let button = Button("Press")
            let room = Box.column(spacing: 0, button)
            room.insert(actions, as: "devices")
            button.activate(action: "devices.set-clocks")
            #expect(count == 1)
        }

        @Test func theClosureGoesWithTheObject() {
            final class Captured {}
            var captured: Captured? = Captured()
            weak let left = captured
            var button: Button? = Button("Press")
            button?.onClicked { [captured] in _ = captured }
            captured = nil
            #expect(left != nil)
            button = nil
            #expect(left == nil)
        }
    }
}
