// SPDX-License-Identifier: Apache-2.0
import Foundation
import Speech
import Testing

@testable import Station

/// Each configuration of `docs/speech-engines.md`, run with a stand-in that takes the command line of the engine and
/// nothing else.
@Suite(.timeLimit(.minutes(1))) struct `The document on speech engines` {
    /// A phrase that a careless command line would take for an option, or a shell for a command.
    private static let text = "--output-filename=/x $(id) \"Sale\""

    private static let piper = """
        [ "$#" = 4 ] && [ "$1" = --model ] && [ "$3" = --output_file ] && [ "$4" = - ] || exit 2
        echo "$2" > "$0.voice"; cat > "$0.text"; cat "${0%/*}/sound.wav"
        """

    private static let sherpa = """
        for argument; do
          case $argument in
            --vits-model=*) echo "${argument#*=}" > "$0.voice";;
            --vits-lexicon=*) ;;
            --vits-tokens=*) ;;
            --output-filename=*) wav=${argument#*=};;
            --*) exit 2;;
            *) printf %s "$argument" > "$0.text";;
          esac
        done
        echo loading; cp "${0%/*}/sound.wav" "$wav"
        """

    private static let espeak = """
        [ "$*" = "--stdin --stdout -m -v en-gb" ] || exit 2
        echo "$5" > "$0.voice"; cat > "$0.text"; cat "${0%/*}/sound.wav"
        """

    @Test func `shows the default, and has one configuration for each engine`() throws {
        let configurations = try configurations()
        #expect(configurations.count == 3)
        #expect(configurations["espeak-ng"]?.speechEngine == StoreSettings().speechEngine)
        #expect(configurations["espeak-ng"]?.voices == StoreSettings().voices)
    }

    @Test(arguments: [
        ("espeak-ng", "espeak-ng", espeak, "en-gb"),
        ("Piper", "piper", piper, "/var/lib/piper/en_GB-alba-medium.onnx"),
        ("sherpa-onnx", "sherpa-onnx-offline-tts", sherpa, "/var/lib/sherpa-onnx/vits-ljs/model.onnx"),
    ])
    func `has commands that speak`(engine: String, program: String, standIn: String, voice: String) async throws {
        let settings = try #require(try configurations()[engine])
        try await withStore { store in
            try store.sound("sound.wav", seconds: 1)
            let folder = "\(store.root)/audio"
            try store.write("audio/\(program)", "#!/bin/sh\n" + standIn)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder)/\(program)")
            try store.folder("tmp")
            let command = ["env", "PATH=\(folder):/usr/bin:/bin", "TMPDIR=\(store.root)/tmp"] + settings.speechEngine
            let synthesizer = Synthesizer(
                settings: SpeechSettings(engine: command, voices: settings.voices),
                cacheDirectory: "\(store.root)/cache")
            let spoken = try await synthesizer.audio(for: SpeechRequest(language: "en", text: Self.text))
            guard case .file(let path) = try #require(spoken.pieces.first) else { return }
            #expect(
                FileManager.default.contents(atPath: path)
                    == FileManager.default.contents(atPath: "\(folder)/sound.wav"))
            let said = try String(contentsOfFile: "\(folder)/\(program).text", encoding: .utf8)
            #expect(said.hasSuffix(Self.text), "\(said)")
            #expect(try String(contentsOfFile: "\(folder)/\(program).voice", encoding: .utf8) == voice + "\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(store.root)/tmp") == [])
        }
    }

    /// The settings of each section with a block of YAML, by its heading.
    private func configurations() throws -> [String: StoreSettings] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let document = try String(contentsOf: root.appending(path: "docs/speech-engines.md"), encoding: .utf8)
        var configurations: [String: StoreSettings] = [:]
        for section in document.split(separator: "\n## ").dropFirst() {
            let parts = section.components(separatedBy: "```yaml\n")
            guard parts.count == 2, let yaml = parts[1].components(separatedBy: "\n```").first else { continue }
            let (settings, diagnostics) = StoreFile.parse(yaml, file: "store.yaml", defaults: StoreSettings())
            #expect(diagnostics == [])
            configurations[section.split(separator: "\n").first.map(String.init) ?? ""] = settings
        }
        return configurations
    }
}
