"""The few rules of style that the theme in ``.streamlit/config.toml`` has no setting for; colours follow light and dark.

In the dark the primary colour is light enough for words; white words stand on a darker one. English words use the Chinese
font's narrow quotation marks. On a phone switches of many choices break into lines, the pages and filters darken the page that they lie over, a
table's rows are small cards, and a matrix's cells, each with its year, stand in lines of ten. A matrix
that is too wide shows its latest years first. Columns that would get too narrow for their words go below each other,
and between a phone and a desk the margins give way first.
"""

from __future__ import annotations

from indicators.labels import Language, say

STYLE = """<style>
.stMultiSelect [data-tag], [data-testid=stBaseButton-primary], [data-testid=stBaseButton-primaryFormSubmit] { background-color: light-dark(#0f6ab4, #257ac2); color: #ffffff; }
.stHtml a { color: light-dark(#0f6ab4, #6db4ea); }
.stMain table, .stMain td, .di-card, .di-note, .di-fact, .di-lead { font-variant-numeric: tabular-nums; }
/* Streamlit tells the focus on these by a tint alone, fainter than that of the page one is on. */
[data-testid=stSidebarNavLink]:focus-visible, [data-testid=stPageLink] a:focus-visible, .stMain:focus-visible { outline: 2px solid light-dark(#0f6ab4, #6db4ea); outline-offset: -2px; }
.di-heading { font-size: 1.15rem; font-weight: 600; margin: 1.2rem 0 0; padding: 0; }
.di-lead { font-size: 1rem; margin: 0; opacity: .85; }
.di-note, .di-sources { font-size: .82rem; line-height: 1.5; margin: 0; opacity: .78; overflow-wrap: anywhere; }
.di-note a { color: inherit; }
.di-asked { display: none; }
.di-sources a { color: inherit; text-decoration: underline; text-decoration-color: rgba(128,128,128,.5); text-underline-offset: 3px; }
.di-account { display: flex; flex-wrap: wrap; gap: .2rem 1.8rem; margin: .2rem 0 0; font-variant-numeric: tabular-nums; }
.di-account b { font-size: 1.25rem; margin-right: .2rem; }
.di-sources details, .di-sources summary { display: inline; }
.di-sources summary { cursor: pointer; text-decoration: underline; text-underline-offset: 3px; white-space: nowrap; }
.di-fact { font-weight: 600; margin: .15rem 0 .5rem; }
ul.di-told { margin: .15rem 0 .5rem; padding-left: 1.1rem; line-height: 1.6; }
.di-sentence { border-left: 3px solid #0f6ab4; margin: 0 0 .6rem; padding: .1rem 0 .1rem .8rem; line-height: 1.75; }
mark.di-figure { background: rgba(15,106,180,.16); color: inherit; border-radius: 2px; padding: 0 .1em; }
mark.di-figure a { color: inherit; text-decoration: none; border-bottom: 1px solid rgba(128,128,128,.75); }
mark.di-chosen { background: #f2c94c; color: #1d1d1f; outline: 2px solid #c98a00; }
.di-number { color: inherit; border-radius: 2px; padding: 0 .1em; text-underline-offset: 4px; }
.di-observation { background: light-dark(#dcebf8, #16364f); text-decoration: underline solid 2px light-dark(#0f6ab4, #6db4ea); }
.di-not_figure { text-decoration: underline dotted 1px light-dark(#5f6773, #a3abb7); }
.di-unresolved { background: light-dark(#fdeadd, #4a2a12); text-decoration: underline wavy 2px light-dark(#b34700, #ff9d5c); }
.di-document a { color: inherit; }
.di-document a:focus-visible { outline: 2px solid light-dark(#0f6ab4, #6db4ea); outline-offset: 2px; }
#di-chosen { background: #f2c94c; color: #1d1d1f; outline: 2px solid #c98a00; text-decoration-color: #1d1d1f; }
.di-outline { margin: .2rem 0 0; padding-left: 1.1rem; font-size: .88rem; line-height: 1.65; overflow-wrap: anywhere; }
.st-key-explanation > * > .di-outline, .stHtml > .di-outline { padding-left: .2rem; }
.stHtml > .di-note + .di-outline { padding-left: 1.1rem; }
.di-outline li:has(> details) { list-style: none; }
.di-outline summary { cursor: pointer; font-weight: 600; }
.di-outline small { font-size: .82rem; opacity: .8; }
.di-outline small::before { content: "— "; }
.di-document { white-space: pre-wrap; line-height: 1.9; overflow-wrap: anywhere; max-width: 46rem; }
.di-card { display: flex; flex-direction: column; gap: .1rem; min-height: 8.2rem; }
.di-card .di-name { font-size: .9rem; opacity: .85; }
.di-card .di-value { font-size: 1.65rem; font-weight: 600; line-height: 1.3; }
.di-card .di-many { font-size: 1rem; font-weight: 600; line-height: 1.45; }
.di-card .di-many small { font-weight: 400; opacity: .8; }
.di-card .di-growth { font-size: .95rem; }
.di-finding { border: 1px solid rgba(128,128,128,.3); border-left: 4px solid #0f6ab4; border-radius: 4px; padding: .7rem .9rem; margin: .7rem 0; }
.di-finding.di-error { border-left-color: #d1343f; }
.di-finding .di-message { margin: 0 0 .6rem; line-height: 1.6; overflow-wrap: anywhere; }
.di-finding .di-fact small { font-weight: 400; opacity: .75; }
.di-finding .di-fact a { color: inherit; text-decoration: underline; text-underline-offset: 3px; }
.di-finding .di-sentence { font-size: .9rem; line-height: 1.65; overflow-wrap: anywhere; }
.di-side { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); gap: .6rem 1.6rem; }
h3.di-heading { font-size: 1rem; margin-top: .9rem; }
.di-table { border-collapse: collapse; width: 100%; }
.di-table th, .di-table td { border: 0; border-bottom: 1px solid rgba(128,128,128,.25); padding: .5rem .6rem; text-align: right; vertical-align: top; }
.di-table th { font-weight: 600; font-size: .9rem; }
.di-table th[scope=row], .di-table thead th:first-child { text-align: left; }
.di-table small { display: block; font-size: .78rem; opacity: .75; font-weight: 400; }
.di-table a, .di-grid a { color: inherit; text-decoration: none; }
.di-table a:hover, .di-table a:focus { text-decoration: underline; }
.di-none { opacity: .72; }
.di-rows { overflow: auto; max-width: 100%; border: 1px solid rgba(128,128,128,.35); border-radius: 4px; font-size: .875rem; }
.di-rows table { border-collapse: separate; border-spacing: 0; width: 100%; margin: 0; }
.di-rows th, .di-rows td { border: 0; border-bottom: 1px solid rgba(128,128,128,.2); padding: .4rem .6rem; text-align: left; white-space: nowrap; max-width: 24rem; overflow: hidden; text-overflow: ellipsis; }
.di-rows tr:last-child td { border-bottom: 0; }
/* Titles and publishers break, so that the counts behind them stay in sight. */
.st-key-documents .di-rows td:not(.di-short, .di-right) { white-space: normal; }
.st-key-documents .di-rows td:first-child { min-width: 13rem; }
.st-key-trend-rows .di-rows td:last-child { white-space: normal; min-width: 11rem; }
.st-key-trend-rows .di-rows td:nth-last-child(2):not(.di-short, .di-right, :empty) { white-space: normal; min-width: 10rem; }
.di-rows th { position: sticky; top: 0; z-index: 1; padding: 0; background: light-dark(#f5f6f8, #1d2128); }
.di-rows th button { all: unset; box-sizing: border-box; display: block; width: 100%; padding: .4rem .6rem; font-weight: 600; font-size: .82rem; cursor: pointer; }
.di-rows th button:focus-visible, .di-rows [aria-selected]:focus-visible { outline: 2px solid light-dark(#0f6ab4, #6db4ea); outline-offset: -2px; }
.di-rows [aria-sort=ascending] button::after { content: " ↑"; }
.di-rows [aria-sort=descending] button::after { content: " ↓"; }
.di-order { display: none; }
.di-rows .di-right, .di-rows .di-right button { text-align: right; }
.di-rows [aria-selected] { cursor: pointer; }
.di-rows tr[aria-selected]:hover, .di-rows td[aria-selected]:hover { background: rgba(128,128,128,.1); }
.di-rows [aria-selected=true], .di-rows [aria-selected=true]:hover { background: light-dark(#dcebf8, #16364f); }
.di-rows tr[aria-selected=true] td:first-child { box-shadow: inset 3px 0 light-dark(#0f6ab4, #6db4ea); }
.di-chart:focus-visible { outline: 2px solid light-dark(#0f6ab4, #6db4ea); outline-offset: 2px; }
.di-heads { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .6rem; margin: .5rem 0; }
.di-head { border: 1px solid rgba(128,128,128,.3); border-top: 3px solid var(--di-own, #7a7f87); border-radius: 4px; padding: .5rem .7rem .6rem; }
.di-head.di-apart { border-style: dashed; border-top-style: double; }
.di-head .di-value { font-size: 1.25rem; font-weight: 600; line-height: 1.35; overflow-wrap: anywhere; }
.di-head .di-value.di-none { font-size: 1rem; font-weight: 400; line-height: 1.8; }
.di-head p { margin: 0; font-size: .85rem; line-height: 1.45; }
.di-head a { color: inherit; text-decoration: none; }
.di-head a:hover, .di-head a:focus { text-decoration: underline; }
.di-head p b, .di-head p span { display: block; }
.di-head .di-line { margin-top: .35rem; opacity: .85; }
.di-head sup { font-size: .6em; font-weight: 400; margin-left: .15em; opacity: .75; }
.di-table .di-apart { border-left: 3px double rgba(128,128,128,.45); font-style: italic; }
.di-short, .di-table .di-none { white-space: nowrap; }
.di-table td { min-width: 4.5rem; }
.di-table sup { margin-left: .15em; opacity: .75; font-style: normal; }
.di-about { display: inline-block; font-weight: 400; font-size: .82rem; line-height: 1.5; }
.di-about summary { cursor: pointer; list-style: none; display: inline-block; padding: 0 .3rem; opacity: .75; }
.di-about[open] { display: block; }
.di-about p { margin: .1rem 0 .3rem; max-width: 22rem; opacity: .85; }
.di-notes dt { font-weight: 600; font-size: .85rem; }
.di-notes dd { margin: 0 0 .35rem; font-size: .82rem; opacity: .85; line-height: 1.5; }
.di-scroll { overflow-x: auto; max-width: 100%; }
.di-grid { border-collapse: separate; border-spacing: 2px; }
.di-grid th { border: 0; font-weight: 400; font-size: .82rem; padding: .2rem .5rem .2rem 0; white-space: nowrap; text-align: left; }
.di-grid thead th { text-align: center; padding: .2rem 0; }
.di-grid td { border: 0; padding: 0; width: 3.4rem; min-width: 2.3rem; height: 1.8rem; text-align: center; font-size: .82rem; background: rgba(128,128,128,.09); }
.di-grid td a { display: block; line-height: 1.8rem; }
.di-grid td.di-reported, .di-key.di-reported { background: #0f6ab4; color: #fff; }
.di-grid td.di-planned, .di-key.di-planned { background: rgba(15,106,180,.22); box-shadow: inset 0 0 0 1px #0f6ab4; }
.di-grid td.di-gone, .di-key.di-gone { background: repeating-linear-gradient(135deg, transparent 0 4px, rgba(128,128,128,.28) 4px 5px); }
.di-grid td.di-reported.di-gone { background: #0f6ab4; outline: 1px dashed #d55e00; }
.di-matrix { max-height: 44rem; overflow: auto; direction: rtl; }
.di-matrix > table { direction: ltr; margin: 0 auto 0 0; }
.di-note:has(.di-key) { opacity: 1; }
.di-grid th[scope=row], .di-grid thead th { background: Canvas; background: light-dark(#ffffff, #14171c); position: sticky; }
.di-grid th[scope=row] { left: 0; z-index: 1; }
.di-grid thead th { top: 0; z-index: 2; opacity: 1; }
.di-grid thead th:first-child { left: 0; z-index: 3; }
.di-card .di-value.di-long { font-size: 1.15rem; }
.di-entry { display: inline-block; white-space: nowrap; margin-right: 1em; }
.di-key { display: inline-block; width: 1.1em; height: 1.1em; vertical-align: -.2em; margin-right: .35em; background: rgba(128,128,128,.14); }
.st-key-share { gap: 0; position: relative; z-index: 5; height: 0; overflow: visible; }
.di-share { position: absolute; top: 1.1rem; right: 0; text-align: right; }
.di-share summary { display: inline-block; cursor: pointer; list-style: none; font-size: .875rem; padding: .3rem .7rem; border: 1px solid rgba(128,128,128,.45); border-radius: 4px; background: light-dark(#ffffff, #14171c); }
.di-share summary::-webkit-details-marker { display: none; }
.di-share summary::after { content: " ▾"; }
.di-share-panel { text-align: left; width: min(34rem, calc(100vw - 2rem)); max-height: 75vh; overflow: auto; margin-top: .3rem; padding: .3rem 1rem 1rem; border: 1px solid rgba(128,128,128,.45); border-radius: 4px; background: light-dark(#ffffff, #1d2128); box-shadow: 0 4px 18px rgba(0,0,0,.18); }
.di-share-item { margin-top: .7rem; }
.di-share-text { font-size: .85rem; line-height: 1.5; margin: .15rem 0 .35rem; padding: .4rem .6rem; overflow-wrap: anywhere; max-height: 7.2rem; overflow: auto; background: rgba(128,128,128,.1); border-radius: 4px; user-select: all; }
button[data-di] { font: inherit; font-size: .82rem; color: inherit; background: transparent; border: 1px solid rgba(128,128,128,.45); border-radius: 4px; padding: .15rem .6rem; min-height: 1.75rem; cursor: pointer; }
button[data-di]:hover, .di-share summary:hover { border-color: light-dark(#0f6ab4, #6db4ea); color: light-dark(#0f6ab4, #6db4ea); }
button[data-di]:focus-visible, .di-share summary:focus-visible, .di-share-text:focus-visible { outline: 2px solid light-dark(#0f6ab4, #6db4ea); outline-offset: 2px; }
.stHtml ul.di-legend { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; list-style: none; margin: 0 0 .5rem; padding: 0; font-size: .82rem; }
.stHtml ul.di-legend li { display: flex; align-items: center; gap: .35rem; margin: 0; }
.di-tools { display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: .3rem .4rem; font-size: .82rem; }
.di-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
html[lang=en] body { font-variant-east-asian: proportional-width; }
.di-document, .di-sentence { font-variant-east-asian: normal; }
.st-key-cards .stHorizontalBlock, .st-key-summary .stHorizontalBlock, .st-key-trend-charts .stHorizontalBlock:has(> .stColumn) { flex-wrap: wrap; }
.st-key-cards .stColumn { min-width: min(12rem, 100%); }
.st-key-summary .stColumn { min-width: min(24rem, 100%); }
.st-key-trend-charts .stColumn:first-child { min-width: min(36rem, 100%); }
.st-key-trend-charts .stColumn:last-child { min-width: min(14rem, 100%); }
.st-key-examples { gap: 0 1.2rem; }
.st-key-examples button { color: light-dark(#0f6ab4, #6db4ea); text-align: left; }
@media print { .di-share, .di-tools { display: none; } }
@media (min-width: 641px) { .stHeading h1 { padding-right: 8.5rem; } }
@media (max-width: 1280px) {
  .stMainBlockContainer { padding-left: 2rem; padding-right: 2rem; }
  .di-short { white-space: normal; word-break: keep-all; }
  .di-table th, .di-table td { padding: .5rem .35rem; }
  .st-key-cards .stColumn { min-width: calc(50% - 1rem); }
}
@media (max-width: 640px) {
  .st-key-cards .stColumn { min-width: 100%; }
  .stMainBlockContainer { padding: 4.2rem 1rem 6rem; }
  .stButtonGroup, .stButtonGroup > div { max-width: 100%; min-width: 0; }
  .stButtonGroup [role=radiogroup] { flex-wrap: wrap; max-width: 100%; }
  .stButtonGroup [role=radiogroup] > * { flex: none; }
  .st-key-share { z-index: 999990; }
  [data-testid=stExpandSidebarButton] { width: auto; padding: 0 .5rem; }
  [data-testid=stExpandSidebarButton]::after { content: var(--di-menu); font-size: .875rem; }
  .di-share { top: -2.9rem; }
  .di-table thead { display: none; }
  .di-table tr, .di-table th[scope=row], .di-table td { display: block; text-align: left; border: 0; padding: .1rem 0; }
  .di-table tr { border-bottom: 1px solid rgba(128,128,128,.25); padding: .7rem 0; }
  .di-table td { display: flex; justify-content: space-between; gap: 1rem; }
  .di-table td::before { content: attr(data-place); opacity: .75; font-size: .85rem; white-space: nowrap; }
  .di-table td > span { text-align: right; }
  .di-card { min-height: 0; }
  .di-rows thead { display: none; }
  .di-order { display: flex; align-items: center; gap: .5rem; padding: .5rem .6rem; border-bottom: 1px solid rgba(128,128,128,.35); font-size: .82rem; }
  .di-order select, .di-order button { font: inherit; color: inherit; background: light-dark(#ffffff, #1d2128); border: 1px solid rgba(128,128,128,.45); border-radius: 4px; min-height: 2.2rem; min-width: 2.2rem; }
  .di-order select { flex: 1; }
  .di-rows table, .di-rows tbody { display: block; }
  .di-rows tr { display: flex; flex-wrap: wrap; gap: .1rem .9rem; padding: .5rem .6rem; border-bottom: 1px solid rgba(128,128,128,.25); }
  .di-rows td { display: block; max-width: 100%; border: 0; padding: 0; white-space: normal; overflow-wrap: anywhere; line-height: 1.5; }
  .di-rows td::before { content: attr(data-head) " "; opacity: .75; font-size: .78rem; }
  .di-rows td:first-child { flex-basis: 100%; font-weight: 600; }
  .di-rows td:first-child::before { content: none; }
  .di-rows td[title] { flex-basis: 100%; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
  .di-rows td[title]:first-child { display: block; }
  .di-rows td:empty, .di-rows td.di-quiet { display: none; }
  .di-rows td[aria-selected] { padding: .25rem .35rem; }
  .di-rows tr[aria-selected=true] { box-shadow: inset 3px 0 light-dark(#0f6ab4, #6db4ea); }
  .di-rows tr[aria-selected=true] td:first-child { box-shadow: none; }
  .di-heads { grid-template-columns: 1fr; gap: .35rem; }
  .di-head { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 0 .8rem; border-top-width: 1px; border-left: 4px solid var(--di-own, #7a7f87); padding: .35rem .6rem; }
  .di-head .di-line { display: none; }
  .di-head .di-value { text-align: right; font-size: 1.1rem; }
  .di-head .di-told { text-align: right; }
  .di-head .di-told span { display: inline-block; margin-left: .6em; }
  .di-head + .di-head p:not(.di-told) span { display: none; }
  .di-table .di-apart { border-left: 0; }
  .di-matrix { direction: ltr; max-height: none; overflow: visible; }
  .di-grid, .di-grid tbody { display: block; }
  .di-grid thead { display: none; }
  .di-grid tr { display: grid; grid-template-columns: 4.8rem repeat(10, minmax(0, 1fr)); gap: 1px; padding: .2rem 0; border-bottom: 1px solid rgba(128,128,128,.25); }
  .di-grid th[scope=row] { grid-row: 1 / span 3; position: static; white-space: normal; font-size: .78rem; line-height: 1.25; padding: .15rem .2rem 0 0; overflow-wrap: anywhere; }
  .di-grid td { width: auto; min-width: 0; height: auto; display: flex; flex-direction: column; justify-content: space-between; }
  .di-grid td::before { content: attr(data-year); font-size: .62rem; line-height: 1.4; }
  .di-grid td .di-none { display: none; }
  .di-grid td a { line-height: 1.5rem; }
}
@media (max-width: 768px) {
  [data-testid=stSidebar][data-collapsed=false] { box-shadow: 0 0 0 100vmax rgba(0,0,0,.45); }
  [data-testid=stSidebarHeader] { position: sticky; top: 0; z-index: 2; background: light-dark(#f5f6f8, #1d2128); }
  [data-testid=stSidebarCollapseButton] button { width: auto; min-height: 2.75rem; padding: 0 .5rem; gap: .2rem; }
  [data-testid=stSidebarCollapseButton] button::after { content: var(--di-results); font-size: .875rem; color: light-dark(#1d2129, #e6e8eb); }
  .st-key-share { height: auto; }
  .di-asked { display: block; }
}
@media print { [data-testid=stSidebar], [data-testid=stHeader] { display: none; } }
</style>"""


def style(chosen: Language) -> str:
    """The rules with the words in them that tell on a phone what is folded away behind the sign at the top, and the way back."""
    told = f"--di-menu: '{say('page.menu', chosen)}'; --di-results: '{say('page.results', chosen)}';"
    return STYLE.replace("<style>", f"<style>:root {{ {told} }}", 1)
