import Foundation
package import Logging

/// Where what happens is told to whoever runs the program.
package struct ProgramLog: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    package var logLevel: Logger.Level
    private let label: String
    private let format: LogFormat
    private let file: LogFile?

    /// As the configuration says.
    ///
    /// - Parameter level: in the place of the configured one.
    /// - Throws: ``ConfigurationError``, ``LogFileError``
    package static func logger(
        _ configuration: ProgramConfiguration, level: Logger.Level? = nil
    ) throws -> Logger {
        let format = try configuration.text(.logFormat).flatMap(LogFormat.init(rawValue:)) ?? .text
        let configured = try configuration.text(.logLevel).flatMap(Logger.Level.init(rawValue:))
        let file = try configuration.text(.logFile).map { path in
            try LogFile(
                path: path, fullBytes: Int64(try configuration.count(.logMegabytes)) * 1_000_000,
                kept: try configuration.count(.logFiles))
        }
        return Logger(label: "etime") { label in
            ProgramLog(logLevel: level ?? configured ?? .error, label: label, format: format, file: file)
        }
    }

    private init(logLevel: Logger.Level, label: String, format: LogFormat, file: LogFile?) {
        self.logLevel = logLevel
        self.label = label
        self.format = format
        self.file = file
    }

    package func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
        if let own = event.metadata { all.merge(own) { _, new in new } }
        if let error = event.error { all["error"] = "\(error)" }
        let line = format.line(event, label, all, at: Date())
        if let file { file.write(line) } else { FileHandle.standardError.write(Data((line + "\n").utf8)) }
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
}
