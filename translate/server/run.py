"""Starting and stopping the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from translate.errors import MissingExtraError, PackageError, ServerError, TranslateError
from translate.files import reason_of
from translate.i18n import _
from translate.languages import TARGET_LANGUAGES, Language
from translate.server.options import ServerOptions

if TYPE_CHECKING:
    from translate.translator import Translator

_THREADS = 16
"""Calls that may wait for the translator at the same time."""


def serve(translator: Translator, options: ServerOptions, on_ready: Callable[[str], None]) -> None:
    """Serve until interrupted.

    Args:
        translator: translates, in a thread of the server's.
        on_ready: called with the address once calls can be made.

    Raises:
        MissingExtraError: the extra ``serve`` is not installed.
        PackageError, GlossaryError: nothing can be served.
        ServerError: the address cannot be listened on.
    """
    try:
        import waitress.server

        from translate.server.app import MOST_BYTES, create_app
    except ModuleNotFoundError as error:
        if error.name not in ("waitress", "flask", "werkzeug"):
            raise
        raise MissingExtraError(
            _('“translate serve” needs {name}: pip install "glossary-translate[serve]"').format(
                name=error.name
            )
        ) from None
    from translate.server.worker import Worker

    served = _served(translator)
    worker = Worker(translator)
    try:
        server = waitress.server.create_server(
            create_app(worker, served, options),
            host=options.host,
            port=options.port,
            threads=_THREADS,
            # The application tells too large a call in JSON.
            max_request_body_size=2 * MOST_BYTES,
            ident=None,
            clear_untrusted_proxy_headers=True,
        )
    except (OSError, ValueError) as error:
        raise ServerError(
            _("Cannot listen on {host}, port {port}: {reason}. Choose another --port or --host.").format(
                host=options.host,
                port=options.port,
                reason=reason_of(error) if isinstance(error, OSError) else error,
            )
        ) from None
    on_ready(_address(server, options))
    try:
        server.run()
    finally:
        server.close()
        worker.close()


def _served(translator: Translator) -> list[Language]:
    """The languages that packages serve, once the glossaries were seen to be sound."""
    served: list[Language] = []
    failure: TranslateError = PackageError(_("No package is installed."))
    for language in TARGET_LANGUAGES:
        try:
            translator.package_for(language)
        except PackageError as error:
            failure = error
            continue
        translator.termbase_for(language)
        served.append(language)
    if not served:
        raise failure
    return served


def _address(server: object, options: ServerOptions) -> str:
    port = getattr(server, "effective_port", None) or server.effective_listen[0][1]  # type: ignore[attr-defined]
    host = f"[{options.host}]" if ":" in options.host else options.host
    return f"http://{host}:{port}/"
