// SPDX-License-Identifier: Apache-2.0

/// Why a text could not be spoken. The text itself is left out: it may hold what is nobody else's business.
///
/// The cases are the codes to translate by; ``problem`` and ``remedy`` are their English.
public enum SpeechError: Error, Sendable, Equatable {
    /// The text holds nothing but marks and spaces.
    case nothingToSay
    /// No voice is set for the language.
    case noVoice(language: String)
    /// The engine's command does not exist or may not be run.
    case engineMissing(engine: String)
    /// The engine ended with an exit code other than 0; `stderrTail` is the end of what it said.
    case exited(engine: String, code: Int, stderrTail: String)
    /// The engine was ended by a signal.
    case crashed(engine: String, signal: Int)
    /// The engine had not ended by the deadline, and was killed.
    case timedOut(engine: String, deadline: Duration)
    /// The engine gave more than the limit of bytes, and was killed.
    case tooLarge(engine: String, limitBytes: Int)
    /// The engine ended well but gave no WAV with sound in it; `stderrTail` is the end of what it said.
    case noAudio(engine: String, stderrTail: String)
    /// The engine ended well but nothing is heard of its WAV; `stderrTail` is the end of what it said.
    case onlySilence(engine: String, stderrTail: String)
    /// The system failed to run the engine or to exchange data with it.
    case engineFailed(engine: String, detail: String)
    /// The speech cache cannot be written.
    case cacheFailed(path: String, detail: String)

    /// What is wrong, as a sentence without its full stop.
    public var problem: String {
        switch self {
        case .nothingToSay: "The text holds no word to speak"
        case .noVoice(let language): "No voice is set for the language \(language)"
        case .engineMissing(let engine) where engine.isEmpty: "No speech engine is set"
        case .engineMissing(let engine): "The speech engine \(engine) is not installed or may not be run"
        case .exited(let engine, let code, let stderrTail):
            "The speech engine \(engine) ended with code \(code)" + Self.quoted(stderrTail)
        case .crashed(let engine, let signal): "The speech engine \(engine) was ended by signal \(signal)"
        case .timedOut(let engine, let deadline): "The speech engine \(engine) took longer than \(deadline)"
        case .tooLarge(let engine, let limitBytes):
            "The speech engine \(engine) gave more than \(limitBytes) bytes for one phrase"
        case .noAudio(let engine, let stderrTail):
            "The speech engine \(engine) gave no WAV sound" + Self.quoted(stderrTail)
        case .onlySilence(let engine, let stderrTail):
            "The speech engine \(engine) gave only silence" + Self.quoted(stderrTail)
        case .engineFailed(let engine, let detail): "The speech engine \(engine) could not be run (\(detail))"
        case .cacheFailed(let path, let detail): "Speech could not be stored at \(path) (\(detail))"
        }
    }

    /// What to do about it, as a sentence.
    public var remedy: String {
        switch self {
        case .nothingToSay: "write the text to be spoken"
        case .noVoice(let language): "add a voice for \(language) under speech, voices in store.yaml"
        case .engineMissing:
            "install it (apt install espeak-ng), or correct speech, engine in store.yaml"
        case .exited, .crashed, .noAudio, .engineFailed:
            "try the command of speech, engine in store.yaml by hand; a recording under audio/scripts needs none"
        case .onlySilence:
            "check that the voice under speech, voices in store.yaml speaks the language of the text"
        case .timedOut, .tooLarge:
            "shorten the text, or break it with | marks; if short texts fail too, check the engine"
        case .cacheFailed: "check that the disk has room and that the daemon may write there"
        }
    }

    private static func quoted(_ stderrTail: String) -> String {
        stderrTail.isEmpty ? "" : ", saying: \(stderrTail)"
    }
}

extension SpeechError: CustomStringConvertible {
    /// What is wrong and what to do, in English.
    public var description: String { "\(problem); \(remedy)" }
}
