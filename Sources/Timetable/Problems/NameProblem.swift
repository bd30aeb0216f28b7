// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a name once it is known what is on disk.
enum NameProblem: Equatable {
    case unknown(String, Verb, nearest: String?, otherVerb: Verb?)
    case unknownChime(String, nearest: String?)
    case draft(String)

    var explanation: Explanation {
        switch self {
        case .unknown(let name, let verb, let nearest, let otherVerb):
            Explanation(
                en: "there is no \(verb.kind.en) `\(quoted(name))`", zh: "没有\(verb.kind.zh)“\(quoted(name))”",
                fix: Self.fix(name, verb, nearest, otherVerb))
        case .unknownChime(let name, let nearest):
            Explanation(
                en: "there is no chime `\(quoted(name))`", zh: "没有提示音“\(quoted(name))”",
                fix: proposal(
                    nearest: nearest,
                    otherwise: Wording(
                        en: "put a sound file `\(quoted(name))` into audio/chimes",
                        zh: "请把声音文件“\(quoted(name))”放入 audio/chimes")))
        case .draft(let name):
            Explanation(
                en: "the script `\(quoted(name))` is a draft, so it will not air",
                zh: "播音稿“\(quoted(name))”还是草稿，不会播出",
                fix: Wording(
                    en: "have it checked, then add a line `approved DATE WHO` to it",
                    zh: "审核之后，在稿中加一行“审核 日期 审核人”"))
        }
    }

    private static func fix(
        _ name: String, _ verb: Verb, _ nearest: String?, _ otherVerb: Verb?
    ) -> Wording {
        if let otherVerb {
            return Wording(
                en: "it is a \(otherVerb.kind.en): write `\(otherVerb.rawValue) \(quoted(name))`",
                zh: "它是\(otherVerb.kind.zh)：请写“\(otherVerb.zh) \(quoted(name))”")
        }
        let name = quoted(name)
        let place =
            switch verb {
            case .music: ("put music into the folder audio/music/\(name)", "请把音乐放入 audio/music/\(name)")
            case .play: ("put a sound file `\(name)` into audio/items", "请把声音文件“\(name)”放入 audio/items")
            case .say: ("write schedules/scripts/\(name).txt", "请写播音稿 schedules/scripts/\(name).txt")
            case .promo, .silence:
                (
                    "put messages into audio/promos/\(name) or schedules/promos/\(name)",
                    "请把促销放入 audio/promos/\(name) 或 schedules/promos/\(name)"
                )
            }
        return proposal(nearest: nearest, otherwise: Wording(en: place.0, zh: place.1))
    }
}

extension Verb {
    /// What a verb names.
    var kind: Wording {
        switch self {
        case .music: Wording(en: "music folder", zh: "音乐文件夹")
        case .play: Wording(en: "sound file", zh: "声音文件")
        case .say: Wording(en: "script", zh: "播音稿")
        case .promo: Wording(en: "rotation", zh: "促销组")
        case .silence: Wording(en: "silence", zh: "静音")
        }
    }

    /// The Chinese keyword.
    var zh: String {
        Keyword.verbs.first { $0.en == rawValue }?.zh ?? rawValue
    }
}
