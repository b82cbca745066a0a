"""What all tests share: how long generated tests search, and which library versions were tested."""

import os
from importlib.metadata import version

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("default", deadline=None, max_examples=100)
settings.register_profile("long", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_report_header(config: pytest.Config) -> str:
    names = ("dash", "plotly", "pandas", "numpy", "sqlalchemy", "cbsodata")
    return ", ".join(f"{name} {version(name)}" for name in names)
