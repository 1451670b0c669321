import Services

/// The word with which a terminal that calls proves itself.
extension DeviceWork {
    /// Whether that is known of it, and it is of use.
    package var mayHaveWord: Bool { calls && isLoaded }

    /// - Returns: the new one, which nobody can read again.
    package func renewWord() async -> Result<String, Problem> {
        do {
            let word = try await session.services.devices.renewPushToken(of: device, by: session.actor)
            await load()
            return .success(word)
        } catch {
            return .failure(Problem("It was given no new word", error, consequence: "What it has holds as before."))
        }
    }

    package func removeWord() async -> Result<String, Problem> {
        do {
            try await session.services.devices.removePushToken(of: device, by: session.actor)
            await load()
            return .success("From now on its serial number alone lets it in.")
        } catch {
            return .failure(Problem("Its word was not taken away", error, consequence: "It holds as before."))
        }
    }

    /// What is asked before: another word shuts the terminal out until somebody has entered it there.
    package static func wordQuestion(
        _ name: String, hasWord: Bool
    ) -> (heading: String, text: String, verb: String) {
        let old = hasWord ? "The old word does not hold any more. " : ""
        return (
            "Give \(name) a new word?",
            "\(old)The terminal is let in only with the new one, which is shown once: somebody has to enter it at the "
                + "terminal. It keeps its punches until then.",
            "Give a new word"
        )
    }

    package static func wordRemovalQuestion(_ name: String) -> (heading: String, text: String, verb: String) {
        (
            "Let \(name) in without a word?",
            "Whoever knows its serial number, which stands on its back, can then make punches in its name, and is handed "
                + "the names, passwords and fingerprints that wait to be written to it.",
            "Take the word away"
        )
    }
}
