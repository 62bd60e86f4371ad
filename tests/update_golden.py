"""Rewrite the golden tables on purpose: ``python tests/update_golden.py``, then read the difference before it goes in."""

from __future__ import annotations

from goldens import GOLDEN, format_golden, golden_digests, golden_path


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    kept = {golden_path(digest) for digest in golden_digests()}
    for stale in set(GOLDEN.glob("*.csv")) - kept:
        stale.unlink()
        print(f"removed  {stale.name}")
    for digest in golden_digests():
        path, text = golden_path(digest), format_golden(digest)
        changed = not path.exists() or path.read_text(encoding="utf-8") != text
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{'rewrote' if changed else 'same   '}  {path.name}: {len(text.splitlines()) - 1} rows")


if __name__ == "__main__":
    main()
