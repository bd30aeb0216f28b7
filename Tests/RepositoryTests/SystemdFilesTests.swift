// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// What is written for systemd fits to the program.
@Suite struct SystemdFilesTests {
    @Test func `the units fit to the program`() throws {
        let files = try Repository.files(in: ["systemd"])
        let service = try #require(files.first { $0.path == "systemd/storecast.service" })
        let socket = try #require(files.first { $0.path == "systemd/storecast.socket" })
        for line in ["Type=notify", "Restart=always", "User=storecast", "WatchdogSec=10"] {
            #expect(service.lines.contains(Substring(line)))
        }
        let web = try #require(files.first { $0.path == "systemd/storecast-web.socket" })
        for line in ["ListenStream=127.0.0.1:8480", "Service=storecast.service"] {
            #expect(web.lines.contains(Substring(line)))
        }
        for line in ["ListenStream=/run/storecast/storecast.sock", "SocketGroup=storecast", "SocketMode=0660"] {
            #expect(socket.lines.contains(Substring(line)))
        }
    }
}
