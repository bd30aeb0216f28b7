// SPDX-License-Identifier: Apache-2.0
import ConsolePage
import HTTPTypes
import Hummingbird
import NIOCore

/// The console's page, which is a part of the program.
struct PageFiles: Sendable {
    private struct File: Sendable {
        let type: String
        let plain: Form
        /// Nil where packing makes it no smaller.
        let packed: Form?
    }

    /// A file as it is sent.
    private struct Form: Sendable {
        let bytes: ByteBuffer
        let tag: String
    }

    private static let types = [
        "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
        "svg": "image/svg+xml",
    ]

    private let files: [String: File]

    /// Packs all of it, which takes some hundredths of a second.
    init() {
        var files: [String: File] = [:]
        for file in UnsafeBufferPointer(start: console_page_files, count: console_page_file_count) {
            let path = String(cString: file.path)
            let content = UnsafeRawBufferPointer(start: file.bytes, count: file.length)
            let bytes = ByteBuffer(bytes: content)
            let ending = path.split(separator: ".").last.map(String.init) ?? ""
            let digest = Passwords.digest(String(buffer: bytes)).prefix(16)
            files[path] = File(
                type: Self.types[ending] ?? "application/octet-stream",
                plain: Form(bytes: bytes, tag: "\"\(digest)\""),
                // Other bytes, so another tag.
                packed: Gzip.pack(content).map { Form(bytes: ByteBuffer(bytes: $0), tag: "\"\(digest)-gzip\"") })
        }
        files["/"] = files["/index.html"]
        self.files = files
    }

    /// The answer to a request for a file of the page; nil where there is none at its path. A browser asks each time
    /// whether it is still the same, so that a new daemon's page is shown at once.
    func answer(_ request: Request) -> Response? {
        guard request.method == .get || request.method == .head, let file = files[request.uri.path] else { return nil }
        let packed = Gzip.isAccepted(by: request) ? file.packed : nil
        let form = packed ?? file.plain
        var headers: HTTPFields = [.cacheControl: "no-cache", .eTag: form.tag, .vary: "Accept-Encoding"]
        if request.headers[.ifNoneMatch]?.contains(form.tag) == true {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = file.type
        if packed != nil { headers[.contentEncoding] = "gzip" }
        guard request.method == .get else {
            headers[.contentLength] = "\(form.bytes.readableBytes)"
            return Response(status: .ok, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: form.bytes))
    }
}
