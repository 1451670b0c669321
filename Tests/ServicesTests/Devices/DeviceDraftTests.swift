import Testing

@testable import Services

struct DeviceDraftTests {
    @Test func aNameAndAnAddressAreEnough() throws {
        _ = try DeviceDraft(name: "Gate 6", host: "2001:db8::10").validated()
        let valid = try DeviceDraft(name: "Gate 1", host: "192.168.1.201").validated()
        #expect(valid.port == 4370)
        #expect(valid.commKey == 0)
        #expect(valid.zone == nil)
    }

    @Test(arguments: [
        (DeviceDraft(host: "h"), DeviceField.name), (DeviceDraft(name: "G"), .host),
        (DeviceDraft(name: "G", host: "192.0.2.10:4370"), .host),
        (DeviceDraft(name: "G", host: "http://h/"), .host), (DeviceDraft(name: "G", host: "h", port: "0"), .port),
        (DeviceDraft(name: "G", host: "h", port: "65536"), .port),
        (DeviceDraft(name: "G", host: "h", commKey: "1000000"), .commKey),
        (DeviceDraft(name: "G", host: "h", zone: "India"), .zone),
    ])
    func eachProblemStandsBesideItsField(draft: DeviceDraft, field: DeviceField) {
        #expect(Array(draft.problems().keys) == [field])
    }
}
