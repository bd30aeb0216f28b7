// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a name once it is known what is on disk.
enum NameProblem: Equatable {
    case unknown(String, Verb, nearest: String?, otherVerb: Verb?)
    case unknownChime(String, nearest: String?)
    case unknownZone(String, nearest: String?, zones: [String])
    case draft(String)
    case slotted(String, slots: [String])

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
        case .unknownZone(let name, let nearest, let zones):
            Explanation(
                en: "there is no zone `\(quoted(name))`; the store has \(Self.list(zones, ", "))",
                zh: "没有区域“\(quoted(name))”；本店的区域有：\(Self.list(zones, "、"))",
                fix: proposal(
                    nearest: nearest,
                    otherwise: Wording(
                        en: "write one of these zones, or leave `in` out for all of them",
                        zh: "请写其中一个区域；不写“在”就是全部区域")))
        case .slotted(let name, let slots):
            Explanation(
                en: "the script `\(quoted(name))` asks for \(Self.list(slots, ", ")), and at that time nobody is "
                    + "there to fill it in",
                zh: "播音稿“\(quoted(name))”要填写的有：\(Self.list(slots, "、"))；到时没有人填写",
                fix: Wording(
                    en: "choose a script without slots; this one is for announcements",
                    zh: "请换一份没有填空的播音稿；这一份供临时广播使用"))
        case .draft(let name):
            Explanation(
                en: "the script `\(quoted(name))` is a draft, so it will not air",
                zh: "播音稿“\(quoted(name))”还是草稿，不会播出",
                fix: Wording(
                    en: "have it checked, then add a line `approved DATE WHO` to it",
                    zh: "审核之后，在稿中加一行“审核 日期 审核人”"))
        }
    }

    /// The first few names; a message is no catalogue.
    private static func list(_ names: [String], _ comma: String) -> String {
        let most = 12
        return names.prefix(most).map { quoted($0) }.joined(separator: comma) + (names.count > most ? comma + "…" : "")
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
        keyword.zh
    }

    /// The word for it.
    var keyword: Keyword {
        switch self {
        case .music: .music
        case .play: .play
        case .say: .say
        case .promo: .promo
        case .silence: .silence
        }
    }
}
