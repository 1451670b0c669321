import Foundation
import Gtk

/// Measures the desktop on this display: how long a frame takes while a table of a million rows scrolls, how long sorting it
/// keeps the window waiting, and of `etime-desktop`, which stands beside this program, how long it takes to its first data
/// and from a punch at a terminal to its row.
@main
struct DesktopBench {
    static func main() {
        guard Appearance.hasDisplay else {
            FileHandle.standardError.write(Data("etime-desktop-bench needs a display; run it under xvfb-run.\n".utf8))
            exit(1)
        }
        let scroll = ScrollBench()
        let status = withExtendedLifetime(scroll) { scroll.run() }
        SortBench.run()
        StartBench.run(arguments: Array(CommandLine.arguments.dropFirst()))
        LiveRowBench.run()
        exit(status)
    }
}
