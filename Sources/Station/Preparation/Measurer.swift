// SPDX-License-Identifier: Apache-2.0
import Media

/// Measures sound files, each once however many ask for it at a time, and remembers what it found.
actor Measurer {
    nonisolated let memory: LoudnessCache
    private let quiet = QuietThread()
    private var underway: [String: Task<Result<AudioFacts, MediaError>, Never>] = [:]

    init(memory: LoudnessCache) {
        self.memory = memory
    }

    /// The facts of a file, from memory or measured now.
    func facts(for path: String) async throws(MediaError) -> AudioFacts {
        let task =
            underway[path]
            ?? Task { [memory] in
                await BlockingWork.run { Result { () throws(MediaError) in try memory.facts(for: path) } }
            }
        underway[path] = task
        let result = await task.value
        underway[path] = nil
        return try result.get()
    }

    /// The same for what nobody waits for: measured when nothing else wants the processor.
    nonisolated func quietFacts(for path: String) async throws(MediaError) -> AudioFacts {
        let result = await quiet.run { [memory] in
            Result { () throws(MediaError) in try memory.facts(for: path) }
        }
        return try result.get()
    }
}
