// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Control
import Station
import Timetable

/// `storecast test-tone`: is each loudspeaker where `store.yaml` says?
struct TestToneVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test-tone",
        abstract: "Plays a test tone in a zone, or in all of them in turn, through the zone's own channels.",
        discussion: """
            Two channels: one beep on the left, two on the right, then a tone on both. One channel: a beep and a tone.
            It is as loud as the music. A card that only one program can hold must be free: stop the daemon first.
            """)

    @OptionGroup var places: Places

    @Option(help: "The zone; all of them in turn unless said.", completion: Completions.writtenZones)
    var zone: String?

    @Option(help: "The output whose zones are to be heard in turn.")
    var output: String?

    @Option(help: "How long each zone is heard.")
    var seconds = 6

    func validate() throws {
        guard ToneOutput.secondsRange.contains(seconds) else {
            let range = ToneOutput.secondsRange
            throw ValidationError("--seconds wants a number from \(range.lowerBound) to \(range.upperBound)")
        }
        if zone != nil, output != nil { throw ValidationError("give --zone or --output, not both") }
    }

    func run() async throws {
        let store = Store(places.paths)
        let settings = store.schedule.settings
        // Whoever wires loudspeakers by a file that is read only in part is misled.
        let mistakes = store.problems.filter { $0.isError && $0.file.hasSuffix("/store.yaml") }
        for problem in mistakes { complain("\(problem.text)\n") }
        guard mistakes.isEmpty else { throw ExitCode.answerIsNo }
        for (output, zones) in try chosen(settings) { try await play(zones, of: output, settings.language) }
    }

    /// The outputs, each with those of its zones that are to be heard.
    private func chosen(
        _ settings: StoreSettings
    ) throws -> [(output: StoreSettings.Output, zones: [StoreSettings.Zone])] {
        if let zone {
            try require(
                zone, among: settings.zones.map(\.name), "zone", "分区", settings.language)
        }
        if let output {
            try require(output, among: settings.outputs.map(\.name), "output", "输出", settings.language)
        }
        return settings.outputs.filter { output == nil || $0.name == output }.map { output in
            (output, output.zones.filter { zone == nil || $0.name == zone })
        }.filter { !$0.zones.isEmpty }
    }

    private func require(
        _ name: String, among names: [String], _ english: String, _ chinese: String, _ language: Language
    ) throws {
        guard !names.contains(name) else { return }
        let list = names.joined(separator: ", ")
        let fix =
            nearest(to: name, among: names).map { Wording(en: "did you mean \"\($0)\"?", zh: "是不是“\($0)”？") }
            ?? Wording(en: "there is \(list)", zh: "现有：\(list)")
        let wording = Wording(
            en: "store.yaml has no \(english) \"\(name)\"; \(fix.en)", zh: "store.yaml 里没有\(chinese)“\(name)”；\(fix.zh)"
        )
        complain("storecast: \(wording.text(in: language))")
        throw ExitCode.answerIsNo
    }

    private func play(
        _ zones: [StoreSettings.Zone], of output: StoreSettings.Output, _ language: Language
    ) async throws {
        let sound = ToneOutput(output, seconds: seconds)
        do throws(ToneOutput.Failure) {
            try await sound.open()
            for zone in zones {
                tell(line(zone, output).text(in: language))
                try await sound.play(in: zone, seconds: seconds)
            }
            await sound.close()
        } catch {
            await sound.close()
            complain("storecast: \(explain(error, output).text(in: language))")
            throw ExitCode.answerIsNo
        }
    }

    /// At once, so that whoever listens knows what; where nobody reads it, the tone is heard all the same.
    private func tell(_ text: String) {
        try? say(text)
    }

    private func line(_ zone: StoreSettings.Zone, _ output: StoreSettings.Output) -> Wording {
        let (left, right) = (zone.channels.first ?? 0, zone.channels.last ?? 0)
        guard left != right else {
            return Wording(
                en: "\(zone.name): one beep and a tone on channel \(left) of \(output.device) (output \(output.name))",
                zh: "\(zone.name)：\(output.device)（输出 \(output.name)）的第 \(left) 声道，一声短音，再一声长音")
        }
        return Wording(
            en: "\(zone.name): one beep on channel \(left), left; two on channel \(right), right; a tone on both;"
                + " card \(output.device) (output \(output.name))",
            zh: "\(zone.name)：\(output.device)（输出 \(output.name)），第 \(left) 声道（左）响一声，第 \(right) 声道（右）响两声，"
                + "再一起响一声长音")
    }

    private func explain(_ failure: ToneOutput.Failure, _ output: StoreSettings.Output) -> Wording {
        if failure.isBusy, SocketFile.examine(places.paths.socket) == .inUse {
            return Wording(
                en: "the running station holds card \"\(output.device)\"; stop it (sudo systemctl stop storecast, or"
                    + " Ctrl-C where it runs), test, and start it again",
                zh: "声卡“\(output.device)”正由运行中的守护进程使用；请先停止它（sudo systemctl stop storecast，或在其终端按 Ctrl-C），"
                    + "测试完再启动")
        }
        return Wording(
            en: "no test tone, card \"\(output.device)\": \(failure.wording.en)",
            zh: "无法播放测试音，声卡“\(output.device)”：\(failure.wording.zh)")
    }
}
