// SPDX-License-Identifier: Apache-2.0
public import Foundation
import Glibc

/// Where a station finds its files; each place has an option, an environment variable and a default.
public struct StationPaths: Sendable, Equatable {
    /// Timetables, scripts and `store.yaml`; written only where somebody saves a text at the console or over the API.
    public var schedules: String
    /// Music, items, promos, chimes, recorded scripts; written only where somebody uploads, removes or brings back a file.
    public var audio: String
    /// The station's memory and caches; the only folder it writes of its own accord.
    public var state: String
    /// The control socket.
    public var socket: String

    /// The station's journal, in its state folder.
    var journal: String { "\(state)/storecast.sqlite" }

    /// Fills in what was not given: the environment's value, else that of a checkout when the working
    /// folder is one, else that of an installed station.
    public init(
        schedules: String? = nil, audio: String? = nil, state: String? = nil, socket: String? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        workingDirectory: String = FileManager.default.currentDirectoryPath
    ) {
        let isCheckout = FileManager.default.fileExists(atPath: "\(workingDirectory)/schedules")
        func place(_ given: String?, _ variable: String, _ checkout: String, _ installed: String) -> String {
            given ?? environment[variable].flatMap { $0.isEmpty ? nil : $0 } ?? (isCheckout ? checkout : installed)
        }
        self.schedules = place(schedules, "STORECAST_SCHEDULES", "schedules", "/etc/storecast")
        self.audio = place(audio, "STORECAST_AUDIO", "audio", "/var/lib/storecast/audio")
        let installed = "/var/lib/storecast"
        let state = place(state, "STORECAST_STATE", ".storecast", installed)
        self.state = state
        // Whoever chose a state folder finds the socket in it.
        let own = "\(state)/storecast.sock"
        self.socket = place(
            socket, "STORECAST_SOCKET", own, state == installed ? "/run/storecast/storecast.sock" : own)
    }

    /// The places for a program that looks at the store beside the daemon.
    ///
    /// What it speaks, converts and measures is kept in the state folder. In another user's, such as the installed daemon's,
    /// it may not write, or else the daemon could not write there after it: then all that goes into the user's own cache.
    public func beside(
        user: uid_t = geteuid(), environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> StationPaths {
        var status = stat()
        // A folder that is not there yet becomes the user's own.
        guard stat(state, &status) == 0, status.st_uid != user else { return self }
        let home = FileManager.default.homeDirectoryForCurrentUser.path
        var paths = self
        paths.state = "\(environment["XDG_CACHE_HOME"] ?? "\(home)/.cache")/storecast"
        return paths
    }
}
