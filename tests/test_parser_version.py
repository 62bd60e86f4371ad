import pytest

from indicators import parser_version
from indicators.parser_version import parser_fingerprint


def test_fingerprint_follows_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = parser_fingerprint()
    assert whole == parser_fingerprint()
    paths = parser_version._parser_files()
    names = {path.name for path in paths}
    assert {"extract.py", "model.py", "indicators.toml"} <= names
    assert not {"cli.py", "store.py", "dashboard.py"} & names
    monkeypatch.setattr(parser_version, "_parser_files", lambda: paths[1:])
    assert parser_fingerprint() != whole
