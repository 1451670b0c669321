import Domain
import Gtk
import Services

/// The word with which a terminal that calls proves itself.
extension DevicesRoom {
    func renewWord(of device: DeviceSummary) async {
        guard let work else { return }
        let question = DeviceWork.wordQuestion(device.name, hasWord: work.hasWord)
        guard await context.window.ask(question.heading, question.text, verb: question.verb, isDestructive: true) else {
            return
        }
        switch await work.renewWord() {
        case .success(let word): words.open { WordDialog(word, of: device.name, over: context.window) }
        case .failure(let problem): context.window.tell(problem.heading, problem.text)
        }
        await model.load()
    }

    func removeWord(of device: DeviceSummary) async {
        guard let work else { return }
        let question = DeviceWork.wordRemovalQuestion(device.name)
        guard await context.window.ask(question.heading, question.text, verb: question.verb, isDestructive: true) else {
            return
        }
        await tell(await work.removeWord())
    }
}
