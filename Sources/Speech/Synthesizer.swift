// SPDX-License-Identifier: Apache-2.0

/// Turns texts into sound through the speech engine, phrase by phrase, and keeps the sound.
///
/// A phrase that was spoken before comes from the cache, whatever text it stands in. Requests at the same time
/// for one phrase share one run of the engine.
public actor Synthesizer {
    /// How many engines run at once; further phrases wait in order.
    public static let maximumEngines = 2

    /// How much the cache may hold; beyond it, the phrases not asked for longest are dropped. About
    /// 100 minutes of espeak-ng, which is more than a store says in a day.
    public static let cacheLimitBytes = 256 << 20

    /// A word that each language reads.
    private static let anyWord = "1"

    private let settings: SpeechSettings
    private let cache: SpeechCache
    /// The store's own words.
    private let pronunciations: [Pronunciation]
    /// How a text is read, by its language.
    private var readers: [String: TextReader] = [:]
    private let clock: any Clock<Duration>
    private let slots = EngineSlots(count: maximumEngines)
    /// The phrases being spoken now, by the name of their file.
    private var underway: [String: Task<Result<String, SpeechError>, Never>] = [:]

    /// How often each voice has hung.
    private var hangs: [EngineCommand: Int] = [:]

    /// Speaks with these settings.
    ///
    /// - Parameters:
    ///   - settings: the engine and its bounds.
    ///   - pronunciations: words that a voice would read wrongly; they go before the built-in ones.
    ///   - cacheDirectory: where the WAV files are kept; created when first needed, of no other use.
    ///   - clock: by which the deadline is measured.
    public init(
        settings: SpeechSettings, pronunciations: [Pronunciation] = [], cacheDirectory: String,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.settings = settings
        self.pronunciations = pronunciations
        self.clock = clock
        cache = SpeechCache(directory: cacheDirectory, limitBytes: Self.cacheLimitBytes)
    }

    /// The text as sound: from the cache, else spoken now.
    ///
    /// A caller that is cancelled still waits for the engine, at most the deadline for each phrase; what was
    /// spoken by then is kept.
    public func audio(for request: SpeechRequest) async throws(SpeechError) -> SpokenText {
        let words = reader(for: request.language).words(for: request.text)
        let segments = SpeechMarks.segments(of: words)
        guard !segments.isEmpty else { throw .nothingToSay }
        guard let voice = settings.voices[request.language] else {
            throw .noVoice(language: request.language)
        }
        guard let command = EngineCommand(settings, voice: voice) else { throw .engineMissing(engine: "") }
        // All phrases are begun before the first is waited for.
        let parts = segments.map {
            segment -> (pause: Duration?, file: Task<Result<String, SpeechError>, Never>?) in
            switch segment {
            case .pause(let length): (length, nil)
            case .phrase(let phrase): (nil, file(for: command.input(for: phrase), command: command))
            }
        }
        var pieces: [SpokenText.Piece] = []
        for part in parts {
            if let pause = part.pause { pieces.append(.pause(pause)) }
            if let file = part.file { pieces.append(.file(path: try await file.value.get())) }
        }
        return SpokenText(pieces: pieces)
    }

    /// Has a word spoken in a language, whatever was spoken before, and forgets it.
    ///
    /// - Returns: why it could not be; nil where it was.
    public func fault(in language: String) async -> SpeechError? {
        guard let voice = settings.voices[language] else { return .noVoice(language: language) }
        guard let command = EngineCommand(settings, voice: voice) else { return .engineMissing(engine: "") }
        await slots.acquire()
        let run = EngineRun(
            command: command, deadline: settings.deadline, sizeLimit: settings.sizeLimit, clock: clock)
        let wave = await run.wave(for: Self.anyWord)
        await slots.release()
        guard case .failure(let error) = wave else { return nil }
        return error
    }

    private func reader(for language: String) -> TextReader {
        if let reader = readers[language] { return reader }
        let reader = TextReader(language: language, pronunciations: pronunciations)
        readers[language] = reader
        return reader
    }

    private func file(
        for input: String, command: EngineCommand
    ) -> Task<Result<String, SpeechError>, Never> {
        let name = SpeechCache.name(command: command, input: input)
        if let task = underway[name] { return task }
        let task = Task {
            let result = await speak(input, command: command, as: name)
            underway[name] = nil
            return result
        }
        underway[name] = task
        return task
    }

    private func speak(
        _ input: String, command: EngineCommand, as name: String
    ) async -> Result<String, SpeechError> {
        if let path = cache.find(name) { return .success(path) }
        let hangsBefore = hangs[command, default: 0]
        await slots.acquire()
        // A voice that has hung while this stood in line is not waited for phrase by phrase.
        guard hangs[command, default: 0] == hangsBefore else {
            await slots.release()
            return .failure(.timedOut(engine: command.executable, deadline: settings.deadline))
        }
        let run = EngineRun(
            command: command, deadline: settings.deadline, sizeLimit: settings.sizeLimit, clock: clock)
        let wave = await run.wave(for: input)
        if case .failure(.timedOut) = wave { hangs[command, default: 0] += 1 }
        await slots.release()
        return wave.flatMap { wave in
            Result { () throws(SpeechError) in try cache.store(wave, as: name) }
        }
    }
}
