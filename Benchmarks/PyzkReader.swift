import DeviceSimulator
import Foundation

/// The same log read by pyzk in a process of its own, with its own clock around the one call.
enum PyzkReader {
    private static let script = """
        import sys, time
        from zk import ZK
        connection = ZK("127.0.0.1", port=int(sys.argv[1]), timeout=60, ommit_ping=True).connect()
        start = time.perf_counter()
        records = connection.get_attendance()
        print(len(records), time.perf_counter() - start)
        connection.disconnect()
        """

    /// - Returns: Seconds; nil, with a remark, where pyzk is not installed.
    static func read(address: VirtualTerminal.Address, expecting count: Int) throws -> Double? {
        let python = URL(fileURLWithPath: ".venv/bin/python")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            print("device-read-pyzk is left out: there is no .venv/bin/python with pyzk (make bench sets it up)")
            return nil
        }
        let process = Process()
        process.executableURL = python
        process.arguments = ["-c", script, String(address.tcpPort)]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let words = text.split { $0.isWhitespace }
        guard process.terminationStatus == 0, words.count == 2, Int(words[0]) == count, let seconds = Double(words[1])
        else {
            print("device-read-pyzk is left out: pyzk did not read the log (it said \"\(text)\")")
            return nil
        }
        return seconds
    }
}
