// SPDX-License-Identifier: Apache-2.0
import Testing
import Timetable

@testable import Station

@Suite struct RoleTableTests {
    private func table(_ yaml: String) -> (RoleTable, [String]) {
        let (settings, diagnostics) = StoreFile.parse(yaml, file: "store.yaml", defaults: StoreSettings())
        return (settings.roles, diagnostics.map { "\($0.location.line):\($0.location.column) \($0.message(in: .en))" })
    }

    @Test func `users and groups hold roles, and a stranger holds none`() {
        let (table, problems) = table("roles: { desk: [anna, front], editor: none }")
        #expect(problems.isEmpty)
        #expect(table.requester(user: "anna", groups: [], isOwner: false).roles == [.desk])
        #expect(table.requester(user: "ben", groups: ["front", "root"], isOwner: false).roles == [.desk, .admin])
        #expect(table.requester(user: "eve", groups: ["storecast-editor"], isOwner: false).roles.isEmpty)
        #expect(table.requester(user: "eve", groups: [], isOwner: true).roles == [.admin])
    }

    @Test func `the desk announces, the editor keeps the programme, the admin may do all`() {
        func may(_ role: Role) -> Set<Permission> {
            Set(Permission.allCases.filter(Requester(user: "x", roles: [role]).may))
        }
        #expect(may(.desk) == [.look, .announce, .cancelOwn, .upload, .handOver])
        #expect(may(.editor) == [.look, .edit, .reload, .mute, .upload, .handOver])
        #expect(may(.admin) == Set(Permission.allCases))
        #expect(Permission.allCases.allSatisfy { !Requester(user: "x", roles: []).may($0) })
    }

    @Test(arguments: [
        ("roles: { dsek: [a] }", "1:10 unknown key \"dsek\""), ("roles: { desk: 5 }", "1:16 expected a list of words"),
        ("roles: { desk: [two words] }", "1:16 \"two words\" is no Unix user or group"),
    ])
    func `a mistake in the roles is told with its place`(yaml: String, told: String) throws {
        let (table, problems) = table(yaml)
        #expect(try #require(problems.first).hasPrefix(told), "\(problems)")
        #expect(table == RoleTable())
    }
}
