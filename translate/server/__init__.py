"""A local HTTP server that speaks LibreTranslate's API, with the glossary enforced, and a page to try it.

Flask and waitress: both pure Python and well kept, small, and synchronous as CTranslate2 is.
"""

from __future__ import annotations

from translate.server.options import ServerOptions
from translate.server.run import serve

__all__ = ["ServerOptions", "serve"]
