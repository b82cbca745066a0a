"""Four eyes compares human beings, by whatever is known of them."""

import pytest

from data_sources.four_eyes import Makers, Marks, marks, same_human, why_nobody_can, why_not_decide

ANNE, BRAM = marks("anne", "p-anne"), marks("bram", "p-bram")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (ANNE, marks("anne.beheer", "p-anne"), True),
        (ANNE, marks("anne", None), True),
        (ANNE, marks("Anne", "p-2"), True),
        (marks("anne", None), marks("beheer", "anne"), True),
        (ANNE, BRAM, False),
        (marks(None, None), marks(None, ""), False),
    ],
)
def test_who_shares_a_username_or_a_person_is_one_human_being(one: Marks, other: Marks, same: bool) -> None:
    assert same_human(one, other) is same_human(other, one) is same


def test_neither_the_author_nor_who_made_what_is_replaced_decides() -> None:
    makers = Makers(ANNE, [marks(None), BRAM])
    assert "van uzelf" in str(why_not_decide(ANNE, makers))
    assert "zelf hebt ingevoerd" in str(why_not_decide(BRAM, makers))
    assert why_not_decide(marks("carla", "p-carla"), makers) is None


def test_what_nobody_might_approve_is_told_with_what_to_do() -> None:
    alone = why_nobody_can([ANNE, marks("beheer", "p-anne")], Makers(ANNE))
    assert alone is not None
    assert "geen tweede persoon" in alone
    assert alone.endswith("Laat een beheerder een tweede persoon toevoegen; tot die tijd blijft dit een concept.")
    assert "wie de eerdere rij heeft ingevoerd" in str(why_nobody_can([ANNE, BRAM], Makers(ANNE, [BRAM])))
    assert why_nobody_can([ANNE, BRAM], Makers(ANNE)) is None
    assert why_nobody_can([], Makers(ANNE)) is not None
