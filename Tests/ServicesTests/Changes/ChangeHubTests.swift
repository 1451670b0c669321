import Testing

@testable import Services

struct ChangeHubTests {
    @Test func eachSubscriberSeesEachChange() async {
        let hub = ChangeHub()
        let (first, second) = (hub.subscribe(), hub.subscribe())
        hub.send(.employees, .devices)
        hub.finish()
        #expect(await Array(first) == [.employees, .devices])
        #expect(await Array(second) == [.employees, .devices])
    }
}

extension Array {
    fileprivate init<S: AsyncSequence>(_ sequence: S) async where S.Element == Element, S.Failure == Never {
        self = []
        for await element in sequence { append(element) }
    }
}
