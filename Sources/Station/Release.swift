// SPDX-License-Identifier: Apache-2.0

/// The release this program is of.
public enum Release {
    /// As in `CHANGELOG.md` and `debian/changelog`; `Tests/RepositoryTests` compares them.
    public static let version = "0.7.0"
}
