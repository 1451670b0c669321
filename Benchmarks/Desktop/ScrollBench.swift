import CAdwaita
import Foundation
import Gtk

/// A day's row as the Today room has it, a million times.
nonisolated struct BenchRow: Identifiable {
    var id: Int

    var code: String { String(id) }
    var name: String { BenchRow.names[id % BenchRow.names.count] }
    var department: String { ["Stores", "Assembly", "Dispatch", "Accounts"][id % 4] }
    var shift: String { ["G", "N", "A"][id % 3] }
    var status: String { ["P", "½P", "A", "WO"][id % 4] }

    func time(_ salt: Int) -> String {
        let minute = (id &* 31 &+ salt) % 720 + 360
        let rest = minute % 60
        return "\(minute / 60):\(rest < 10 ? "0" : "")\(rest)"
    }

    private static let names = [
        "Asha Verma", "Balasubramanian Venkataraghavan", "Chitra", "देवेन्द्र सिंह राठौड़", "Elena Fernandes",
        "فاطمة الزهراء", "Gopal Krishna Iyer",
    ]
}

/// Scrolls a table of 1,000,000 rows and nine columns for some seconds, by wheel steps and by jumps to far places, one step
/// a frame, and takes the work of each frame: from the frame clock's `before-paint` to its `after-paint`. Within it the table
/// is scrolled, so that it holds the binding of cells, layout, and rendering. The table is built and shown before the measuring begins.
///
/// What it reports is the worst frame of all. Run it on a machine that does nothing else.
final class ScrollBench {
    private let application = Application(id: "io.github.etimetracker.DesktopBench")
    private var window: ApplicationWindow?
    private let table = TableView<BenchRow>(name: "Days", columns: ScrollBench.columns)
    private var clock: Object?
    private var began = Instant()
    private var wheel: [Work] = []
    private var jumps: [Work] = []
    private var step = 0

    private static let warmUp = 30
    private static let steps = 720

    func run() -> Int32 {
        application.onActivate { [weak self] in self?.open() }
        return application.run()
    }

    private static let columns: [TableColumn<BenchRow>] = [
        TableColumn("Code", width: 8, by: \.id) { $0.code },
        TableColumn("Name", width: 20, expands: true, by: \.name) { $0.name },
        TableColumn("Department", width: 12) { $0.department },
        TableColumn("Shift", width: 6) { $0.shift },
        TableColumn("In", width: 6, isNumeric: true) { $0.time(0) },
        TableColumn("Out", width: 6, isNumeric: true) { $0.time(17) },
        TableColumn("Work", width: 6, isNumeric: true) { $0.time(5) },
        TableColumn("Late", width: 6, isNumeric: true, mark: { $0.id % 5 == 0 ? "error" : nil }, text: { $0.time(9) }),
        TableColumn("Status", width: 8) { $0.status },
    ]

    private func open() {
        let window = ApplicationWindow(application, title: "Desktop bench", width: 1180, height: 680)
        self.window = window
        let content = Box.column(spacing: 0, HeaderBar(), table.widget)
        window.content = content
        table.show((0..<1_000_000).map(BenchRow.init))
        window.present()
        watchFrames(of: window)
    }

    private func watchFrames(of window: Window) {
        guard let frames = gtk_widget_get_frame_clock(window.widget) else { return }
        let clock = Object(borrowed: UnsafeMutableRawPointer(frames))
        self.clock = clock
        clock.on("before-paint") { [weak self] in self?.began = Instant() }
        clock.on("update") { [weak self] in self?.scroll() }
        clock.on("after-paint") { [weak self] in self?.frameEnded() }
        gdk_frame_clock_begin_updating(frames)
    }

    private func frameEnded() {
        let work = Work(from: began, to: Instant())
        if step > ScrollBench.warmUp {
            if isJump { jumps.append(work) } else { wheel.append(work) }
        }
        if step == ScrollBench.warmUp + ScrollBench.steps { finish() }
    }

    /// Inside the frame, as the kinetic scrolling of a touchpad does: GTK binds the cells here and now.
    private func scroll() {
        step += 1
        let (total, page) = table.scrollRange
        if isJump {
            // Multiples of the golden ratio: evenly spread, never near the last one.
            let place = (Double(step) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1)
            table.scrollPosition = place * (total - page)
        } else {
            table.scrollPosition += 90
        }
    }

    /// Every fourth step; three wheel steps between.
    private var isJump: Bool { step % 4 == 0 }

    private func finish() {
        print("wheel: \(summary(wheel))")
        print("jump: \(summary(jumps))")
        report("desktop-scroll", (wheel + jumps).map(\.wall).max() ?? .infinity, unit: "ms", bar: 16)
        application.quit()
    }

    private func summary(_ frames: [Work]) -> String {
        "\(frames.count) frames, \(spread(frames.map(\.wall))); processor \(spread(frames.map(\.processor)))"
    }

    private func spread(_ times: [Double]) -> String {
        let sorted = times.sorted()
        guard let worst = sorted.last else { return "none" }
        return "median \(sorted[sorted.count / 2]) ms, p95 \(sorted[sorted.count * 95 / 100]) ms, worst \(worst) ms"
    }
}

/// Microseconds on the wall's clock, and of this thread's work: where they differ the machine did something else.
private struct Instant {
    var wall = g_get_monotonic_time()
    var processor = Instant.ofThread()

    private static func ofThread() -> gint64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return gint64(time.tv_sec) * 1_000_000 + gint64(time.tv_nsec) / 1000
    }
}

/// Milliseconds of one frame.
private struct Work {
    var wall: Double
    var processor: Double

    init(from start: Instant, to end: Instant) {
        wall = Double(end.wall - start.wall) / 1000
        processor = Double(end.processor - start.processor) / 1000
    }
}
