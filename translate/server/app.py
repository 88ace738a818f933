"""The server's routes: LibreTranslate's calls, and a page that shows the review of a pasted text."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Sequence
from io import BytesIO
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, jsonify, request, send_file
from werkzeug.exceptions import HTTPException

from translate import documents
from translate.documents.base import Document, ReadOptions, Segment
from translate.errors import TranslateError
from translate.i18n import _
from translate.languages import ENGLISH, Language
from translate.report import review
from translate.report.outcomes import DocumentResult
from translate.server.calls import CallError, Parameters, read_direction, read_format
from translate.server.detection import Detection, detect
from translate.server.downloads import Download, Downloads
from translate.server.limits import RateLimit
from translate.server.options import LOOPBACK, ServerOptions
from translate.server.page import render_error, render_page
from translate.server.worker import Worker

MOST_BYTES = 64 << 20
"""Bytes of a call at most, files included."""

_log = logging.getLogger(__name__)


def create_app(worker: Worker, served: Sequence[Language], options: ServerOptions) -> Flask:
    """The application (WSGI).

    Args:
        worker: translates.
        served: languages that can be translated into.
    """
    app = Flask("translate.server", static_folder=None, template_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_BYTES)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    calls = _Calls(worker, served, options)
    for rule, method, view, is_free in (
        ("/translate", "POST", calls.translate, False),
        ("/translate_file", "POST", calls.translate_file, False),
        ("/download_file/<token>", "GET", calls.download_file, True),
        ("/download_file/<token>/<name>", "GET", calls.download_file, True),
        ("/detect", "POST", calls.detect, False),
        ("/suggest", "POST", calls.suggest, False),
        ("/review", "POST", calls.review, False),
        ("/languages", "GET", calls.languages, True),
        ("/frontend/settings", "GET", calls.settings, True),
        ("/health", "GET", calls.health, True),
        ("", "GET", calls.page, True),
    ):
        for address in (rule, f"{rule}/") if rule else ("/",):
            app.add_url_rule(address, address, view if is_free else calls.checked(view), methods=[method])
    app.before_request(calls.check_host)
    app.after_request(calls.add_headers)
    app.register_error_handler(Exception, _failure)
    return app


def _failure(error: Exception) -> tuple[Response, int]:
    """Every error as LibreTranslate gives it: JSON with ``error``; for the page's frame as a page."""
    status, message = 500, _("The server failed; its log says how.")
    if isinstance(error, CallError):
        status, message = error.status, str(error)
    elif isinstance(error, TranslateError):
        status, message = 400, str(error)
    elif isinstance(error, HTTPException) and error.code is not None:
        status, message = error.code, _http_message(error.code)
    else:
        _log.exception("call to %s failed", request.path)
    if request.path.startswith("/review") and request.accept_mimetypes.accept_html:
        return Response(render_error(message), mimetype="text/html"), status
    return jsonify(error=message), status


def _http_message(status: int) -> str:
    messages = {
        404: _("There is nothing at this address"),
        405: _("This address does not take {method} calls").format(method=request.method),
        413: _("Invalid request: more than {limit} bytes").format(limit=MOST_BYTES),
    }
    return messages.get(status, _("Invalid request"))


class _Calls:
    """The views, and what is checked before them."""

    def __init__(self, worker: Worker, served: Sequence[Language], options: ServerOptions) -> None:
        self._worker = worker
        self._served = list(served)
        self._options = options
        self._limit = RateLimit(options.req_limit)
        self._downloads = Downloads()

    # -- checks ----------------------------------------------------------------------------------

    def check_host(self) -> None:
        """Refuse calls that a web page makes through a name of its own that points here (DNS rebinding)."""
        name = request.host.rsplit(":", 1)[0].strip("[]") if request.host else ""
        if self._options.is_local and name not in LOOPBACK:
            raise CallError(403, _("This server answers only to the name of this machine (localhost)"))

    def checked(self, view: Any) -> Any:
        """A view that is reached only with the key, from where it is allowed, and not too often."""

        def call() -> Any:
            self._check_origin()
            self._check_key()
            wait = self._limit.wait(request.remote_addr or "")
            if wait:
                error = _("Slowdown: {limit} per minute").format(limit=self._limit.limit)
                answer = jsonify(error=error)
                answer.headers["Retry-After"] = str(int(wait) + 1)
                return answer, 429
            return view()

        return call

    def _check_origin(self) -> None:
        origin = request.headers.get("Origin")
        if origin is not None and origin != request.host_url.rstrip("/") and not self._allows(origin):
            raise CallError(
                403, _("Pages of {origin} may not call this server (--allow-origin)").format(origin=origin)
            )

    def _allows(self, origin: str) -> bool:
        return "*" in self._options.allowed_origins or origin in self._options.allowed_origins

    def _check_key(self) -> None:
        if not self._options.api_key:
            return
        key = Parameters(request).one("api_key")
        if not key:
            raise CallError(400, _("Please contact the server operator to get an API key"))
        if not hmac.compare_digest(str(key).encode("utf-8", "replace"), self._options.api_key.encode()):
            raise CallError(403, _("Invalid API key"))

    def _check_length(self, texts: Sequence[str]) -> None:
        length, limit = sum(map(len, texts)), self._options.char_limit
        if limit and length > limit:
            raise CallError(
                400,
                _("Invalid request: request ({length}) exceeds text limit ({limit})").format(
                    length=length, limit=limit
                ),
            )

    def add_headers(self, response: Response) -> Response:
        """What a browser is to know about an answer."""
        origin = request.headers.get("Origin")
        if origin is not None and self._allows(origin):
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            response.headers["Access-Control-Allow-Methods"] = "GET, POST"
            response.headers["Vary"] = "Origin"
        response.headers["X-Content-Type-Options"] = "nosniff"
        # Without a referrer, Chromium hides the origin of the page from its own server.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    # -- LibreTranslate's calls ------------------------------------------------------------------

    def translate(self) -> Response:
        """``POST /translate``: ``q``, ``source``, ``target``, ``format``, ``alternatives``."""
        parameters = Parameters(request)
        texts, is_list = parameters.texts("q")
        direction = read_direction(parameters, self._served)
        form = read_format(parameters)
        alternatives = parameters.number("alternatives")
        self._check_length(texts)
        detected = [detect(text) for text in texts] if direction.source is None else []
        _check_detected(detected, direction.target)
        keep = [
            direction.target == ENGLISH or detection.language == direction.target.code
            for detection in detected or [Detection("en", 100.0)] * len(texts)
        ]
        due = [text for text, is_kept in zip(texts, keep, strict=True) if not is_kept]
        translated = iter(self._translate(due, form, direction.target))
        results = [text if is_kept else next(translated) for text, is_kept in zip(texts, keep, strict=True)]
        answer: dict[str, Any] = {"translatedText": results if is_list else results[0]}
        if detected:
            listed = [vars(detection) for detection in detected]
            answer["detectedLanguage"] = listed if is_list else listed[0]
        if alternatives:
            # A package gives one translation in which the terms are enforced.
            answer["alternatives"] = [[] for _result in results] if is_list else []
        return jsonify(answer)

    def _translate(self, texts: Sequence[str], form: str, target: Language) -> list[str]:
        if not texts:
            return []
        if form == "text":
            segments = [Segment(text, line=1, keep_lines=True) for text in texts]
            done = self._worker.translate(segments, target)
            return [translation.text for translation in done.translations]
        options = ReadOptions(encoding="utf-8", format="html")
        read = [documents.read("q.html", text.encode("utf-8"), options) for text in texts]
        done = self._worker.translate([segment for each in read for segment in each.segments], target)
        pending = iter(done.translations)
        return [
            each.write([next(pending) for _segment in each.segments], target).decode("utf-8") for each in read
        ]

    def translate_file(self) -> Response:
        """``POST /translate_file``: ``file``, ``source``, ``target``; answers where the result is."""
        upload = request.files.get("file")
        if upload is None or not upload.filename:
            raise CallError(400, _("Invalid request: missing {name} parameter").format(name="file"))
        name = PurePath(upload.filename.replace("\\", "/")).name
        if documents.format_of(name) is None:
            raise CallError(
                400,
                _("Invalid request: file format not supported: {suffix}").format(
                    suffix=PurePath(name).suffix or name
                ),
            )
        direction = read_direction(Parameters(request), self._served)
        data = upload.read()
        if direction.target == ENGLISH:
            raise CallError(400, _("{code} is not supported").format(code=direction.target.code))
        document = documents.read(name, data)
        self._check_length([segment.text for segment in document.segments])
        if direction.source is None:
            _check_detected([detect(_sample(document))], direction.target)
        done = self._worker.translate(document.segments, direction.target)
        translated = document.write(done.translations, direction.target)
        path = PurePath(name)
        download = Download(f"{path.stem}.{direction.target.code}{path.suffix}", translated)
        token = self._downloads.keep(download)
        address = f"{request.host_url}download_file/{token}/{quote(download.name, safe='')}"
        return jsonify(translatedFileUrl=address)

    def download_file(self, token: str, name: str = "") -> Response:
        """``GET /download_file/TOKEN/NAME``."""
        kept = self._downloads.fetch(token)
        if kept is None:
            raise CallError(404, _("There is no such file, or no longer"))
        return send_file(
            BytesIO(kept.data), "application/octet-stream", as_attachment=True, download_name=kept.name
        )

    def detect(self) -> Response:
        """``POST /detect``: ``q``; of a list the language of all together."""
        texts, _is_list = Parameters(request).texts("q")
        self._check_length(texts)
        return jsonify([vars(detect("\n".join(texts)))])

    def suggest(self) -> Response:
        """``POST /suggest``, which this server does not take."""
        raise CallError(403, _("Suggestions are disabled on this server"))

    def languages(self) -> Response:
        """``GET /languages``."""
        codes = [language.code for language in self._served]
        listed = [{"code": ENGLISH.code, "name": "English", "targets": [ENGLISH.code, *codes]}]
        listed += [
            {"code": language.code, "name": _english_name(language), "targets": []}
            for language in self._served
        ]
        return jsonify(listed)

    def settings(self) -> Response:
        """``GET /frontend/settings``."""
        first = self._served[0]
        suffixes = sorted(suffix for listed in documents.formats().values() for suffix in listed)
        return jsonify(
            apiKeys=bool(self._options.api_key),
            keyRequired=bool(self._options.api_key),
            charLimit=self._options.char_limit or -1,
            filesTranslation=True,
            frontendTimeout=500,
            language={
                "source": {"code": ENGLISH.code, "name": "English"},
                "target": {"code": first.code, "name": _english_name(first)},
            },
            suggestions=False,
            supportedFilesFormat=suffixes,
        )

    def health(self) -> Response:
        """``GET /health``."""
        return jsonify(status="ok")

    # -- the page --------------------------------------------------------------------------------

    def page(self) -> Response:
        """The page to paste a text into."""
        answer = Response(render_page(self._served, self._options), mimetype="text/html")
        answer.headers["Content-Security-Policy"] = "frame-ancestors 'none'"
        return answer

    def review(self) -> Response:
        """``POST /review``: the review page of ``q`` in each ``target``."""
        parameters = Parameters(request)
        text = parameters.text("q")
        self._check_length([text])
        codes = request.form.getlist("target") or [parameters.text("target")]
        targets = [language for language in self._served if language.code in codes]
        if not targets:
            raise CallError(400, _("Choose a language to translate into."))
        document = documents.read("text.txt", text.encode("utf-8"), ReadOptions(encoding="utf-8"))
        results = []
        for target in targets:
            done = self._worker.translate(document.segments, target)
            results.append(DocumentResult("-", "-", target.code, done.package, done.sentences))
        answer = Response(review.render(results, embedded=True), mimetype="text/html")
        answer.headers["Content-Security-Policy"] = "frame-ancestors 'self'"
        return answer


def _check_detected(detected: Sequence[Detection], target: Language) -> None:
    for detection in detected:
        if detection.language not in (ENGLISH.code, target.code):
            raise CallError(
                400,
                _("{code} was detected, but only English is supported as a source language (en)").format(
                    code=detection.language
                ),
            )


def _sample(document: Document) -> str:
    return "\n".join(segment.text for segment in document.segments[:200])


def _english_name(language: Language) -> str:
    from babel import Locale

    return Locale.parse(language.locale).get_display_name("en") or language.code
