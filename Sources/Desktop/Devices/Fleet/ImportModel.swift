package import Domain
package import Services

/// A file that is looked at line by line before it is taken.
package final class ImportModel {
    /// Into which it can be taken.
    package let terminals: [DeviceSummary]
    package private(set) var device: Int
    package private(set) var path = ""
    package private(set) var columns = TextColumns.none
    package private(set) var headerLines = "0"
    /// What would become of each line; nil until somebody looked.
    package private(set) var fates: [FileFate]?
    package private(set) var failure: Problem?
    package private(set) var isBusy = false
    /// With what it could be taken all the same, after a person has read why not.
    package private(set) var acceptable: FileOptions?
    package var onChange: () -> Void = {}

    private let session: Session
    private var accepted: FileOptions?
    /// What is typed while a file is looked at makes what is found another file's.
    private var generation = 0

    package init(_ devices: [DeviceSummary], chosen: ID<Device>?, session: Session) {
        terminals = devices.filter { !$0.isRetired }
        device = terminals.firstIndex { $0.id == chosen } ?? 0
        self.session = session
    }

    // What is typed or chosen anew makes what was seen another file's.
    package func choose(device index: Int) { change(\.device, to: index) }
    package func choose(path text: String) { change(\.path, to: text) }
    package func choose(columns choice: TextColumns) { change(\.columns, to: choice) }
    package func choose(headerLines text: String) { change(\.headerLines, to: text) }

    private func change<Value: Equatable>(_ path: ReferenceWritableKeyPath<ImportModel, Value>, to new: Value) {
        guard self[keyPath: path] != new else { return }
        self[keyPath: path] = new
        generation += 1
        (fates, failure, acceptable, accepted) = (nil, nil, nil, nil)
        onChange()
    }

    package var headerProblem: String? {
        let count = Int(headerLines.withoutBlanks)
        return count.map { (0...1000).contains($0) } ?? false ? nil : "Enter how many lines, 0 to 1000."
    }

    package var mayLook: Bool { !isBusy && !path.isEmpty && headerProblem == nil && terminals.indices.contains(device) }

    package var mayTake: Bool { mayLook && (fates?.contains { $0.isKept } ?? false) }

    private var options: FileOptions {
        var options = accepted ?? FileOptions()
        options.format = columns.format
        options.headerLines = Int(headerLines.withoutBlanks) ?? 0
        return options
    }

    package func look() async {
        guard mayLook else { return }
        let (options, looked) = (options, generation)
        await work("Nothing can be taken of this file") { files, device, actor in
            do {
                let found = try await files.preview(self.path, for: device, options, by: actor)
                if looked == self.generation { self.fates = found }
            } catch  where looked != self.generation {}
        }
        if failure != nil { await lookForRemedy() }
    }

    /// The person has read why it was refused, and takes it all the same.
    package func accept() async {
        accepted = acceptable
        acceptable = nil
        await look()
    }

    /// - Returns: what came of it, as a sentence; nil where it failed, which then is in `failure`.
    package func take() async -> String? {
        guard mayTake else { return nil }
        let options = options
        var sentence: String?
        await work("Nothing was taken") { files, device, actor in
            sentence = try await files.import(self.path, into: device, options, by: actor).description
        }
        return sentence
    }

    private func work(_ heading: String, _ body: (FileService, ID<Device>, Actor) async throws -> Void) async {
        (isBusy, failure) = (true, nil)
        onChange()
        do {
            try await body(session.services.files, terminals[device].id, session.actor)
        } catch is CancellationError {
            // Whoever closes the window wants it to end.
        } catch {
            failure = Problem(heading, error)
        }
        isBusy = false
        onChange()
    }

    /// Whether a person's word alone is lacking. Every reason is read before anything is accepted.
    private func lookForRemedy() async {
        guard accepted == nil, let failure else { return }
        let (given, begun) = (options, generation)
        let remedies = [(true, false), (false, true), (true, true)].map { experiment, terminal in
            var options = given
            (options.acceptsExperiment, options.acceptsOtherTerminal) = (experiment, terminal)
            return options
        }
        let (files, device, path) = (session.services.files, terminals[device].id, path)
        var reasons = [failure.text]
        for options in remedies {
            do {
                _ = try await files.preview(path, for: device, options, by: session.actor)
                guard begun == generation else { return }
                let needsBoth = options.acceptsExperiment && options.acceptsOtherTerminal
                if needsBoth {
                    self.failure = Problem(heading: failure.heading, text: reasons.joined(separator: "\n\n"))
                }
                acceptable = options
                return onChange()
            } catch {
                let reason = Problem(failure.heading, error).text
                if !reasons.contains(reason) { reasons.append(reason) }
            }
        }
    }
}

// What was found.
extension ImportModel {
    /// `400 lines: 12 new, 386 known, 2 cannot be read and go to the inbox.`
    package var sentence: String {
        guard let fates else { return "" }
        var (new, known, doubtful, unreadable, left) = (0, 0, 0, 0, 0)
        for fate in fates {
            switch fate.fate {
            case .new: new += 1
            case .known: known += 1
            case .doubtful: doubtful += 1
            case .unreadable: unreadable += 1
            case .left: left += 1
            }
        }
        let parts = [
            (new, "new"), (known, "known"), (doubtful, "new with a date that cannot be right"),
            (unreadable, "cannot be read and \(unreadable == 1 ? "goes" : "go") to the inbox"),
            (left, "left, because nobody has recorded that those people agree"),
        ].filter { $0.0 > 0 }.map { "\(Words.grouped($0.0)) \($0.1)" }
        let lines = Words.count(fates.count, "line", "lines")
        return fates.isEmpty ? "There is nothing in it." : "\(lines): \(parts.joined(separator: ", "))."
    }

    /// What the button does next.
    package var verb: String {
        guard let fates else { return "Look at it" }
        let count = fates.count { $0.isKept }
        return count == 0 ? "Import" : "Import \(Words.count(count, "line", "lines"))"
    }
}

extension FileFate {
    /// Whether something of the line is stored that is not there.
    fileprivate var isKept: Bool {
        switch fate {
        case .new, .doubtful, .unreadable: true
        case .known, .left: false
        }
    }
}
