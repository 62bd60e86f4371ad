"""An old Excel workbook (.xls) written by hand, record by record: no library that writes them is kept up any more."""

from __future__ import annotations

from struct import pack

from indicators.reports.archive import OLE_MARK


def make_record(kind: int, data: bytes) -> bytes:
    return pack("<HH", kind, len(data)) + data


def make_old_cell(row: int, column: int, value: object) -> bytes:
    """A cell of the old format: a pair gives a number and the place of its style."""
    number, style = value if isinstance(value, tuple) else (value, 0)
    if isinstance(number, (int, float)):
        return make_record(0x203, pack("<HHHd", row, column, style, number))
    text = str(value).encode("utf-16-le")
    return make_record(0x204, pack("<HHHHB", row, column, 0, len(text) // 2, 1) + text)


def make_xls(name: str, rows: list[list[object]], formats: tuple[str, ...] = (), merges: bytes = b"") -> bytes:
    """An old workbook of one sheet: the record stream of [MS-XLS] in the smallest container of [MS-CFB].

    Style 0 is plain, style n shows numbers by the n-th format.
    """
    codes = b"".join(
        make_record(0x41E, pack("<HHB", 164 + i, len(code), 1) + code.encode("utf-16-le"))
        for i, code in enumerate(formats)
    )
    font = make_record(0x31, pack("<HHHHHBBBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 1, 0) + b"A")
    keys = [0, *(164 + i for i in range(len(formats)))]
    styles = b"".join(make_record(0xE0, pack("<HHH", 0, key, 1) + bytes(14)) for key in keys)
    begin = [make_record(0x809, pack("<HHHHII", 0x600, kind, 0x0DBB, 1996, 0, 6)) for kind in (5, 0x10)]
    end, title = make_record(0x0A, b""), name.encode("utf-16-le")
    cells = b"".join(make_old_cell(r, c, v) for r, row in enumerate(rows) for c, v in enumerate(row) if v != "")
    size = pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0)
    sheet = begin[1] + make_record(0x200, size) + cells + merges + end
    before = begin[0] + make_record(0x42, pack("<H", 1200)) + font * 4 + codes + styles
    place = len(before) + 4 + 8 + len(title) + len(end)
    listed = make_record(0x85, pack("<IHBB", place, 0, len(name), 1) + title)
    return make_container(before + listed + end + sheet)


def make_container(stream: bytes) -> bytes:
    """A compound file with one stream, long enough that it stands in sectors of its own."""
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // 512)
    head = OLE_MARK + bytes(16) + pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += pack("<I", 0) + b"\xff" * 4 * 108
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    table = pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    entries = b"".join(
        word.encode("utf-16-le").ljust(64, b"\0")
        + pack("<HBBIII", 2 * len(word) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        + bytes(36)
        + pack("<IQ", start, length)
        for word, kind, child, start, length in (
            ("Root Entry", 5, 1, 0xFFFFFFFE, 0),
            ("Workbook", 2, 0xFFFFFFFF, 2, len(stream)),
        )
    ).ljust(512, b"\0")
    return head + table + entries + stream.ljust(sectors * 512, b"\0")
