// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// Settings every target shares; warnings are errors everywhere, not only in CI.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// Targets that touch C memory mark each unsafe step.
let strictMemory: [SwiftSetting] = strict + [.strictMemorySafety()]

/// The toolchain's own linker, and relocations in a form that needs little room (DT_RELR, glibc 2.36): the program takes
/// 6 MB less memory than with the default one.
let lean: [LinkerSetting] = [
    .unsafeFlags(
        ["-use-ld=lld", "-Xlinker", "--icf=safe", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"],
        .when(configuration: .release))
]

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioExtras = Target.Dependency.product(name: "NIOExtras", package: "swift-nio-extras")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "storecast",
    products: [.executable(name: "storecast", targets: ["storecast"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", exact: "0.10.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [
        // C libraries: a module map and a shim, nothing else.
        .systemLibrary(name: "CALSA", pkgConfig: "alsa", providers: [.apt(["libasound2-dev"])]),
        .systemLibrary(name: "CSndFile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
        .systemLibrary(name: "CSoxr", pkgConfig: "soxr", providers: [.apt(["libsoxr-dev"])]),
        .systemLibrary(name: "CEBUR128", pkgConfig: "libebur128", providers: [.apt(["libebur128-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CClock"),

        // The house, top to bottom: a target imports only targets above it.
        .target(name: "Timetable", swiftSettings: strict),
        .target(name: "Spreadsheet", dependencies: ["Timetable", "SwiftCSV"], swiftSettings: strict),
        .target(name: "Playout", dependencies: ["Timetable"], swiftSettings: strict),
        .target(name: "Mixing", swiftSettings: strictMemory),
        .target(
            name: "Media", dependencies: ["CSndFile", "CSoxr", "CEBUR128", "Mixing", subprocess, systemPackage],
            swiftSettings: strictMemory),
        .target(name: "SoundCard", dependencies: ["CALSA", "Mixing"], swiftSettings: strictMemory),
        .target(name: "Speech", dependencies: [subprocess, systemPackage], swiftSettings: strict),
        .target(name: "Journal", dependencies: ["Timetable", "Playout", grdb], swiftSettings: strict),
        .target(name: "Rehearsal", dependencies: ["Timetable", "Playout"], swiftSettings: strict),
        .target(
            name: "Station",
            dependencies: [
                "CClock", "Timetable", "Spreadsheet", "Playout", "Mixing", "Media", "SoundCard", "Speech", "Journal",
                "Rehearsal",
                "Yams", lifecycle, logging,
            ],
            swiftSettings: strict),
        // The files of page/, taken into the program by C23's #embed: no build step, and nothing to install beside it.
        .target(name: "ConsolePage", exclude: ["page"]),
        .target(
            name: "Control",
            dependencies: [
                "CSodium", "CZlib", "ConsolePage", "Timetable", "Spreadsheet", "Station", hummingbird, hummingbirdCore,
                httpTypes, lifecycle, logging,
                nioCore, nioExtras, nioPosix, nioHTTP1, nioHTTPTypes,
            ],
            swiftSettings: strict),
        .target(name: "Systemd", dependencies: [logging], swiftSettings: strict),
        .executableTarget(
            name: "storecast",
            dependencies: [
                "CMalloc", "Timetable", "Spreadsheet", "Playout", "Rehearsal", "Station", "Control", "Systemd",
                lifecycle,
                unixSignals, logging, .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict, linkerSettings: lean),

        .executableTarget(
            name: "benchmarks",
            dependencies: ["SystemSupport", "TestSupport", "Simulation", "Timetable", "Playout", "Mixing", "Station"],
            path: "Benchmarks", swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["Timetable", "Playout"], path: "Tests/TestSupport",
            swiftSettings: strict),
        // Made-up stores in which everything goes wrong, and what must hold of them all the same. The tests run it with
        // accesses checked for exclusivity, `make simulate` without, for speed.
        .target(
            name: "Simulation", dependencies: ["TestSupport", "Timetable", "Playout", "Rehearsal", "Journal"],
            path: "Tests/Simulation",
            swiftSettings: strict + [
                .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
            ]),
        .executableTarget(
            name: "simulate", dependencies: ["Simulation", "TestSupport", "Timetable"], path: "Tests/Simulate",
            swiftSettings: strict),
        // The program, a recorded sound card and what was heard, from outside: for the system tests and the benchmarks.
        .target(
            name: "SystemSupport", dependencies: [subprocess, systemPackage, grdb], path: "Tests/SystemSupport",
            swiftSettings: strict),
        .executableTarget(name: "soak", dependencies: ["SystemSupport"], path: "Tests/Soak", swiftSettings: strict),
        // The audio thread's path, with its allocations counted: a program of its own, for it is built for release.
        .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
        .executableTarget(
            name: "kernel-allocations", dependencies: ["CAllocationCounter", "Mixing", "SoundCard", "TestSupport"],
            path: "Tests/KernelAllocations", swiftSettings: strict),

        .testTarget(name: "TimetableTests", dependencies: ["TestSupport", "Timetable"], swiftSettings: strict),
        .testTarget(
            name: "SpreadsheetTests", dependencies: ["TestSupport", "Spreadsheet", "Timetable"], swiftSettings: strict),
        .testTarget(
            name: "PlayoutTests", dependencies: ["TestSupport", "Playout", "Timetable"], swiftSettings: strict),
        .testTarget(name: "MixingTests", dependencies: ["TestSupport", "Mixing"], swiftSettings: strict),
        .testTarget(
            name: "MediaTests", dependencies: ["TestSupport", "Media", "Mixing", "CSndFile", "CEBUR128"],
            swiftSettings: strict),
        .testTarget(
            name: "SoundCardTests", dependencies: ["TestSupport", "SoundCard", "Mixing"], swiftSettings: strict),
        .testTarget(name: "SpeechTests", dependencies: ["Speech", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "JournalTests",
            dependencies: ["Journal", "Playout", "TestSupport", "Timetable", grdb, sqlite],
            swiftSettings: strict),
        .testTarget(
            name: "RehearsalTests", dependencies: ["TestSupport", "Rehearsal", "Playout", "Timetable"],
            swiftSettings: strict),
        .testTarget(
            name: "SimulationTests", dependencies: ["Simulation", "TestSupport", "Timetable"], swiftSettings: strict),
        .testTarget(
            name: "StationTests",
            dependencies: [
                "TestSupport", "Station", "Journal", "Spreadsheet", "Playout", "Timetable", "Media", "Mixing",
                "SoundCard",
                "Speech", "CEBUR128",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ControlTests",
            dependencies: [
                "SystemSupport", "Control", "Media", "Playout", "Station", "Timetable", httpTypes, lifecycle, logging,
                nioCore,
                nioEmbedded,
                nioHTTP1, nioHTTPTypes,
            ],
            swiftSettings: strict),
        .testTarget(name: "SystemdTests", dependencies: ["Systemd", logging], swiftSettings: strict),
        .testTarget(
            name: "SystemTests", dependencies: ["SystemSupport", "TestSupport", "storecast", subprocess],
            swiftSettings: strict),
        .testTarget(name: "RepositoryTests", dependencies: ["TestSupport", "Timetable"], swiftSettings: strict),
    ],
    cLanguageStandard: .gnu2x
)
