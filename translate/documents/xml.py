"""Files named ``.xml``: the root element tells what they are."""

from __future__ import annotations

import importlib

from translate.documents.base import Document, ReadOptions
from translate.documents.markup import decode_xml, local_name, tokenize
from translate.errors import DocumentError
from translate.i18n import _

_FORMATS = {"resources": "android", "xliff": "xliff", "html": "html"}
"""Root element → format."""


def read(data: bytes, options: ReadOptions) -> Document:
    """Read an XML file of a known kind; see :class:`translate.documents.base.DocumentFormat`."""
    tokens = tokenize(decode_xml(data, options.encoding).text, xml=True)
    root = next(local_name(token.name) for token in tokens if token.kind in ("open", "empty"))
    if root not in _FORMATS:
        raise DocumentError(
            _("XML with the root element <{root}> is no known format. Known: {known}.").format(
                root=root, known=", ".join(f"<{name}>" for name in sorted(_FORMATS))
            )
        )
    document: Document = importlib.import_module(f"translate.documents.{_FORMATS[root]}").read(data, options)
    return document
