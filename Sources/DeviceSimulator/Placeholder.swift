enum DeviceSimulatorPlaceholder {}
