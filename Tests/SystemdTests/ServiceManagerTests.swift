// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Systemd

/// sd_notify(3) and sd_listen_fds(3), from the other side.
@Suite struct ServiceManagerTests {
    @Test(arguments: [false, true]) func `is told several things in one message`(isAbstract: Bool) throws {
        let receiver = try Receiver(isAbstract: isAbstract)
        let manager = ServiceManager(environment: ["NOTIFY_SOCKET": receiver.path], pid: 7)
        #expect(manager.isThere)
        #expect(manager.notify(.ready, .status("on air:\nmusic"), .watchdog))
        #expect(receiver.text() == "READY=1\nSTATUS=on air: music\nWATCHDOG=1\n")
        #expect(manager.notify(.reloading(sinceMonotonicUs: 12)))
        #expect(receiver.text() == "RELOADING=1\nMONOTONIC_USEC=12\n")
        #expect(manager.notify(.stopping))
        #expect(receiver.text() == "STOPPING=1\n")
    }

    @Test func `that is not there is told nothing, and one that went away holds nobody up`() throws {
        #expect(!ServiceManager(environment: [:], pid: 7).notify(.ready))
        #expect(!ServiceManager(environment: ["NOTIFY_SOCKET": "relative"], pid: 7).isThere)
        let long = "/" + String(repeating: "x", count: 200)
        #expect(!ServiceManager(environment: ["NOTIFY_SOCKET": long], pid: 7).isThere)
        let path = try Receiver().path
        #expect(!ServiceManager(environment: ["NOTIFY_SOCKET": path], pid: 7).notify(.ready))
    }

    @Test func `wants to hear of the service as often as it says, if the service is meant`() {
        func interval(_ environment: [String: String]) -> Duration? {
            ServiceManager(environment: environment, pid: 7).watchdogInterval
        }
        #expect(interval(["WATCHDOG_USEC": "10000000"]) == .seconds(10))
        #expect(interval(["WATCHDOG_USEC": "10000000", "WATCHDOG_PID": "7"]) == .seconds(10))
        #expect(interval(["WATCHDOG_USEC": "10000000", "WATCHDOG_PID": "8"]) == nil)
        #expect(interval(["WATCHDOG_USEC": "0"]) == nil)
        #expect(interval(["WATCHDOG_USEC": "soon"]) == nil)
        #expect(interval([:]) == nil)
    }

    @Test func `passes no socket to another process, and none that does not listen`() {
        #expect(InheritedSockets.take(environment: [:], pid: 7).isEmpty)
        #expect(InheritedSockets.take(environment: ["LISTEN_PID": "8", "LISTEN_FDS": "1"], pid: 7).isEmpty)
        // A descriptor that is out of reach of any that is open.
        #expect(InheritedSockets.take(environment: ["LISTEN_PID": "7", "LISTEN_FDS": "0"], pid: 7).isEmpty)
    }
}
