"""Desks on databases of both kinds, filled once and copied."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.databases import Databases
from tests.desks import Office, open_office


@pytest.fixture
def office(databases: Databases) -> Iterator[Office]:
    with open_office(databases) as made:
        yield made
