// SPDX-License-Identifier: Apache-2.0
import Foundation
import Media
import Timetable

/// What is doubtful about sound files: how they were made, and whether anything plays them.
struct MediaFindings {
    /// A sound that stays so far under the others of its class, in LU, though it is raised, is heard as quieter.
    private static let audiblyQuieter = 3.0
    /// A true peak above this, in dBTP, comes from levels that were cut off: a careful export keeps it below 0, a loud one
    /// that was compressed comes to some 1.5.
    private static let overloaded = 2.0
    /// The lowest rate of samples that does not sound dull, in Hz: half of it is the highest tone.
    private static let dullBelow = 32_000
    /// A chime longer than this keeps people waiting for the words.
    private static let longChime = Duration.seconds(8)

    private let settings: StoreSettings
    /// Chimes are there to choose from.
    private let uses: [MediaPath.Kind: Use]

    /// The names of a kind that something plays, and the beginning of a line that would.
    private struct Use {
        let names: Set<String>
        let en: String, zh: String
    }

    init(_ schedule: Schedule) {
        settings = schedule.settings
        let entries = schedule.timetables.files.flatMap(\.entries)
        func names(_ verb: Verb) -> Set<String> { Set(entries.filter { $0.verb == verb }.compactMap(\.name)) }
        uses = [
            .music: Use(names: names(.music), en: "09:00 music", zh: "09:00 音乐"),
            .item: Use(names: names(.play), en: "09:00 play", zh: "09:00 播放"),
            .promo: Use(names: names(.promo), en: "every 5-10m promo", zh: "每5-10分 促销"),
            .script: Use(names: names(.say).union(schedule.scripts.keys), en: "09:00 say", zh: "09:00 播稿"),
        ]
    }

    /// What is to be said of a file.
    ///
    /// - Parameter facts: nil where it was not measured yet.
    func warnings(about path: MediaPath, _ facts: AudioFacts?) -> [MediaWarning] {
        let found = (facts.map { findings(of: $0, for: path.kind) } ?? []) + usage(of: path)
        return found.map { MediaWarning($0.message, $0.fix, settings.language) }
    }

    private typealias Finding = (message: Wording, fix: Wording)

    private func findings(of facts: AudioFacts, for kind: MediaPath.Kind) -> [Finding] {
        var findings: [Finding] = []
        if facts.isDamaged { findings.append(Self.damaged) }
        if let below = below(facts, kind), below >= Self.audiblyQuieter {
            findings.append(Self.quiet(Int(below.rounded())))
        }
        if facts.truePeakDBTP > Self.overloaded {
            findings.append(Self.loud(String(format: "%.1f", facts.truePeakDBTP)))
        }
        if facts.sourceRate < Self.dullBelow {
            findings.append(Self.dull(String(format: "%g", Double(facts.sourceRate) / 1000)))
        }
        if kind == .chime, facts.duration > Self.longChime {
            findings.append(Self.long(Int(facts.duration.seconds.rounded())))
        }
        return findings
    }

    /// How far it stays under the loudness of its class, in LU, as it will be heard; nil where that cannot be said.
    private func below(_ facts: AudioFacts, _ kind: MediaPath.Kind) -> Double? {
        let target: Double
        switch kind {
        case .music: target = settings.level(of: .music)
        case .promo: target = settings.level(of: .promo)
        case .item, .script: target = settings.level(of: .notice)
        // A chime is levelled together with what follows it.
        case .chime: return nil
        }
        let gain = Levelling.gain(for: facts, targetLUFS: target, peakLimitDBTP: settings.levels.peak)
        return Levelling.loudness(facts.loudnessLUFS, gain: gain).map { target - $0 }
    }

    // MARK: What plays it

    private func usage(of path: MediaPath) -> [Finding] {
        let name = path.group ?? path.name
        // `welcome.zh` is the Chinese of `welcome`.
        let names = path.kind == .script ? [name, String(name.prefix { $0 != "." })] : [name]
        guard let use = uses[path.kind], names.allSatisfy({ !use.names.contains($0) }) else { return [] }
        guard !name.contains(where: { $0.isWhitespace || $0 == "#" }) else { return [Self.unwritable] }
        return [
            (
                Wording(en: "nothing plays it", zh: "没有任何安排会播放它"),
                Wording(en: "write into a timetable: \(use.en) \(name)", zh: "请在播出表中写：\(use.zh) \(name)")
            )
        ]
    }

    // MARK: Words

    private static let unwritable: Finding = (
        Wording(en: "no timetable can name it", zh: "播出表中写不了这个名称"),
        Wording(en: "give it a name of letters, digits and hyphens", zh: "请改用字母、数字和连字符组成的名称")
    )

    private static let damaged: Finding = (
        Wording(en: "it breaks off in the middle", zh: "文件中途损坏"),
        Wording(en: "copy or export it again; until then it plays up to the damage", zh: "请重新复制或导出；在此之前只播到损坏处")
    )

    private static func quiet(_ decibels: Int) -> Finding {
        (
            Wording(
                en: "it will sound \(decibels) dB quieter than the others", zh: "播出时会比其他声音轻 \(decibels) dB"),
            Wording(
                en: "export it louder: it is too quiet as a whole, or its loud places leave no room to raise the rest",
                zh: "请以更高的响度重新导出：它整体过轻，或个别地方过响而无法提升")
        )
    }

    private static func loud(_ peak: String) -> Finding {
        (
            Wording(
                en: "it was recorded too loud and may distort (\(peak) dBTP)",
                zh: "录制电平过高，可能失真（\(peak) dBTP）"),
            Wording(en: "export it again with a lower level", zh: "请降低电平后重新导出")
        )
    }

    private static func dull(_ kilohertz: String) -> Finding {
        (
            Wording(en: "it sounds dull: it has \(kilohertz) kHz", zh: "音质沉闷：采样率只有 \(kilohertz) kHz"),
            Wording(en: "export it with 44.1 or 48 kHz", zh: "请以 44.1 或 48 kHz 重新导出")
        )
    }

    private static func long(_ seconds: Int) -> Finding {
        (
            Wording(en: "people wait \(seconds) s for the words", zh: "要等 \(seconds) 秒才听到内容"),
            Wording(en: "cut it to two or three seconds", zh: "请剪到两三秒")
        )
    }
}
