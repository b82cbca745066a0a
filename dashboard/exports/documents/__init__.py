"""Documents for office programs, out of the one model of a document: DOCX and ODT, both made by pandoc."""

from dashboard.exports.documents.odf import odt_file
from dashboard.exports.documents.word import docx_file

__all__ = ["docx_file", "odt_file"]
