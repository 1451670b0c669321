import Foundation

/// With `ETIME_TRACE_START=1` the program says on standard error when its first data was on the screen.
enum StartTrace {
    static let isOn = ProcessInfo.processInfo.environment["ETIME_TRACE_START"] == "1"

    /// Milliseconds since the kernel started the process: `starttime` of `/proc/self/stat`, in ticks of 10 ms since boot.
    static func report() {
        guard isOn, let milliseconds else { return }
        FileHandle.standardError.write(Data("first data after \(milliseconds) ms\n".utf8))
    }

    private static var milliseconds: Int? {
        // The program's name, in brackets, may hold blanks; the fields after it do not. starttime is the 22nd of all.
        guard let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
            let fields = stat.split(separator: ")").last?.split(separator: " "), fields.count > 19,
            let ticks = Double(fields[19])
        else { return nil }
        var now = timespec()
        clock_gettime(CLOCK_BOOTTIME, &now)
        let start = ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
        return Int((Double(now.tv_sec) + Double(now.tv_nsec) / 1e9 - start) * 1000)
    }
}
