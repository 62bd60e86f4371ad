"""What the names of a list are in full: one may lend the others its head or its tail, and one word may name two indicators."""

from __future__ import annotations

import re
from dataclasses import replace

from indicators.area_mentions import find_areas, find_pointing
from indicators.lexicon import catalogue, pattern, read_toml
from indicators.parts import narrow, split_whole
from indicators.terms import Subject, read_subject
from indicators.words import find_names, last_word, link_name, strip_definitions, strip_leading, strip_trailing

LIST = re.compile("、|和|及|与|以及")
_SECTORS = re.compile(
    r"(?P<list>第?[一二三](?:产业)?(?:[、和与及]?第?[一二三](?:产业)?)*?[、和与及]?第?[一二三](?=次?产))次?产业?(?P<tail>[^、和与及]*)$"
)


def names_listed(text: str, count: int) -> list[Subject]:
    """What each of so many names of a list names, in order; none where the words are no list of so many."""
    told = strip_trailing(pattern("summed_up").sub("", strip_trailing(strip_definitions(text))))
    if parts := _parts_listed(told, count):
        return parts
    words, whole = split_whole(told)
    if whole:
        return [narrow(part, whole) for part in names_listed(words, count)]
    if count == 2 and pattern("urban_and_rural").search(words):
        return [Subject(code, catalogue()[code].zh, "each_of_names") for code in ("income_urban", "income_rural")]
    if count == 3 and pattern("three_sectors").search(words):
        sectors = ("primary_va", "secondary_va", "tertiary_va")
        return [Subject(code, catalogue()[code].zh, "each_of_names") for code in sectors]
    if (listed := pattern("products_listed").search(words)) and len(listed["products"]) == count > 1:
        names = [read_toml("terms.toml")["products"][product] + "产量" for product in listed["products"]]
        return [Subject(link_name(name), name, "each_of_names") for name in names]
    pieces = _sectors(words) or [piece for piece in LIST.split(words) if piece]
    if len(pieces) > count:
        # 文化与传媒、交通、卫生: 与 may stand inside a name.
        pieces = [piece for piece in words.split("、") if piece]
    if (shared := pattern("listed_of").match(words)) and len(LIST.split(shared["list"])) == count > 1:
        pieces = [piece + shared["tail"] for piece in LIST.split(shared["list"])]
    of_places = (
        any(m.end() == len(p) for p in pieces for m in find_pointing(p))
        or len({m.area for m in find_areas(words)}) == count
    )
    if len(pieces) == count > 1 and not of_places:
        read = [_with_head(read_piece(piece, pieces[-1]), piece, pieces[0]) for piece in pieces]
        return [replace(subject, rule="each_of_names") for subject in read]
    return [Subject(code, catalogue()[code].zh, "each_of_names") for code in find_pair(words)[0]] if count == 2 else []


def _parts_listed(text: str, count: int) -> list[Subject]:
    """The names of a list, not only the last of which is told as a part: 出口占生产总值比重、税收占财政收入比重; else none."""
    pieces = LIST.split(text)
    split = [split_whole(piece) for piece in pieces]
    if len(pieces) != count or not any(whole for _, whole in split[:-1]):
        return []
    read = [narrow(read_piece(words, words), whole) for words, whole in split]
    return [replace(subject, rule="each_of_names") for subject in read]


def find_pair(words: str) -> tuple[list[str], str]:
    """The codes of two indicators that one word at the end names together (存贷款余额), and the words before it."""
    for pair in read_toml("terms.toml")["pairs"]:
        if found := re.search(pair["pattern"], words):
            return pair["codes"], words[: found.start()]
    return [], words


def both_incomes(left: str) -> list[Subject]:
    """Urban and rural income where one word for both has one figure: 城乡居民收入均增长8%."""
    alike = pattern("all_alike").search(left)
    head = strip_trailing(left[: alike.start()]) if alike else ""
    return names_listed(head, 2) if pattern("urban_and_rural").search(head) else []


def _sectors(words: str) -> list[str]:
    """The names of sectors that a list cuts short: 一、二、三产业投资."""
    match = _SECTORS.search(words)
    return [f"第{n}产业{match['tail']}" for n in re.findall("[一二三]", match["list"])] if match else []


def read_piece(piece: str, last: str) -> Subject:
    """One name of a list; a bare one takes the last one's tail: 第一、二、三产业增加值, A企业、B企业贷款."""
    names, whole = find_names(last), read_subject(piece)
    part = names and names[0].start() == 0 and names[0].end() < len(last) and _is_other(last)
    if part and piece != last:
        tail = last[names[0].end() :]
        return read_subject(piece + (tail[2:] if piece.endswith(tail[:2]) else tail)) or Subject(
            "other", piece, "noun_phrase"
        )
    if last.endswith("项目") and piece != last and pattern("stage").match(piece):
        return Subject("projects", piece + "项目", "shared_tail")
    if piece != last and (event := pattern("told_of_event").search(last)) and pattern("event").search(piece):
        return read_subject(piece + event["what"]) or Subject("other", piece, "noun_phrase")
    # The tail first: 常住人口 means a rate before 户籍人口城镇化率.
    bare = strip_leading(piece)
    for cut in range(1, len(last)):
        if (code := link_name(bare + last[cut:])) not in ("other", whole.code if whole else ""):
            return Subject(code, bare + last[cut:], "shared_tail")
    if whole and (whole.code != "other" or piece == last):
        return whole
    name = (whole.label if whole else bare) or piece
    tail = _tail_lent(name, last) if piece != last else ""
    return Subject("other", name + tail, "shared_tail" if tail else "noun_phrase")


def _tail_lent(name: str, last: str) -> str:
    """What the last name of a list lends one outside the catalogue: 甲集团、乙集团|利润, 钢材、铝材|产量; empty where it says itself what it measures."""
    kind = last_word(name)
    of_kind = last.rpartition(kind)[2] if len(kind) > 1 and kind in last[:-2] else ""
    if of_kind and pattern("tail_measured").fullmatch(of_kind):
        return of_kind
    tail = pattern("tail_measured").search(last, 1)
    return tail[0] if tail and not of_kind and not pattern("measures_itself").search(name) else ""


def _with_head(subject: Subject, piece: str, first: str) -> Subject:
    """A bare name takes the first one's head where that makes a catalogue name: 技术合同登记数、成交额; GDP总量、增速."""
    if piece in ("增速", "增幅", "增量", "位次"):
        return read_subject(first) or subject
    if subject.code == "other" and "项目" in first and pattern("stage").match(piece):
        return Subject("projects", piece + "项目", "shared_tail")
    if subject.code == "other" and len(piece) > 1:
        first = strip_leading(first)
        for cut in range(len(first) - 1, 1, -1):
            if (code := link_name(first[:cut] + piece)) != "other":
                return Subject(code, first[:cut] + piece, subject.rule)
    return subject


def _is_other(text: str) -> bool:
    subject = read_subject(text)
    return subject is not None and subject.code == "other"
