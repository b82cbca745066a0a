"""Invoer: rows of the pilots proposed in a form or a spreadsheet, looked at, and approved by somebody else."""

from __future__ import annotations

from dashboard.entry.register import register_entry
from dashboard.services import Services
from dashboard.workbench import Workbench


def register(bench: Workbench, services: Services) -> None:
    """Put the pages and actions of entry at '/invoer' and beneath it, for editors."""
    register_entry(bench, services)
