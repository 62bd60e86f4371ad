"""Tables as files that others open: complete, exactly the rows given, and safe to open in Excel."""

from indicators.export.delimited import BOM, guard, read_csv, to_csv, unguard
from indicators.export.files import ExportError, write_file
from indicators.export.formats import FORMATS, WIDE_FORMATS, Format, guess_format

__all__ = [
    "BOM",
    "FORMATS",
    "WIDE_FORMATS",
    "ExportError",
    "Format",
    "guard",
    "guess_format",
    "read_csv",
    "to_csv",
    "unguard",
    "write_file",
]
