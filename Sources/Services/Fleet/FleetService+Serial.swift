package import Devices

extension FleetService {
    /// Where a reader's cable can end on this computer.
    package static var serialPorts: [SerialPortInfo] { SerialPorts.list() }
}
