import CAdwaita
import Gtk
import Testing

extension Toolkit {
    @Suite struct OwnershipTests {
        init() throws { try Toolkit.start() }

        @Test func aWidgetGoesWithItsWrapper() {
            var label: Label? = Label("x")
            let slot = label.map { WeakSlot($0) }
            #expect(slot?.isCleared == false)
            label = nil
            #expect(slot?.isCleared == true)
        }

        @Test func aParentKeepsAChildWhoseWrapperIsGone() throws {
            var box: Box? = .row()
            var label: Label? = Label("x")
            let slot = WeakSlot(try #require(label))
            box?.append(try #require(label))
            label = nil
            #expect(!slot.isCleared)
            box = nil
            #expect(slot.isCleared)
        }

        @Test func anOwnedObjectIsTakenAsItIs() {
            var menu: Menu? = Menu()
            let slot = menu.map { WeakSlot($0) }
            menu = nil
            #expect(slot?.isCleared == true)
        }

        @Test func borrowingDoesNotSinkAFloatingWidget() throws {
            let floating = try #require(gtk_label_new("x"))
            do {
                let borrowed = Label(borrowed: floating)
                #expect(borrowed.text == "x")
            }
            #expect(g_object_is_floating(floating) != 0)
            let owner = Label(widget: floating)
            #expect(g_object_is_floating(owner.raw) == 0)
        }

        @Test func aWindowIsOwnedByGtkUntilItIsDestroyed() throws {
            var window: Window? = Window(widget: adw_window_new())
            let slot = WeakSlot(try #require(window))
            window?.destroy()
            #expect(!slot.isCleared)  // our reference still holds it
            window = nil
            #expect(slot.isCleared)
        }

        @Test func aControllerThatHoldsItsWindowGoesWithIt() throws {
            final class Controller {
                let window = Window(widget: adw_window_new())
                let button = Button("Press")
                var presses = 0

                init() {
                    window.content = button
                    button.onClicked { [weak self] in self?.presses += 1 }
                    window.onKey("Escape") { [weak self] in self != nil }
                }
            }
            var controller: Controller? = Controller()
            weak let left = controller
            let window = WeakSlot(try #require(controller).window)
            let button = WeakSlot(try #require(controller).button)
            controller?.window.destroy()
            controller = nil
            #expect(left == nil)
            #expect(window.isCleared)
            #expect(button.isCleared)
        }
    }
}
