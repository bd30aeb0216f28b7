// SPDX-License-Identifier: Apache-2.0
import Testing
import Timetable

@testable import Station

@Suite struct WebSettingsTests {
    private func parse(_ yaml: String) -> (web: WebSettings, problems: [String]) {
        let (settings, found) = StoreFile.parse(yaml, file: "store.yaml", defaults: StoreSettings())
        return (settings.web, found.map { "\($0.location.line): \($0.message(in: .en))" })
    }

    @Test func `an empty file serves the console to this machine alone`() {
        #expect(parse("").web.listen == WebSettings.Address(host: "127.0.0.1", port: 8480))
    }

    @Test(arguments: [
        ("\"0.0.0.0:80\"", "0.0.0.0", 80), ("\"[::1]:8480\"", "::1", 8480), ("localhost:9000", "127.0.0.1", 9000),
        ("127.0.0.1:0", "127.0.0.1", 0),
    ])
    func `an address is read`(text: String, host: String, port: Int) {
        let (web, problems) = parse("web: { listen: \(text) }")
        #expect(web.listen == WebSettings.Address(host: host, port: port))
        #expect(problems.isEmpty)
    }

    @Test func `none serves nothing`() {
        #expect(parse("web: { listen: none }").web.listen == nil)
    }

    @Test(arguments: ["8480", "example.com:8480", "127.0.0.1", "127.0.0.1:99999", "::1:8480", "\"[127.0.0.1]:80\""])
    func `what is no address is refused, and the default holds`(text: String) {
        let (web, problems) = parse("name: x\nweb: { listen: \(text) }")
        #expect(web == WebSettings())
        #expect(problems.count == 1 && problems[0].hasPrefix("2: "), "\(problems)")
    }

    @Test func `names of a proxy are kept in lower case, and an address is no name`() {
        #expect(parse("web: { hosts: [Broadcast.Example.com] }").web.hosts == ["broadcast.example.com"])
        #expect(parse("web: { hosts: [\"https://example.com\"] }").problems.count == 1)
        #expect(parse("web: { host: [a] }").problems.count == 1)
    }
}
