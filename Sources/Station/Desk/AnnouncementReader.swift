// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Timetable

/// Turns a request into an order, or says why it cannot be followed.
struct AnnouncementReader {
    /// The most characters of a text.
    static let textLimit = 600
    /// The most characters of a client's own name for a request, and of a remark.
    static let keyLimit = 128, noteLimit = 200
    /// How often a message may be heard.
    private static let times = 1...100
    /// How long one that is heard until it is claimed goes on at most.
    private static let longestUnclaimed = Duration.seconds(12 * 3600)
    /// How much of a text is its name.
    private static let nameCharacters = 24

    let schedule: Schedule
    /// The chimes there are.
    let chimes: Set<String>
    /// The scripts that may be announced.
    let approved: [String]
    /// Whether there is a recording of that id.
    let hasRecording: (String) -> Bool
    let now: Instant

    private var language: Language { schedule.settings.language }

    /// The order that a request comes to.
    ///
    /// - Throws: `RequestRefused` when nothing can be made of it.
    func order(_ request: AnnouncementRequest) throws(RequestRefused) -> AnnouncementOrder {
        try refuseLong(request.idempotencyKey, "idempotencyKey", limit: Self.keyLimit)
        try refuseLong(request.note, "note", limit: Self.noteLimit)
        try refuseSeveralSources(of: request)
        let script = try script(of: request)
        let recording = try recording(of: request)
        let passages = recording == nil ? try passages(of: request, script) : []
        let broadcastClass = try broadcastClass(of: request, script)
        var order = AnnouncementOrder(
            name: script?.name ?? recording.map { Station.name(ofRecording: $0).text(in: language) }
                ?? String((request.text ?? "").prefix(Self.nameCharacters)),
            words: passages.map { AnnouncementOrder.Words(language: $0.language, text: $0.text) },
            recordedAs: script?.slots.isEmpty == true ? script?.name : nil, recording: recording,
            chime: try chime(of: request, script, broadcastClass), broadcastClass: broadcastClass.name,
            zones: try zones(of: request), expires: try expiry(of: request)?.nanoseconds,
            allClear: broadcastClass == .emergency ? script?.allClear?.text : nil,
            replacesEmergency: try replaces(request, broadcastClass), note: request.note)
        guard broadcastClass != .emergency else {
            try refuseRepeats(of: request)
            return order
        }
        order.repetition = try repetition(of: request, script)
        if let repetition = order.repetition, repetition.times == nil, order.expires == nil {
            order.expires = (now + Self.longestUnclaimed).nanoseconds
        }
        return order
    }

    private func refuseLong(_ value: String?, _ field: String, limit: Int) throws(RequestRefused) {
        guard let value, !(1...limit).contains(value.count) else { return }
        throw refusal(
            .unusable,
            Wording(en: "\"\(field)\" has \(value.count) characters", zh: "\(field) 有 \(value.count) 个字"),
            Wording(en: "give 1 to \(limit), or leave it out", zh: "请写 1 至 \(limit) 个字，或省略"))
    }

    private func refuseSeveralSources(of request: AnnouncementRequest) throws(RequestRefused) {
        let given = [("script", request.script), ("text", request.text), ("audio", request.audio)]
            .filter { $0.1 != nil }.map { $0.0 }
        guard given.count > 1 else { return }
        throw refusal(
            .unusable,
            Wording(
                en: "several were given: \(given.joined(separator: " and "))",
                zh: "同时给出了 \(given.joined(separator: " 和 "))"),
            Wording(en: "give one of them", zh: "请只给其中一个"))
    }

    private func recording(of request: AnnouncementRequest) throws(RequestRefused) -> String? {
        guard let id = request.audio else { return nil }
        guard hasRecording(id) else {
            throw refusal(
                .unknown, Wording(en: "there is no recording \"\(id)\"", zh: "没有录音“\(id)”"),
                Wording(
                    en: "upload it (again) with POST /v1/recordings, which answers its id",
                    zh: "请用 POST /v1/recordings（重新）上传，应答中有它的编号"))
        }
        return id
    }

    private func script(of request: AnnouncementRequest) throws(RequestRefused) -> Script? {
        guard let name = request.script else { return nil }
        guard let script = schedule.scripts[name] else {
            let near = nearest(to: name, among: approved)
            throw refusal(
                .unknown, Wording(en: "there is no script \"\(name)\"", zh: "没有播音稿“\(name)”"),
                near.map { Wording(en: "did you mean \"\($0)\"?", zh: "是不是要写“\($0)”？") }
                    ?? Wording(
                        en: "the approved scripts are: \(approved.joined(separator: ", "))",
                        zh: "已审核的播音稿：\(approved.joined(separator: "、"))"))
        }
        guard script.approved != nil else {
            throw refusal(
                .unusable, Wording(en: "\"\(name)\" is a draft, which never airs", zh: "“\(name)”是未审核的草稿，不能播出"),
                Wording(
                    en: "when it may air, add a line \"approved  DATE NAME\" to it", zh: "审核后请在稿中加一行 approved  日期 姓名"))
        }
        return script
    }

    private func passages(
        of request: AnnouncementRequest, _ script: Script?
    ) throws(RequestRefused) -> [Passage] {
        guard let script else {
            let text = (request.text ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
            guard !text.isEmpty else {
                throw refusal(
                    .unusable, Wording(en: "there is nothing to say", zh: "没有要播的内容"),
                    Wording(en: "give a \"script\", a \"text\" or an \"audio\"", zh: "请给出 script、text 或 audio"))
            }
            guard text.count <= Self.textLimit else {
                throw refusal(
                    .unusable, Wording(en: "the text has \(text.count) characters", zh: "文字有 \(text.count) 个字"),
                    Wording(en: "shorten it to \(Self.textLimit)", zh: "请缩短到 \(Self.textLimit) 字以内"))
            }
            let language = request.languages?.first ?? (text.contains(where: \.isHan) ? "zh" : "en")
            return [Passage(language: language, text: text)]
        }
        let has = script.passages.map(\.language)
        let wanted = request.languages ?? has
        guard !wanted.isEmpty, wanted.allSatisfy(has.contains) else {
            let has = has.joined(separator: ", ")
            throw refusal(
                .unusable, Wording(en: "\"\(script.name)\" has only: \(has)", zh: "“\(script.name)”只有：\(has)"),
                Wording(en: "ask for these languages", zh: "请选用这些语言"))
        }
        do throws(Script.FillError) {
            return try script.filled(with: request.fields ?? [:], in: wanted)
        } catch {
            throw RequestRefused(kind: .unusable, message: error.message(in: language))
        }
    }

    private func broadcastClass(
        of request: AnnouncementRequest, _ script: Script?
    ) throws(RequestRefused) -> BroadcastClass {
        guard let name = request.broadcastClass else { return script?.broadcastClass ?? .urgent }
        guard let broadcastClass = BroadcastClass(name: name), broadcastClass != .music
        else {
            throw refusal(
                .unusable, Wording(en: "class \"\(name)\" cannot be announced", zh: "不能以类别“\(name)”播出"),
                Wording(en: "write promo, notice, urgent or emergency", zh: "可写 promo、notice、urgent 或 emergency"))
        }
        return broadcastClass
    }

    private func chime(
        of request: AnnouncementRequest, _ script: Script?, _ broadcastClass: BroadcastClass
    ) throws(RequestRefused) -> String? {
        if let asked = request.chime, asked != "none", !chimes.contains(asked) {
            throw refusal(
                .unknown, Wording(en: "there is no chime \"\(asked)\"", zh: "没有提示音“\(asked)”"),
                Wording(
                    en: "write none, or one of: \(chimes.sorted().joined(separator: ", "))",
                    zh: "可写 none 或：\(chimes.sorted().joined(separator: "、"))"))
        }
        let chime = request.chime ?? script?.chime ?? schedule.settings.chimes[broadcastClass]
        return chime == "none" ? nil : chime
    }

    private func zones(of request: AnnouncementRequest) throws(RequestRefused) -> [String]? {
        guard let zones = request.zones else { return nil }
        let known = schedule.settings.zones.map(\.name)
        let list = known.joined(separator: ", ")
        guard !zones.isEmpty else {
            throw refusal(
                .unusable, Wording(en: "no zone is to hear it", zh: "没有指定播音分区"),
                Wording(
                    en: "leave \"zones\" out for all, or name some of: \(list)", zh: "要全店播出请省略 zones，或写出其中的：\(list)"))
        }
        if let unknown = zones.first(where: { !known.contains($0) }) {
            let near = nearest(to: unknown, among: known)
            throw refusal(
                .unknown, Wording(en: "there is no zone \"\(unknown)\"", zh: "没有播音分区“\(unknown)”"),
                near.map { Wording(en: "did you mean \"\($0)\"?", zh: "是不是要写“\($0)”？") }
                    ?? Wording(en: "the zones are: \(list)", zh: "播音分区有：\(list)"))
        }
        return zones
    }

    private func expiry(of request: AnnouncementRequest) throws(RequestRefused) -> Instant? {
        guard let text = request.expires else { return nil }
        let today = schedule.clock.date(of: now)
        let expiry =
            Duration(parsingSpan: text).map { now + $0 } ?? schedule.clock.instant(parsing: text)
            ?? schedule.clock.instant(parsing: "\(today)T\(text)")
        guard let expiry else {
            throw refusal(
                .unusable, Wording(en: "\"expires\": \"\(text)\" is no time", zh: "expires：“\(text)”不是时间"),
                Wording(
                    en: "write a span such as 30m, or a time of the store such as 18:00 or 2026-11-21T18:00",
                    zh: "可写时长如 30m，或本店时间如 18:00、2026-11-21T18:00"))
        }
        guard expiry > now else {
            throw refusal(
                .unusable, Wording(en: "\(text) has passed", zh: "\(text) 已经过去"),
                Wording(en: "give a later \"expires\"", zh: "请把 expires 改晚"))
        }
        return expiry
    }

    private func replaces(
        _ request: AnnouncementRequest, _ broadcastClass: BroadcastClass
    ) throws(RequestRefused) -> Bool {
        guard request.replace == true else { return false }
        guard broadcastClass == .emergency else {
            throw refusal(
                .unusable, Wording(en: "only an emergency replaces another", zh: "只有紧急广播可以取代另一条紧急广播"),
                Wording(en: "leave \"replace\" out, or cancel what is on air", zh: "请省略 replace，或取消正在播的广播"))
        }
        return true
    }

    private func refuseRepeats(of request: AnnouncementRequest) throws(RequestRefused) {
        guard request.repetition != nil else { return }
        throw refusal(
            .unusable, Wording(en: "an emergency is repeated until somebody ends it", zh: "紧急广播会一直重复，直到有人结束"),
            Wording(en: "leave \"repeat\" out", zh: "请省略 repeat"))
    }

    private func repetition(
        of request: AnnouncementRequest, _ script: Script?
    ) throws(RequestRefused) -> AnnouncementOrder.Repetition? {
        guard let asked = request.repetition else {
            guard let written = script?.repetition, written.times > 1, let every = written.every else { return nil }
            return AnnouncementOrder.Repetition(times: written.times, everySeconds: every.seconds)
        }
        let example = Wording(
            en: #"write for example {"times": 3, "every": "5m", "until": "claimed"}"#,
            zh: #"例如写 {"times": 3, "every": "5m", "until": "claimed"}"#)
        if let until = asked.until, until != "claimed" {
            throw refusal(
                .unusable, Wording(en: "\"until\": \"\(until)\" is not known", zh: "不认识 until：“\(until)”"), example)
        }
        guard asked.times != nil || asked.until != nil else {
            throw refusal(.unusable, Wording(en: "\"repeat\" does not say how often", zh: "repeat 没有说明次数"), example)
        }
        if let times = asked.times, !Self.times.contains(times) {
            throw refusal(
                .unusable, Wording(en: "\(times) times cannot be repeated", zh: "不能播 \(times) 次"),
                Wording(
                    en: "write 1 to \(Self.times.upperBound), or leave \"times\" out with \"until\": \"claimed\"",
                    zh: "可写 1 至 \(Self.times.upperBound)，或省略 times 并写 until: claimed"))
        }
        if asked.times == 1 { return nil }
        guard let every = asked.every.flatMap({ Duration(parsingSpan: $0) }), every > .zero else {
            throw refusal(
                .unusable,
                Wording(en: "\"every\" does not say in what time it is repeated", zh: "every 没有说明间隔多久"), example)
        }
        return AnnouncementOrder.Repetition(times: asked.times, everySeconds: every.seconds)
    }

    private func refusal(_ kind: RequestRefused.Kind, _ message: Wording, _ fix: Wording) -> RequestRefused {
        RequestRefused(kind, message, fix, in: language)
    }
}
