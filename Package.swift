// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// Widgets and screens live on the GLib thread; there everything is main-actor unless it says otherwise.
let screenSettings = swiftSettings + [.defaultIsolation(MainActor.self)]

let package = Package(
    name: "etime-tracker",
    products: [
        .executable(name: "etime", targets: ["etime"]),
        .executable(name: "etime-desktop", targets: ["etime-desktop"]),
        .executable(name: "etime-bench", targets: ["etime-bench"]),
        .library(name: "DeviceSimulator", targets: ["DeviceSimulator"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .target(name: "Domain", swiftSettings: swiftSettings),
        .target(name: "SeededRandom", swiftSettings: swiftSettings),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .target(
            name: "Storage",
            dependencies: [
                "CSodium", "Domain",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: swiftSettings),
        .systemLibrary(name: "CODBC", pkgConfig: "odbc", providers: [.apt(["unixodbc-dev"])]),
        .systemLibrary(name: "CSecret", pkgConfig: "libsecret-1", providers: [.apt(["libsecret-1-dev"])]),
        .target(name: "SecretService", dependencies: ["CSecret", "Storage"], swiftSettings: swiftSettings),
        .target(name: "StorageODBC", dependencies: ["CODBC", "Storage"], swiftSettings: swiftSettings),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .target(name: "Spreadsheets", dependencies: ["CZip", "Domain"], swiftSettings: swiftSettings),
        .target(
            name: "Devices",
            dependencies: [
                "Domain",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "DeviceSimulator",
            dependencies: [
                "Devices", "Domain", "SeededRandom",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "Services",
            dependencies: [
                "Devices", "Domain", "SecretService", "Spreadsheets", "Storage", "Yams",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "Server",
            dependencies: [
                "Devices", "Domain", "Services", "Storage",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "etime",
            dependencies: [
                "DeviceSimulator", "Devices", "Domain", "SecretService", "SeededRandom", "Server", "Services",
                "Storage",
                "StorageODBC",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: swiftSettings),
        .systemLibrary(name: "CAdwaita", pkgConfig: "libadwaita-1", providers: [.apt(["libadwaita-1-dev"])]),
        .target(name: "CGtkRows", dependencies: ["CAdwaita"]),
        .target(name: "Gtk", dependencies: ["CAdwaita", "CGtkRows"], swiftSettings: screenSettings),
        .target(
            name: "Desktop",
            dependencies: [
                "Devices", "Domain", "Gtk", "Services", "Storage",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: screenSettings),
        .executableTarget(
            name: "etime-desktop",
            dependencies: [
                "Desktop", "Services", "StorageODBC",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: screenSettings),
        .executableTarget(
            name: "etime-bench",
            dependencies: [
                "DeviceSimulator", "Devices", "Domain", "SeededRandom", "Services", "Storage", "StorageODBC",
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Benchmarks",
            exclude: ["Desktop"],
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "etime-desktop-bench",
            dependencies: ["CAdwaita", "Desktop", "DeviceSimulator", "Domain", "Gtk", "Services"],
            path: "Benchmarks/Desktop",
            swiftSettings: screenSettings),
        .testTarget(name: "DomainTests", dependencies: ["Domain", "SeededRandom"], swiftSettings: swiftSettings),
        .testTarget(
            name: "SpreadsheetsTests", dependencies: ["CZip", "SeededRandom", "Spreadsheets"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Domain", "SeededRandom", "Storage", "StorageODBC",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Snapshots"], swiftSettings: swiftSettings),
        .testTarget(
            name: "StorageODBCTests", dependencies: ["SeededRandom", "Storage", "StorageODBC"],
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "secret-service-probe", dependencies: ["SecretService", "Storage"], path: "Tests/SecretServiceProbe",
            swiftSettings: swiftSettings),
        .testTarget(
            name: "SecretServiceTests",
            dependencies: [
                "etime", "secret-service-probe",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "DeviceTesting",
            dependencies: [
                "DeviceSimulator", "Devices", "SeededRandom",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/DeviceTesting", swiftSettings: swiftSettings),
        .testTarget(
            name: "DevicesTests",
            dependencies: [
                "DeviceSimulator", "DeviceTesting", "Devices", "Domain", "SeededRandom",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOTestUtils", package: "swift-nio"),
            ],
            resources: [.copy("Vectors"), .copy("Fuzz/Corpus")], swiftSettings: swiftSettings),
        .testTarget(
            name: "DeviceSimulatorTests",
            dependencies: [
                "DeviceSimulator", "DeviceTesting", "Devices", "Domain", "SeededRandom",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "ServicesTests",
            dependencies: [
                "DeviceSimulator", "DeviceTesting", "Devices", "Domain", "SeededRandom", "Server", "Services",
                "Storage",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "DeviceSimulator", "DeviceTesting", "Devices", "Domain", "SeededRandom", "Server", "Services",
                "Storage",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "EtimeTests",
            dependencies: [
                "DeviceSimulator", "DeviceTesting", "Domain", "Services", "Storage", "StorageODBC", "etime",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "main-actor-probe", dependencies: ["Gtk"], path: "Tests/MainActorProbe",
            swiftSettings: screenSettings),
        .testTarget(
            name: "GtkTests",
            dependencies: [
                "CAdwaita", "CGtkRows", "Gtk", "main-actor-probe",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: screenSettings),
        .testTarget(
            name: "DesktopTests",
            dependencies: ["Desktop", "DeviceSimulator", "Devices", "Domain", "Gtk", "Services", "Storage"],
            swiftSettings: screenSettings),
    ],
    swiftLanguageModes: [.v6]
)
