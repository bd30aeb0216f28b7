// SPDX-License-Identifier: Apache-2.0
public import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
public import Station

/// Asks a running station over its control socket.
public struct ControlClient: Sendable {
    /// How long the answer to a recording may take: to send it, and to have it decoded.
    private static let uploadTimeout = TimeAmount.seconds(180)

    private let socket: String
    /// How long an answer may take.
    private let patience: TimeAmount

    /// Why a station could not be asked.
    public enum Failure: Error, Sendable, Equatable {
        /// Nothing answers at the socket; the detail is the system's sentence.
        case unreachable(socket: String, detail: String)
        /// The system does not let this user through to the socket, which is for that group; the group is nil where
        /// its folder already is closed to them.
        case notAdmitted(socket: String, user: String, group: String?)
        /// The station refused: what is wrong, and what to do.
        case refused(status: Int, detail: String, fix: String?)
        /// The answer is not what this version understands.
        case incomprehensible(status: Int)
    }

    /// A client of the station at that socket.
    ///
    /// - Parameter patience: how long an answer may take.
    public init(socket: String, patience: Duration = .seconds(10)) {
        self.socket = socket
        self.patience = TimeAmount(patience)
    }

    /// What the station does now.
    public func status() async throws -> StationStatus {
        try await ask(.GET, "/v1/status")
    }

    /// The same as it came, for programs.
    public func statusJSON() async throws -> Data {
        try await exchange(.GET, "/v1/status", body: nil).body
    }

    /// What a broadcaster looks at before the store opens.
    public func ready() async throws -> ReadyReport {
        try await ask(.GET, "/v1/ready")
    }

    /// The scripts that may be announced.
    public func scripts() async throws -> [ScriptSummary] {
        try await ask(.GET, "/v1/scripts")
    }

    /// Pushes an announcement.
    public func announce(_ request: AnnouncementRequest) async throws -> AnnouncementStatus {
        try await ask(.POST, "/v1/announcements", body: try JSONEncoder().encode(request))
    }

    /// Sends a recording to be announced.
    ///
    /// - Parameter audio: WAV, FLAC, Ogg or MP3, at most `Recording.largestUploadBytes`.
    public func upload(_ audio: Data) async throws -> Recording {
        try await ask(.POST, UploadReceiver.recordings, body: audio, type: "application/octet-stream")
    }

    /// An announcement as it stands.
    public func announcement(_ id: String) async throws -> AnnouncementStatus {
        try await ask(.GET, "/v1/announcements/\(id)")
    }

    /// Every announcement that is remembered, the newest first.
    public func announcements() async throws -> [AnnouncementStatus] {
        try await ask(.GET, "/v1/announcements")
    }

    /// The same as it came, for programs.
    public func announcementsJSON() async throws -> Data {
        try await exchange(.GET, "/v1/announcements", body: nil).body
    }

    /// Takes an announcement back, or ends an emergency.
    public func cancel(_ id: String) async throws -> AnnouncementStatus {
        try await ask(.DELETE, "/v1/announcements/\(id)")
    }

    /// Notes that who or what an announcement seeks was found.
    public func claim(_ id: String) async throws -> AnnouncementStatus {
        try await ask(.POST, "/v1/announcements/\(id)/claimed")
    }

    /// Has what is written taken over.
    public func reload() async throws -> ReloadAnswer {
        let (status, data) = try await exchange(.POST, "/v1/reload", body: nil)
        do {
            switch status {
            case 200: return .loaded(try JSONDecoder().decode(ReloadAnswer.Loaded.self, from: data), json: data)
            case 422: return .refused(try JSONDecoder().decode(ReloadAnswer.Refused.self, from: data), json: data)
            default: throw refusal(status, data)
            }
        } catch is DecodingError {
            throw Failure.incomprehensible(status: status)
        }
    }

    /// Silences everything but emergencies.
    public func mute() async throws -> StationStatus {
        try await ask(.POST, "/v1/mute")
    }

    /// Lets the programme go on.
    public func unmute() async throws -> StationStatus {
        try await ask(.POST, "/v1/unmute")
    }

    /// Why something aired when it did, or did not.
    ///
    /// - Parameter date: `2026-11-21`; nil to find the day.
    public func why(_ question: String, on date: String?) async throws -> WhyAnswer {
        try await ask(.GET, Self.path("/v1/why", [("cue", question), ("date", date)]))
    }

    /// Lets somebody in at the console, once: the link, and until when it counts.
    ///
    /// - Parameters:
    ///   - role: what the newcomer is trusted with; nil where it is for an account.
    ///   - account: who chooses a new password; nil for somebody new.
    public func invite(role: Role?, account: String?) async throws -> Invitation {
        let asked = ["role": role?.rawValue, "account": account].compactMapValues(\.self)
        return try await ask(.POST, "/v1/invitations", body: try JSONEncoder().encode(asked))
    }

    /// A link that lets somebody in at the console.
    public struct Invitation: Decodable, Sendable {
        /// To be opened in a browser.
        public let link: String
        /// Until when it counts: an instant in ISO 8601 with the store's offset.
        public let expires: String
    }

    /// What the cues and announcements of the present day are called that are on record, each once, by the alphabet.
    public func recordedNames() async throws -> [String] {
        struct Named: Decodable { var name: String }
        struct Names: Decodable { var cues: [Named], announcements: [Named] }
        let names: Names = try await ask(.GET, "/v1/as-run")
        return Set((names.cues + names.announcements).map(\.name)).sorted()
    }

    /// The as-run log as the station writes it.
    ///
    /// - Parameter format: `json`, `csv` or `text`.
    public func asRun(_ query: RecordQuery, withMusic: Bool, format: String) async throws -> Data {
        let path = Self.path(
            "/v1/as-run",
            [
                ("date", query.date), ("from", query.from), ("to", query.to), ("music", withMusic ? "true" : nil),
                ("format", format),
            ])
        return try await answer(.GET, path)
    }

    /// The handover book as the station writes it; of the present shift where no time is given.
    ///
    /// - Parameter format: `json` or `text`.
    public func report(_ query: RecordQuery, format: String) async throws -> Data {
        let path = Self.path(
            "/v1/report", [("date", query.date), ("from", query.from), ("to", query.to), ("format", format)])
        return try await answer(.GET, path)
    }

    /// Ends the present shift; its handover book as the station writes it.
    ///
    /// - Parameter format: `json` or `text`.
    public func handOver(_ note: HandoverNote, format: String) async throws -> Data {
        try await answer(
            .POST, Self.path("/v1/handover", [("format", format)]), body: try JSONEncoder().encode(note))
    }

    /// A path with what is asked, in the characters that a URI has (RFC 3986).
    private static func path(_ path: String, _ query: [(name: String, value: String?)]) -> String {
        let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
        let asked = query.compactMap { name, value in
            value.map { "\(name)=\($0.addingPercentEncoding(withAllowedCharacters: plain) ?? "")" }
        }
        return asked.isEmpty ? path : "\(path)?\(asked.joined(separator: "&"))"
    }

    private func ask<Answer: Decodable>(
        _ method: HTTPMethod, _ path: String, body: Data? = nil, type: String = "application/json"
    ) async throws -> Answer {
        let data = try await answer(method, path, body: body, type: type)
        do {
            return try JSONDecoder().decode(Answer.self, from: data)
        } catch {
            throw Failure.incomprehensible(status: 200)
        }
    }

    /// The answer as it came, unless the station refused.
    private func answer(
        _ method: HTTPMethod, _ path: String, body: Data? = nil, type: String = "application/json"
    ) async throws -> Data {
        let (status, data) = try await exchange(method, path, body: body, type: type)
        guard (200..<300).contains(status) else { throw refusal(status, data) }
        return data
    }

    private func refusal(_ status: Int, _ data: Data) -> Failure {
        // What is no problem document is said to be incomprehensible.
        guard let problem = try? JSONDecoder().decode(Refusal.self, from: data) else {
            return .incomprehensible(status: status)
        }
        return .refused(status: status, detail: problem.detail, fix: problem.fix)
    }

    private struct Refusal: Decodable {
        var detail: String
        var fix: String?
    }

    private func exchange(
        _ method: HTTPMethod, _ path: String, body: Data?, type: String = "application/json"
    ) async throws -> (status: Int, body: Data) {
        let channel: NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>
        do {
            channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(unixDomainSocketPath: socket) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        try pipeline.addHTTPClientHandlers()
                        return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                    }
                }
        } catch let error as IOError where error.errnoCode == EACCES {
            let user = UnixAccount(uid: geteuid(), gid: getegid()).user
            throw Failure.notAdmitted(socket: socket, user: user, group: SocketFile.group(of: socket))
        } catch {
            let detail = (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
            throw Failure.unreachable(socket: socket, detail: detail)
        }
        let limit = channel.channel.eventLoop.scheduleTask(
            in: path == UploadReceiver.recordings ? Self.uploadTimeout : patience
        ) { channel.channel.close(promise: nil) }
        defer { limit.cancel() }
        return try await channel.executeThenClose { inbound, outbound in
            let payload = ByteBuffer(bytes: body ?? Data())
            var headers: HTTPHeaders = ["Host": "storecast", "Connection": "close"]
            if body != nil {
                headers.add(name: "Content-Type", value: type)
                headers.add(name: "Content-Length", value: "\(payload.readableBytes)")
            }
            var parts: [HTTPClientRequestPart] = [
                .head(HTTPRequestHead(version: .http1_1, method: method, uri: path, headers: headers))
            ]
            if body != nil { parts.append(.body(.byteBuffer(payload))) }
            parts.append(.end(nil))
            // In one go, and not waited for: a station may answer and close as soon as it has the head.
            async let _: Void = outbound.write(contentsOf: parts)
            var status = 0
            var data = Data()
            for try await part in inbound {
                switch part {
                case .head(let head): status = Int(head.status.code)
                case .body(let chunk): data.append(contentsOf: chunk.readableBytesView)
                case .end: return (status, data)
                }
            }
            throw Failure.unreachable(socket: socket, detail: "the station gave no whole answer")
        }
    }
}
