"""Attributes with a hyphen, which Python cannot write as arguments."""

from __future__ import annotations

from typing import Any


def aria(**values: str) -> Any:
    """aria-… attributes for a dash component: `html.Section(…, **aria(labelledby="x"))`."""
    return {f"aria-{name}": value for name, value in values.items()}
