// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import Testing
import Timetable

@testable import Control

/// A connection's limits, on a connection whose time passes when the test says so.
@Suite struct `The guard of a connection` {
    /// What was written to the client.
    private struct Written {
        var status: Int?
        var headers = HTTPFields()
        var body = ""
    }

    private static let get = HTTPRequestPart.head(
        HTTPRequest(method: .get, scheme: "http", authority: "storecast", path: "/v1/status"))
    private static let post = HTTPRequestPart.head(
        HTTPRequest(method: .post, scheme: "http", authority: "storecast", path: "/v1/announcements"))

    private func connect(_ count: ConnectionCount = ConnectionCount()) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(
            handler: ConnectionGuard(
                count, requestLimit: ConnectionGuard.requestLimit, uploadLimit: ConnectionGuard.uploadLimit,
                language: .en))
        try channel.connect(to: SocketAddress(unixDomainSocketPath: "/run/x")).wait()
        return channel
    }

    private func pass(_ seconds: Double, on channel: EmbeddedChannel) {
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(Int64(seconds * 1000)))
    }

    private func answer(_ status: HTTPResponse.Status, on channel: EmbeddedChannel) throws {
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: status)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
    }

    private func written(to channel: EmbeddedChannel) throws -> Written {
        var written = Written()
        while let part = try channel.readOutbound(as: HTTPResponsePart.self) {
            switch part {
            case .head(let head):
                written.status = head.status.code
                written.headers = head.headerFields
            case .body(let bytes): written.body += String(buffer: bytes)
            case .end: break
            }
        }
        return written
    }

    @Test func `tells a client who sends nothing for ten seconds, and closes`() throws {
        let channel = try connect()
        pass(9.9, on: channel)
        #expect(channel.isActive)
        #expect(try written(to: channel).status == nil)
        pass(0.2, on: channel)
        let told = try written(to: channel)
        #expect(told.status == 408)
        #expect(told.body.contains("no whole request came within 10 s"))
        #expect(told.body.contains("send it at once"))
        pass(1.1, on: channel)
        #expect(!channel.isActive)
    }

    @Test func `gives a request that drips in no more time than any other`() throws {
        let channel = try connect()
        try channel.writeInbound(Self.post)
        for _ in 0..<9 {
            pass(1, on: channel)
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "{")))
        }
        #expect(try written(to: channel).status == nil)
        pass(1.1, on: channel)
        #expect(try written(to: channel).status == 408)
    }

    @Test func `lets the station take its time for an answer`() throws {
        let channel = try connect()
        try channel.writeInbound(Self.get)
        try channel.writeInbound(HTTPRequestPart.end(nil))
        pass(120, on: channel)
        #expect(channel.isActive)
        try answer(.ok, on: channel)
        #expect(try written(to: channel).status == 200)
    }

    @Test func `keeps an idle connection for ten seconds from its last answer, and closes it without a word`() throws {
        let channel = try connect()
        for _ in 0..<3 {
            try channel.writeInbound(Self.get)
            try channel.writeInbound(HTTPRequestPart.end(nil))
            try answer(.ok, on: channel)
            #expect(try written(to: channel).status == 200)
            pass(9, on: channel)
            #expect(channel.isActive)
        }
        pass(1.1, on: channel)
        #expect(!channel.isActive)
        #expect(try written(to: channel).status == nil)
    }

    @Test func `gives what is left of a request that was answered early its time, and no second answer`() throws {
        let channel = try connect()
        try channel.writeInbound(Self.post)
        try answer(.contentTooLarge, on: channel)
        #expect(try written(to: channel).status == 413)
        pass(9.9, on: channel)
        #expect(channel.isActive)
        pass(0.2, on: channel)
        #expect(!channel.isActive)
        #expect(try written(to: channel).status == nil)
    }

    @Test func `refuses the 257th connection with when to try again, and takes one more when one has gone`() throws {
        let count = ConnectionCount()
        let first = try connect(count)
        for _ in 1..<256 { _ = try connect(count) }
        let told = try written(to: try connect(count))
        #expect(told.status == 503)
        #expect(told.headers[.retryAfter] == "10")
        #expect(told.headers[.connection] == "close")
        #expect(told.body.contains("256 connections are open already"))
        try first.close().wait()
        #expect(try written(to: try connect(count)).status == nil)
    }

    @Test(arguments: [(HTTPParserError.headerOverflow, 431), (.invalidMethod, 400), (.invalidHeaderToken, 400)])
    func `tells what is wrong with a head that is no HTTP`(error: HTTPParserError, status: Int) throws {
        let channel = try connect()
        channel.pipeline.fireErrorCaught(error)
        let told = try written(to: channel)
        #expect(told.status == status)
        #expect(told.headers[.contentType] == "application/problem+json")
        #expect(told.body.contains(#""fix":"#))
    }
}
