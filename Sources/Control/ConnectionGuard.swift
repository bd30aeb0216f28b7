// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import Station
import Synchronization
import Timetable

/// Keeps a connection within its limits: how many there may be, how long a request may take to arrive, how long a
/// connection may idle, and how large a request's head may be. Whoever exceeds one is told, and the connection closed.
///
/// All of it runs on the connection's event loop.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// How long a request may take to arrive, and a connection may wait for its next.
    static let requestLimit = TimeAmount.seconds(10)
    /// How long a recording may take instead, as long as no `requestLimit` passes without any of it: 20 MiB over a line
    /// of 1.4 Mbit/s.
    static let uploadLimit = TimeAmount.seconds(120)
    /// A file of the audio folder may take so many times longer, as it may be larger.
    private static let mediaFactor = Int64(MediaFile.largestUploadBytes / Recording.largestUploadBytes)
    /// How long a connection without a request is kept once the station is to stop: closed at once, a request that is on
    /// its way would be lost with it.
    private static let lastRequests = TimeAmount.milliseconds(200)
    /// How long a refused connection is kept, for its client to read why.
    private static let farewell = TimeAmount.seconds(1)

    private enum State {
        /// No request has come yet.
        case fresh
        /// A request is arriving.
        case reading
        /// A whole request has come.
        case answering
        /// The last request was answered.
        case idle
        /// It was told why it is closed.
        case refused
    }

    private let count: ConnectionCount
    private let limit: TimeAmount
    private let uploadLimit: TimeAmount
    private let language: Language
    private var state = State.fresh
    private var isCounted = false
    private var hasBegunToAnswer = false
    private var deadline: Scheduled<Void>?
    /// Until when the sound that is arriving has to be there; nil for any other request.
    private var uploadEnd: NIODeadline?

    init(_ count: ConnectionCount, requestLimit: TimeAmount, uploadLimit: TimeAmount, language: Language) {
        self.count = count
        self.limit = requestLimit
        self.uploadLimit = uploadLimit
        self.language = language
    }

    func channelActive(context: ChannelHandlerContext) {
        isCounted = count.take()
        if isCounted {
            expect(within: limit, context)
        } else {
            refuse(Self.tooMany, context)
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        if isCounted { count.giveBack() }
        isCounted = false
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if state == .refused { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            uploadEnd = uploadTime(head).map { context.eventLoop.now + $0 }
            // The next request of a connection has its own time.
            if state == .idle { expect(within: limit, context) }
            state = .reading
            hasBegunToAnswer = false
        case .body:
            // Until the station wants more, it is the station that takes its time.
            if isUploading { deadline?.cancel() }
        case .end:
            deadline?.cancel()
            state = .answering
        }
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        if isUploading, let uploadEnd {
            expect(within: min(limit, uploadEnd - context.eventLoop.now), context)
        }
        context.read()
    }

    /// How long a request may take to arrive that brings sound; nil for any other.
    private func uploadTime(_ head: HTTPRequest) -> TimeAmount? {
        switch (head.method, head.path?.prefix { $0 != "?" }) {
        case (.post, UploadReceiver.recordings[...]): uploadLimit
        case (.put, UploadReceiver.media[...]): uploadLimit * Self.mediaFactor
        default: nil
        }
    }

    /// Whether sound is arriving; what that was refused already gets no more time.
    private var isUploading: Bool { state == .reading && uploadEnd != nil && !hasBegunToAnswer }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard state != .refused else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head: hasBegunToAnswer = true
        case .body: break
        case .end:
            // An answer may be early: what is left of its request still has to come in time.
            if state == .answering {
                state = .idle
                expect(within: limit, context)
            }
        }
        context.write(data, promise: promise)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is ChannelShouldQuiesceEvent else { return context.fireUserInboundEventTriggered(event) }
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.lastRequests) {
            context.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError, !hasBegunToAnswer || state == .idle else {
            context.fireErrorCaught(error)
            return
        }
        refuse(error == .headerOverflow ? Self.headTooLarge : Self.notHTTP, context)
    }

    // MARK: Limits

    private func expect(within limit: TimeAmount, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: limit) { self.tooLate(context) }
    }

    private func tooLate(_ context: ChannelHandlerContext) {
        switch state {
        case .fresh: refuse(Self.tooSlow(limit), context)
        case .reading where !hasBegunToAnswer:
            let isLate = uploadEnd.map { $0 <= context.eventLoop.now } ?? false
            refuse(Self.tooSlow(isLate ? uploadLimit : limit), context)
        case .reading, .idle, .refused: context.close(promise: nil)
        case .answering: break
        }
    }

    /// Tells why, and closes: a little later, so that the client can read it though it is still sending.
    private func refuse(_ fault: Fault, _ context: ChannelHandlerContext) {
        guard state != .refused else { return }
        state = .refused
        let problem = ProblemDocument(fault, in: language)
        // A problem of two sentences can always be written.
        let body = (try? JSONReply.data(problem)) ?? Data()
        var head = HTTPResponse(status: problem.status, headerFields: problem.headers)
        head.headerFields[.contentType] = "application/problem+json"
        head.headerFields[.contentLength] = "\(body.count)"
        head.headerFields[.connection] = "close"
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(mode: .output, promise: nil)
        expect(within: Self.farewell, context)
    }

    // MARK: Faults

    private static let tooMany = Fault(
        .serviceUnavailable, Wording(en: "Too many connections", zh: "连接过多"),
        Wording(
            en: "\(ConnectionCount.limit) connections are open already", zh: "已有 \(ConnectionCount.limit) 个连接"),
        fix: Wording(en: "close those that are not used, and try again", zh: "请关闭不用的连接后重试"),
        headers: [.retryAfter: "\(ProblemDocument.retrySeconds)"])

    private static let headTooLarge = Fault(
        .requestHeaderFieldsTooLarge, Wording(en: "Head too large", zh: "请求头过大"),
        Wording(en: "the head of the request is too large", zh: "请求头过大"),
        fix: Wording(en: "leave out headers that are not needed", zh: "请去掉不需要的请求头"))

    private static let notHTTP = Fault(
        .badRequest, Wording(en: "Not HTTP", zh: "不是 HTTP"),
        Wording(en: "the request is no HTTP/1.1", zh: "请求不是 HTTP/1.1"),
        fix: Wording(en: "send it with curl --unix-socket", zh: "请用 curl --unix-socket 发送"))

    private static func tooSlow(_ limit: TimeAmount) -> Fault {
        let seconds = limit.nanoseconds / 1_000_000_000
        return Fault(
            .requestTimeout, Wording(en: "Too slow", zh: "发送过慢"),
            Wording(en: "no whole request came within \(seconds) s", zh: "\(seconds) 秒内没有收到完整的请求"),
            fix: Wording(en: "send it at once", zh: "请一次发送完整"))
    }
}

/// How many connections are served now.
final class ConnectionCount: Sendable {
    /// Connections at a time; a further one is told so and closed.
    static let limit = 256
    /// Further connections that are told so at a time; more of them wait to be accepted.
    static let refusedLimit = 64

    private let open = Atomic(0)

    /// Counts one more connection; false when there are as many as may be.
    func take() -> Bool {
        if open.wrappingAdd(1, ordering: .relaxed).newValue <= Self.limit { return true }
        giveBack()
        return false
    }

    /// Counts one less.
    func giveBack() { open.wrappingSubtract(1, ordering: .relaxed) }
}
