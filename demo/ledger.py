"""Where the fictional ledger lies: rows in the form of the real one, of which every document says FICTIEF."""

from __future__ import annotations

from pathlib import Path

LEDGER_FOLDER = Path(__file__).parent / "pilots"
