import Testing

@testable import DeviceSimulator

struct FaultsTests {
    @Test func everyNameInHelpIsTaken() throws {
        var faults = Faults()
        for (name, _) in Faults.names { try faults.set("\(name)=1") }
        #expect(faults.loss == 1)
        #expect(faults.cutAfterBytes == 1)
        #expect(faults.silentTCP && faults.garbageAfterNUL)
        #expect(faults.wrongCounter == 1 && faults.truncatedBytes == 1)
    }

    @Test(arguments: ["loss", "lost=0.1", "=1", ""])
    func unknownFaultsAreNamed(text: String) {
        var faults = Faults()
        #expect(throws: SimulatorError.unknownFault(text)) { try faults.set(text) }
    }

    @Test(arguments: ["loss=1.1", "loss=-1", "loss=much", "delay=soon"])
    func badValuesAreNamed(text: String) {
        var faults = Faults()
        #expect {
            try faults.set(text)
        } throws: { error in
            "\(error)".hasPrefix("'\(text)' does not work")
        }
    }
}
