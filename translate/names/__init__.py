"""Consistent names without a glossary.

Which names recur in a document (:mod:`.finding`), what the package made of each (:mod:`.listening`), which
rendering is the document's (:mod:`.voting`), and which sentences have to be translated again with it as
a term (:mod:`.settling`, :mod:`.rounds`). Where no rendering is clearly the right one, all stays as the
package wrote it.
"""
