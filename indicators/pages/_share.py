"""What every page lets readers take along: its link, its citation, and each chart as a picture or to embed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from indicators.export.citations import STYLES, View, cite_document, cite_view
from indicators.labels import Language, say
from indicators.pages import _chart, _data, _embed, _own_words, _shown
from indicators.pages._language import language
from indicators.pages._memory import Made, made

_HEADING = "share.heading"
MOST_NAMES = 6

TOLD = ("q", "area", "indicator", "measure", "kind", "verdict", "severity", "rule", "year", "from", "doc")
"""The choices that a citation names, in its order; the others are ways of showing the same."""

DRAWN_AT_ONCE = ("trend",)
"""The pages whose first view is a chart; others draw one on request, and need not wait for its library before."""

HTML_LANGUAGE: dict[Language, str] = {"zh": "zh-CN", "en": "en"}


@cache
def _script(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


@contextmanager
def around(title: str, page: str) -> Iterator[None]:
    """Run a page within: room for the bar above it, which is filled when all its choices are known."""
    chosen = language()
    st.session_state.pop(_HEADING, None)
    _embed.begin()
    bar = st.container(key="share")  # until it is filled, the browser keeps the one before
    script = [
        f"document.documentElement.lang = '{HTML_LANGUAGE[chosen]}';",
        *([_chart.early_script()] if page in DRAWN_AT_ONCE else []),
        _script("share.js"),
        _script("drawer.js"),
        _own_words.script(chosen),
    ]
    bar.html("\n".join(["<script>", *script, "</script>"]), unsafe_allow_javascript=True)
    made().clear()
    with suppress(_embed.PageEnd):  # a page that stops with a sentence has a link too
        yield
    link = _link(chosen)
    _embed.end(link, chosen)
    if not _data.is_empty():
        bar.html(_bar(title, link, chosen) + _asked(page, chosen))


def heading(text: str) -> None:
    """Note a heading: a chart below it without a title of its own has this one."""
    st.session_state[_HEADING] = text


def title_of_chart(title: str) -> str:
    """A chart's title, else the heading above it."""
    return title or str(st.session_state.get(_HEADING, ""))


def _link(chosen: Language, **more: str) -> str:
    """The full address of what is seen: every choice as codes, those that are defaults today too, and the language."""
    given = {name: each.values for name, each in made().items()}
    return f"{st.context.url or ''}?{urlencode({**given, **more, 'lang': chosen}, doseq=True)}"


def _dated() -> str:
    """The day of the load that made the version of the data that is seen; empty where its history is gone."""
    times = [each.time for each in _shown.all_versions() if each.number <= _shown.version()]
    return times[0].date().isoformat() if times else ""


def _names(each: Made, chosen: Language) -> str:
    """The names of a choice, the first few where they are many."""
    named = say("list.comma", chosen).join(each.words[:MOST_NAMES])
    return named if len(each.words) <= MOST_NAMES else say("cite.more", chosen, names=named, count=len(each.words))


def _told(chosen: Language) -> dict[str, str]:
    """What the choices say of the view, by name; two years are a span."""
    found = {name: _names(made()[name], chosen) for name in TOLD if name in made() and any(made()[name].words)}
    if "from" in found and "to" in made():
        first, last = made()["from"].words[0], made()["to"].words[0]
        found["from"] = first if first == last else f"{first}–{last}"
    return found


def view_of(title: str, chosen: Language) -> View:
    """What a citation says of this view; its address holds the version of the data, so that it shows the same for good."""
    told = say("list.semicolon", chosen).join(_told(chosen).values())
    full = say("list.colon", chosen).join(filter(None, [title, told]))
    address = _link(chosen, version=str(_shown.version()))
    return View(full, _shown.version(), _dated(), date.today().isoformat(), address)


def _bar(title: str, link: str, chosen: Language) -> str:
    """The bar as HTML: one button that opens what there is to copy, and what the script needs to know."""
    view = view_of(title, chosen)
    items = [_item("share.link", link, "share.copy_link", chosen)]
    items += [
        _item(f"share.document_{style}", text, "share.copy_citation", chosen) for style, text in _document(view, chosen)
    ]
    items += [
        _item(f"share.{style}", cite_view(view, style, chosen), "share.copy_citation", chosen) for style in STYLES
    ]
    return (
        f"<div class='di-shared' {_attributes({'link': link, **_known(title, view, chosen)})}>"
        f"<details class='di-share'><summary>{escape(say('share.open', chosen))}</summary>"
        f"<div class='di-share-panel'>{''.join(items)}</div></details>"
        "<span class='di-status di-unseen' role='status' aria-live='polite'></span></div>"
    )


def _asked(page: str, chosen: Language) -> str:
    """What the reader chose, in one line for a phone, where the choices are folded away; nothing for what is so anyway or in sight."""
    seen = ("q", "doc") if page in ("sources", "add") else ("q",)
    told = [words for name, words in _told(chosen).items() if name not in seen and not made()[name].usual]
    line = say("page.asked", chosen, told=say("list.semicolon", chosen).join(told))
    return f"<p class='di-note di-asked'>{escape(line)}</p>" if told else ""


def _document(view: View, chosen: Language) -> list[tuple[str, str]]:
    """The citations of the one document that the page shows, if it does."""
    shown = made()["doc"].values if "doc" in made() else []
    if len(shown) != 1 or shown[0] not in _data.documents().index:
        return []
    source = _data.documents().loc[shown[0]].fillna("").astype(str).to_dict()
    return [(style, cite_document(source, style, chosen, view.accessed)) for style in STYLES]


def _known(title: str, view: View, chosen: Language) -> dict[str, str]:
    """What the script needs: parts of a file's name, and the words that it says."""
    told, product = _told(chosen), say("share.product", chosen)
    stamp = say("share.stamp", chosen, product=product, version=view.version, accessed=view.accessed)
    return {
        "page": title,
        "places": told.get("area", ""),
        "product": stamp,
        "sources": say("sources.line", chosen),
        "more": say("share.more", chosen),
        "semicolon": say("list.semicolon", chosen),
        **{name: say(f"share.{name}", chosen) for name in ("copied", "failed", "undrawn")},
    }


def _attributes(given: dict[str, str]) -> str:
    return " ".join(f"data-{name}='{escape(value)}'" for name, value in given.items())


def _item(label: str, text: str, button: str, chosen: Language) -> str:
    """One thing to copy, in sight too, so that it can be copied by hand."""
    name = escape(say(label, chosen))
    return (
        f"<div class='di-share-item'><p class='di-note'>{name}</p><p class='di-share-text' tabindex='0'>{escape(text)}</p>"
        f"<button type='button' data-di='copy' data-text='{escape(text)}'>{escape(say(button, chosen))}</button></div>"
    )


def tools(key: str, title: str) -> str:
    """The line below a chart as HTML: the chart as PNG or SVG, and the code that embeds it."""
    chosen = language()
    given = _attributes({"chart": key, "title": title})
    pictures = "".join(
        f"<button type='button' data-di='image' data-format='{code}' {given} "
        f"aria-label='{escape(say('share.image_as', chosen, format=code.upper(), title=title))}'>{code.upper()}</button>"
        for code in ("png", "svg")
    )
    embed = (
        f"<button type='button' data-di='embed' {given} "
        f"aria-label='{escape(say('share.embed_of', chosen, title=title))}'>{escape(say('share.embed', chosen))}</button>"
    )
    return f"<div class='di-tools'><span>{escape(say('share.image', chosen))}</span>{pictures}{embed}</div>"
