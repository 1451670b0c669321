import Foundation
import Gtk

/// A program with a synchronous `main` and the GLib loop, as the desktop is. It prints a line for each way of reaching the
/// main actor that worked and how much processor time idling cost; a way that does not work leaves its line out.
@main
struct Probe {
    static func main() {
        MainLoop.adoptMainActor()
        let steps = Steps()
        Task { steps.done("task") }
        Task.detached { await MainActor.run { steps.done("run") } }
        Task.detached { _ = Guarded(steps) }
        Task {
            try await Task.sleep(for: .milliseconds(20))
            steps.done("sleep")
        }
        let reached = MainLoop.run { steps.count == 4 }
        print("thread \(Thread.isMainThread ? "first" : "other")")
        // Only the eventfd could keep the loop turning now: one that is not read burns a whole core.
        let before = clock()
        _ = MainLoop.run(until: { false }, within: 0.5)
        print("idle \(Double(clock() - before) / Double(CLOCKS_PER_SEC) < 0.25 ? "quiet" : "spinning")")
        exit(reached ? 0 : 1)
    }
}

final class Steps {
    private(set) var count = 0

    func done(_ step: String) {
        count += 1
        print(step)
    }
}

/// Its deinit must come back to the main actor from wherever the last reference was dropped.
final class Guarded: Sendable {
    private let steps: Steps

    nonisolated init(_ steps: Steps) {
        self.steps = steps
    }

    isolated deinit {
        steps.done("deinit")
    }
}
