// SPDX-License-Identifier: Apache-2.0
import Glibc

/// A Unix user with their groups, as the system's account database tells them.
struct UnixAccount: Equatable {
    /// The most groups of a user: `NGROUPS_MAX` of Linux.
    private static let mostGroups = 65_536

    /// The name, or the number where there is no name.
    let user: String
    /// The names of all groups, the numbers of those without one.
    let groups: Set<String>

    /// Looks a user up; may wait for a directory service, so call it on a thread that may wait.
    ///
    /// - Parameter gid: the group of the process that asks, which counts beside those of the database.
    init(uid: uid_t, gid: gid_t) {
        let entry = Self.entry(of: uid)
        user = entry?.name ?? "\(uid)"
        let all = entry.map { Self.groups(of: $0.name, with: $0.gid) } ?? []
        groups = Set((all + [gid]).map { Self.groupName($0) ?? "\($0)" })
    }

    private static func entry(of uid: uid_t) -> (name: String, gid: gid_t)? {
        reading { base, size in
            var entry = PasswordEntry()
            var found: UnsafeMutablePointer<PasswordEntry>?
            let code = getpwuid_r(uid, &entry, base, size, &found)
            return (code, found.map { (String(cString: $0.pointee.pw_name), $0.pointee.pw_gid) })
        }
    }

    private static func groupName(_ gid: gid_t) -> String? {
        reading { base, size in
            var entry = group()
            var found: UnsafeMutablePointer<group>?
            let code = getgrgid_r(gid, &entry, base, size, &found)
            return (code, found.map { String(cString: $0.pointee.gr_name) })
        }
    }

    /// The number of a group; nil when there is none of that name.
    static func gid(ofGroup name: String) -> gid_t? {
        reading { base, size in
            var entry = group()
            var found: UnsafeMutablePointer<group>?
            let code = getgrnam_r(name, &entry, base, size, &found)
            return (code, found.map { $0.pointee.gr_gid })
        }
    }

    /// Calls a reader of the database with a buffer that grows until the entry fits, up to a mebibyte.
    private static func reading<Value>(
        _ read: (UnsafeMutablePointer<CChar>, Int) -> (code: Int32, value: Value?)
    ) -> Value? {
        var size = 1024
        while size <= 1 << 20 {
            let (code, value) = withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) { buffer in
                // A buffer of at least a kilobyte has an address.
                buffer.baseAddress.map { read($0, size) } ?? (ENOMEM, nil)
            }
            if code != ERANGE { return value }
            size *= 4
        }
        return nil
    }

    private static func groups(of user: String, with gid: gid_t) -> [gid_t] {
        var count: Int32 = 64
        while count <= mostGroups {
            var groups = [gid_t](repeating: 0, count: Int(count))
            let room = count
            if getgrouplist(user, gid, &groups, &count) >= 0 { return Array(groups.prefix(Int(count))) }
            // It tells how many there are; some systems only that there are more.
            count = max(count, room * 2)
        }
        return [gid]
    }
}

private typealias PasswordEntry = Glibc.passwd
