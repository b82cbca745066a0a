"""What the bench of documents reckons with: that both make the same letter, in turns, and how its goals are told."""

import io

import docx
import pytest

from bench.documents import bare, example, measure, report
from dashboard.exports.documents import docx_file


def test_both_make_the_same_words_and_only_ours_draws_the_chart() -> None:
    ours, theirs = docx_file(example(), theme_dir=None), bare(example())
    said = [[item.text for item in docx.Document(io.BytesIO(content)).paragraphs] for content in (ours, theirs)]
    assert [words for words in said[0] if "onbekende status" not in words] == said[1]
    kinds = [
        docx.Document(io.BytesIO(content)).inline_shapes[0]._inline.graphic.graphicData.uri.rsplit("/", 1)[1]
        for content in (ours, theirs)
    ]
    assert kinds == ["chart", "picture"]


def test_they_take_turns_and_the_first_round_does_not_count() -> None:
    order: list[str] = []
    found = measure(lambda: order.append("o"), lambda: order.append("t"), rounds=3)
    assert len(found) == 3
    assert "".join(order) in ("toottoot", "ottootto")


def test_a_goal_that_is_missed_says_by_how_much(capsys: pytest.CaptureFixture[str]) -> None:
    report([(0.7, 0.1), (0.6, 0.3), (0.6, 0.4)])
    told = capsys.readouterr().out
    assert "0.60 s   (at most 0.5)   MISSED by 0.10 s" in told
    assert "2.00 ×   (at most 2)   PASS" in told
