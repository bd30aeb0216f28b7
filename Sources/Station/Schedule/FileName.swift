// SPDX-License-Identifier: Apache-2.0

/// Names of files that somebody gives from a browser.
enum FileName {
    /// The most bytes of one, as Linux allows with room for what is written beside it.
    private static let longest = 200

    /// Whether a file of a store may have that name: it leads nowhere else, can be shown, and is not hidden.
    static func isUsable(_ name: String) -> Bool {
        !name.isEmpty && !name.contains("/") && !ScheduleStamps.isHidden(name) && name.utf8.count <= longest
            && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}
