// SPDX-License-Identifier: Apache-2.0
import Glibc
import Station
import Testing

@Suite struct StationPathsTests {
    private let environment = ["XDG_CACHE_HOME": "/home/anna/.cache"]

    @Test func `a program beside the daemon keeps nothing in another user's state folder, root neither`() async throws {
        try await withStore { store in
            try store.folder("state")
            let beside = store.paths.beside(user: geteuid() + 1, environment: environment)
            #expect(beside.state == "/home/anna/.cache/storecast")
            var others = beside
            others.state = store.paths.state
            #expect(others == store.paths)
        }
    }

    @Test func `in a state folder of one's own, or one still to be made, it does`() async throws {
        try await withStore { store in
            #expect(store.paths.beside(user: geteuid() + 1, environment: environment) == store.paths)
            try store.folder("state")
            #expect(store.paths.beside(environment: environment) == store.paths)
        }
    }
}
