// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing

@testable import Control

@Suite struct UnixAccountTests {
    @Test func `a user has their name, the groups of the database, and that of their process`() {
        let root = UnixAccount(uid: 0, gid: 1)
        #expect(root.user == "root")
        #expect(root.groups.isSuperset(of: ["root", "daemon"]))
    }

    @Test func `who is in no database goes by their numbers`() {
        let stranger = UnixAccount(uid: 3_999_999_999, gid: 3_999_999_998)
        #expect(stranger == UnixAccount(uid: 3_999_999_999, gid: 3_999_999_998))
        #expect(stranger.user == "3999999999")
        #expect(stranger.groups == ["3999999998"])
    }

    @Test func `a group is found by its name, or is not there`() {
        #expect(UnixAccount.gid(ofGroup: "root") == 0)
        #expect(UnixAccount.gid(ofGroup: "no such group") == nil)
        #expect(UnixAccount.gid(ofGroup: "") == nil)
    }
}
