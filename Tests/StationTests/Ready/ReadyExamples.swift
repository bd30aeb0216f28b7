// SPDX-License-Identifier: Apache-2.0
import Media
import SoundCard
import Timetable

@testable import Mixing
@testable import Playout
@testable import SoundCard
@testable import Station

extension LastSong {
    /// One as it is told of.
    static var heard: LastSong {
        let song = Song(path: "audio/music/calm/morning-walk.ogg", duration: .seconds(180))
        var part = AiringProof.Part(output: 0, framesMixed: 8_640_000)
        part.heard.frames = 8_640_000
        part.heard.squareSum = 2 * 8_640_000 * 0.0015
        let proof = AiringProof(
            playback: Playback(
                id: PlaybackID(1), subject: .song(path: song.path), content: .song(song), zones: .all,
                at: Instant(nanoseconds: 0), fadeIn: .zero),
            start: Instant(nanoseconds: 0), end: Instant(nanoseconds: 0), clockSteps: .zero, ending: .whole,
            detail: nil,
            parts: [part])
        return LastSong(proof, part)!
    }
}

extension ReadyFinding {
    private static let nowhere = Wording(en: "", zh: "")
    private static let upstairs = Wording(en: " in floor-2 (output second)", zh: "floor-2（输出 second）")
    private static let stream = StreamFormat(
        name: "plughw:CARD=PCH,DEV=0", format: .s32, rate: 48_000, channels: 2, periodFrames: 960, bufferFrames: 24_000)

    /// Each case, by the headings of docs/ready.md, in their order.
    static let examples: [(code: String, findings: [ReadyFinding])] =
        programme + sound + files + keeping + messages

    private static let programme: [(code: String, findings: [ReadyFinding])] = [
        ("ready/not-running", [.notRunning]),
        ("ready/day-planned", [.dayPlanned(opens: ClockTime("08:00")!, closes: ClockTime("22:00")!, cues: 28)]),
        ("ready/day-closed", [.dayClosed]),
        (
            "ready/day-not-loaded",
            [
                .dayNotLoaded("schedules/everyday.timetable: there is no script `welcom`", count: 1),
                .dayNotLoaded("schedules/everyday.timetable: there is no script `welcom`", count: 3),
            ]
        ),
        ("ready/day-muted", [.dayMuted(by: "chen")]),
    ]

    private static let sound: [(code: String, findings: [ReadyFinding])] = [
        (
            "ready/card-plays",
            [
                .cardPlays(place: nowhere, device: stream.name, stream, underruns: 0, losses: 0),
                .cardPlays(place: upstairs, device: stream.name, stream, underruns: 1, losses: 2),
            ]
        ),
        ("ready/card-not-realtime", [.cardNotRealtime(place: nowhere)]),
        ("ready/card-held-up", [.cardHeldUp(place: nowhere, bufferMs: 140)]),
        ("ready/card-opening", [.cardOpening(place: nowhere, device: stream.name)]),
        (
            "ready/card-silent",
            [
                .cardSilent(
                    place: nowhere, device: stream.name, SilenceReason(ALSAError(code: 19, call: .open)).wording),
                .cardSilent(
                    place: upstairs, device: stream.name, SilenceReason(ALSAError(code: 16, call: .open)).wording),
            ]
        ),
        ("ready/level-right", [.levelRight(place: nowhere, song: "morning-walk", about: -27, promised: -26)]),
        ("ready/level-off", [.levelOff(place: nowhere, song: "morning-walk", about: -35, promised: -26)]),
        ("ready/level-silent", [.levelSilent(place: nowhere, song: "morning-walk")]),
        ("ready/level-unknown", [.levelUnknown(place: nowhere)]),
        ("ready/volume-muted", [.volumeMuted(place: nowhere, control: "Master")]),
        (
            "ready/volume-low",
            [
                .volumeLow(place: nowhere, control: "PCM", stands: "-24 dB"),
                .volumeLow(place: upstairs, control: "Master", stands: "20 %"),
            ]
        ),
    ]

    private static let files: [(code: String, findings: [ReadyFinding])] = [
        ("ready/files-ready", [.filesReady(sounds: 25, songs: 16)]),
        (
            "ready/files-missing",
            [
                .filesMissing(
                    names: ["opening-march"], count: 1,
                    why: Wording(en: "there is no \"opening-march\"", zh: "没有“opening-march”")),
                .filesMissing(
                    names: ["a", "b", "c", "d", "e", "f", "g"], count: 7,
                    why: MediaError.empty(path: "audio/items/a.wav").wording),
            ]
        ),
        ("ready/files-pending", [.filesPending(count: 9)]),
        ("ready/files-no-songs", [.filesNoSongs(folder: "farewell")]),
        (
            "ready/files-broken",
            [
                .filesBroken("audio/music/pop/a.mp3: the file is empty", count: 1),
                .filesBroken("audio/music/pop/a.mp3: the file is empty", count: 4),
            ]
        ),
        ("ready/drafts-none", [.draftsNone]),
        ("ready/drafts-unused", [.draftsUnused(["rainy-day", "offers/tea"])]),
        ("ready/drafts-planned", [.draftsPlanned(["welcome"])]),
    ]

    private static let keeping: [(code: String, findings: [ReadyFinding])] = [
        (
            "ready/clock-right",
            [
                .clockRight(now: "2026-11-21 07:40:12", zone: "Asia/Shanghai", change: nil),
                .clockRight(
                    now: "2027-03-24 07:40:12", zone: "Europe/Berlin",
                    change: Wording(
                        en: "the clocks of Europe/Berlin change on 2027-03-28, from 02:00 to 03:00",
                        zh: "Europe/Berlin 的时钟在 2027-03-28 从 02:00 调到 03:00")),
            ]
        ),
        ("ready/clock-as-if", [.clockAsIf(now: "2026-11-21 07:40:12")]),
        (
            "ready/clock-doubted",
            [.clockDoubted(ClockDoubt.beforeBuild.wording), .clockDoubted(ClockDoubt.unsynchronised.wording)]
        ),
        ("ready/disk-room", [.diskRoom(free: 66 << 30)]),
        ("ready/disk-low", [.diskLow(free: 700 << 20)]),
        ("ready/disk-full", [.diskFull(free: 3 << 20)]),
        ("ready/disk-unknown", [.diskUnknown]),
        ("ready/record-kept", [.recordKept(milliseconds: 4)]),
        ("ready/record-slow", [.recordSlow]),
        ("ready/record-unkept", [recordUnkept]),
    ]

    private static let recordUnkept = ReadyFinding.recordUnkept(
        Wording(en: "the disk is full", zh: "磁盘已满"), fix: Wording(en: "make room on the disk", zh: "请清理磁盘空间"))

    private static let messages: [(code: String, findings: [ReadyFinding])] = [
        ("ready/queue-empty", [.queueEmpty]),
        ("ready/queue-waiting", [.queueWaiting(count: 2)]),
        ("ready/queue-stuck", [.queueStuck(name: "found-property", minutes: 14)]),
        (
            "ready/queue-unspoken",
            [
                .queueUnspoken(
                    name: "lost-child", texts: ["A boy of four waits at the service desk."],
                    reason: "The speech engine espeak-ng is not installed or may not be run")
            ]
        ),
        (
            "ready/queue-failed",
            [
                .queueFailed(name: "wet-floor", reason: "its sound was not ready in time", count: 1),
                .queueFailed(name: "wet-floor", reason: "its sound was not ready in time", count: 3),
            ]
        ),
        ("ready/emergency-ready", [.emergencyReady(["all-clear", "evacuation"])]),
        ("ready/emergency-pending", [.emergencyPending(["evacuation"])]),
        ("ready/emergency-none", [.emergencyNone]),
        (
            "ready/emergency-unready",
            [
                .emergencyUnready(
                    "\"evacuation\" is not ready in memory for an emergency: No voice is set for the language fr",
                    fix: "add a voice for fr under speech, voices in store.yaml")
            ]
        ),
        ("ready/speech-works", [.speechWorks(languages: ["en", "zh"])]),
        ("ready/speech-fails", [speechFails]),
    ]

    private static let speechFails = ReadyFinding.speechFails(
        language: "zh",
        Wording(
            en: "The speech engine espeak-ng is not installed or may not be run", zh: "朗读程序 espeak-ng 没有安装或无法运行"),
        fix: Wording(
            en: "install it (apt install espeak-ng), or correct speech, engine in store.yaml",
            zh: "请安装（apt install espeak-ng），或改正 store.yaml 中 speech 的 engine"))
}
