"""The few rules of style that the theme in ``.streamlit/config.toml`` has no setting for; colours follow light and dark."""

STYLE = """<style>
.stMain table, .stMain td, .di-card, .di-note, .di-fact, .di-lead { font-variant-numeric: tabular-nums; }
.di-heading { font-size: 1.15rem; font-weight: 600; margin: 1.2rem 0 0; padding: 0; }
.di-lead { font-size: 1rem; margin: 0; opacity: .85; }
.di-note, .di-sources { font-size: .82rem; line-height: 1.5; margin: 0; opacity: .78; overflow-wrap: anywhere; }
.di-sources a { color: inherit; text-decoration: underline; text-decoration-color: rgba(128,128,128,.5); text-underline-offset: 3px; }
.di-account { display: flex; flex-wrap: wrap; gap: .2rem 1.8rem; margin: .2rem 0 0; font-variant-numeric: tabular-nums; }
.di-account b { font-size: 1.25rem; margin-right: .2rem; }
.di-sources summary { cursor: pointer; }
.di-fact { font-weight: 600; margin: .15rem 0 .5rem; }
.di-sentence { border-left: 3px solid #0f6ab4; margin: 0 0 .6rem; padding: .1rem 0 .1rem .8rem; line-height: 1.75; }
mark.di-figure { background: rgba(15,106,180,.16); color: inherit; border-radius: 2px; padding: 0 .1em; }
mark.di-figure a { color: inherit; text-decoration: none; }
mark.di-chosen { background: #f2c94c; color: #1d1d1f; outline: 2px solid #c98a00; }
.di-unresolved { text-decoration: underline dotted 2px #d55e00; text-underline-offset: 4px; }
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
.di-none { opacity: .45; }
.di-scroll { overflow-x: auto; max-width: 100%; }
.di-grid { border-collapse: separate; border-spacing: 2px; }
.di-grid th { border: 0; font-weight: 400; font-size: .82rem; padding: .2rem .5rem .2rem 0; white-space: nowrap; text-align: left; }
.di-grid thead th { text-align: center; padding: .2rem 0; }
.di-grid td { border: 0; padding: 0; width: 3.4rem; min-width: 1.5rem; height: 1.8rem; text-align: center; font-size: .82rem; background: rgba(128,128,128,.09); }
.di-grid td a { display: block; line-height: 1.8rem; }
.di-grid td.di-reported, .di-key.di-reported { background: #0f6ab4; color: #fff; }
.di-grid td.di-planned, .di-key.di-planned { background: rgba(15,106,180,.22); box-shadow: inset 0 0 0 1px #0f6ab4; }
.di-grid td.di-gone, .di-key.di-gone { background: repeating-linear-gradient(135deg, transparent 0 4px, rgba(128,128,128,.28) 4px 5px); }
.di-grid td.di-reported.di-gone { background: #0f6ab4; outline: 1px dashed #d55e00; }
.di-matrix { max-height: 44rem; overflow: auto; }
.di-grid th[scope=row], .di-grid thead th { background: Canvas; background: light-dark(#ffffff, #14171c); position: sticky; }
.di-grid th[scope=row] { left: 0; z-index: 1; }
.di-grid thead th { top: 0; z-index: 2; opacity: 1; }
.di-grid thead th:first-child { left: 0; z-index: 3; }
.di-card .di-value.di-long { font-size: 1.15rem; }
.di-entry { display: inline-block; white-space: nowrap; margin-right: 1em; }
.di-key { display: inline-block; width: 1.1em; height: 1.1em; vertical-align: -.2em; margin-right: .35em; background: rgba(128,128,128,.14); }
@media (max-width: 640px) {
  .di-table thead { display: none; }
  .di-table tr, .di-table th[scope=row], .di-table td { display: block; text-align: left; border: 0; padding: .1rem 0; }
  .di-table tr { border-bottom: 1px solid rgba(128,128,128,.25); padding: .7rem 0; }
  .di-table td { display: flex; justify-content: space-between; gap: 1rem; }
  .di-table td::before { content: attr(data-place); opacity: .75; font-size: .85rem; white-space: nowrap; }
  .di-table td > span { text-align: right; }
  .di-card { min-height: 0; }
  .di-grid { border-spacing: 1px; }
  .di-grid td { width: 2.1rem; min-width: 2.1rem; }
  .di-grid thead th { font-size: .72rem; }
  .di-grid th[scope=row] { white-space: normal; min-width: 4.5rem; max-width: 7rem; line-height: 1.25; }
}
@media print { [data-testid=stSidebar], [data-testid=stHeader] { display: none; } }
</style>"""
