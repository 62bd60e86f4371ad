"""The dashboard's pages; only here and in ``dashboard.py`` is Streamlit imported."""
