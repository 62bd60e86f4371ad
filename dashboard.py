"""The dashboard's page list: ``streamlit run dashboard.py``."""

from pathlib import Path

import streamlit as st

from indicators.labels import say
from indicators.pages import _share
from indicators.pages._language import choose_language

st.set_page_config(
    page_title="县区指标 District Indicators",
    page_icon=str(Path(__file__).parent / "indicators/pages/icon.svg"),
    layout="wide",
)
language = choose_language()
PAGES = {
    "overview": "grid_view",
    "trend": "show_chart",
    "compare": "bar_chart",
    "targets": "flag",
    "checks": "fact_check",
    "data": "table_rows",
    "sources": "article",
    "add": "note_add",
}
pages = [
    st.Page(
        f"indicators/pages/{name}.py",
        title=say(f"page.{name}", language),
        icon=f":material/{icon}:",
        default=name == "overview",
    )
    for name, icon in PAGES.items()
]
page = st.navigation(pages)
with _share.around(page.title, page.url_path):
    page.run()
