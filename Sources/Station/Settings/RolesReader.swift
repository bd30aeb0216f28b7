// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Reads `roles` of `store.yaml`: for each role a list of Unix users and groups.
///
/// A role that is left out, or whose list is refused, keeps its default.
enum RolesReader {
    /// The most bytes of a user or group name: `LOGIN_NAME_MAX` of Linux without the last zero.
    private static let longestName = 255

    static func read(_ value: YAMLReader.Value, into table: inout RoleTable) {
        for (key, value) in value.entries(known: Role.allCases.map(\.rawValue)) {
            guard let role = Role(rawValue: key), let names = names(value) else { continue }
            table.names[role] = names
        }
    }

    /// A list of names, or one name alone; `none` for nobody.
    private static func names(_ value: YAMLReader.Value) -> [String]? {
        if value.isPlain("none") { return [] }
        guard let names = value.strings() else { return nil }
        if let bad = names.first(where: { !isName($0) }) {
            value.refuse(
                Wording(en: "\"\(bad)\" is no Unix user or group", zh: "“\(bad)”不是 Unix 用户名或组名"),
                fix: Wording(
                    en: "write names as getent passwd and getent group list them",
                    zh: "请写 getent passwd 和 getent group 列出的名称"))
            return nil
        }
        return names
    }

    private static func isName(_ name: String) -> Bool {
        name.utf8.count <= longestName && !name.hasPrefix("-")
            && name.allSatisfy { !$0.isWhitespace && !":,/".contains($0) }
    }
}
