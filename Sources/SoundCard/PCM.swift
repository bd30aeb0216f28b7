// SPDX-License-Identifier: Apache-2.0
import CALSA
import Glibc
import Synchronization

/// An open ALSA playback stream, in non-blocking mode.
///
/// Used by one thread at a time. `close()` it; forgetting to is an error of the program.
@safe struct PCM: ~Copyable {
    /// What a card says of itself.
    struct Status {
        var state: snd_pcm_state_t
        /// Frames that can be written now.
        var writableFrames: Int
        /// Frames between the next to be written and the one being heard.
        var delayFrames: Int
        /// When both were true, in nanoseconds of CLOCK_MONOTONIC; 0 when the card does not say.
        var at: Int64
    }

    /// alsa-lib and its plugins are not reentrant while opening and closing.
    private static let opening = Mutex(())

    /// Does something that opens what alsa-lib's plugins serve, while nothing else does.
    static func whileNothingOpens<Value>(_ body: () -> Value) -> Value where Value: Sendable {
        opening.withLock { _ in body() }
    }

    let handle: OpaquePointer
    private let status: OpaquePointer

    /// Opens a PCM by name. May block, for seconds where a server behind it hangs.
    init(opening name: String) throws(ALSAError) {
        var handle: OpaquePointer?
        let code = Self.opening.withLock { _ in
            _ = storecast_alsa_silence()
            return unsafe Self.open(name, &handle)
        }
        try check(code, .open)
        var status: OpaquePointer?
        let memory = unsafe snd_pcm_status_malloc(&status)
        guard let handle = unsafe handle, let status = unsafe status else {
            throw ALSAError(code: -memory, call: .open)
        }
        unsafe self.handle = handle
        unsafe self.status = status
    }

    /// Opens it by alsa-lib's configuration as it is now: `snd_pcm_open` keeps the one it read first for as long as
    /// its main file is the same, whatever becomes of the cards and of /etc/asound.conf (decision 50).
    private static func open(_ name: String, _ handle: inout OpaquePointer?) -> Int32 {
        var read: OpaquePointer?
        var update: OpaquePointer?
        let code = unsafe snd_config_update_r(&read, &update, nil)
        guard let configuration = unsafe read else { return code }
        defer {
            unsafe snd_config_update_free(update)
            unsafe snd_config_delete(configuration)
        }
        return unsafe snd_pcm_open_lconf(
            &handle, name, SND_PCM_STREAM_PLAYBACK, Int32(SND_PCM_NONBLOCK), configuration)
    }

    deinit {
        assertionFailure("a PCM was dropped without being closed")
    }

    /// Drops what was not heard and closes. May block.
    consuming func close() {
        Self.opening.withLock { _ in
            unsafe snd_pcm_drop(handle)
            unsafe snd_pcm_close(handle)
        }
        unsafe snd_pcm_status_free(status)
        discard self
    }

    /// Makes it ready to be filled and started, unless it is: `configure` leaves it so, and doing it again may
    /// block for the answer of a sound server.
    func prepare() throws(ALSAError) {
        guard unsafe snd_pcm_state(handle) != SND_PCM_STATE_PREPARED else { return }
        try check(unsafe snd_pcm_prepare(handle), .prepare)
    }

    func start() throws(ALSAError) {
        try check(unsafe snd_pcm_start(handle), .start)
    }

    /// Tries once to wake a suspended card.
    ///
    /// - Returns: Whether it is awake; if not, it needs more time.
    /// - Throws: `ENOSYS` where the card must be prepared instead.
    func resume() throws(ALSAError) -> Bool {
        let code = unsafe snd_pcm_resume(handle)
        if code == -EAGAIN { return false }
        try check(code, .resume)
        return true
    }

    /// Writes frames in the card's layout.
    ///
    /// - Parameter bytes: Whole frames.
    /// - Returns: Frames taken; 0 when there is no room.
    func write(_ bytes: RawSpan, frameBytes: Int) throws(ALSAError) -> Int {
        let taken = unsafe bytes.withUnsafeBytes { bytes in
            unsafe snd_pcm_writei(handle, bytes.baseAddress, UInt(bytes.count / frameBytes))
        }
        if taken == -Int(EAGAIN) { return 0 }
        try check(Int32(clamping: taken), .write)
        return taken
    }

    /// What the card holds and when its frames are heard.
    func readStatus() throws(ALSAError) -> Status {
        try check(unsafe snd_pcm_status(handle, status), .status)
        var time = snd_htimestamp_t()
        unsafe snd_pcm_status_get_htstamp(status, &time)
        return Status(
            state: unsafe snd_pcm_status_get_state(status),
            writableFrames: unsafe Int(snd_pcm_status_get_avail(status)),
            delayFrames: unsafe snd_pcm_status_get_delay(status),
            at: MonotonicClock.nanoseconds(time))
    }

    /// The state alone. After a write that failed nothing more may be asked: alsa-lib's plugins then disagree with what lies
    /// behind them about how much was written, as `plug` with `dmix` in an underrun, and `snd_pcm_status` ends the process by
    /// an assertion (pcm_plugin.c of 1.2.8).
    var state: snd_pcm_state_t { unsafe snd_pcm_state(handle) }
}
