"""Numbers in the sentences of the data side: all their digits, as Dutch readers write them."""

import numpy as np
import pytest

from data_sources.dutch import dutch


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (999, "999"), (104_000.0, "104.000"), (12.5, "12,5"), (2e7, "20.000.000"), (-1_234.5, "−1.234,5"),
        (0.1, "0,1"), (1e-5, "0,00001"), (np.float64(7_940.0), "7.940"), (419.0, "419"),
    ],
)  # fmt: skip
def test_a_number_has_all_its_digits(value: float, text: str) -> None:
    assert dutch(value) == text
