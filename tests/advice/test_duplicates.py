"""How alike two plays are does not depend on how much is compared at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from playbook.advice.duplicates import may_be_alike, nearest, pairs_alike

# Few words in rows long enough to meet by chance.
TEXTS = st.dictionaries(
    st.sampled_from(("a.md", "b.md", "c.md", "d.md")),
    st.lists(st.sampled_from("we plan meet talk".split()), max_size=40).map(tuple),
)


@given(TEXTS, st.integers(min_value=1, max_value=60))
def test_plays_are_as_alike_in_parts_as_all_at_once(words: dict[str, tuple[str, ...]], at_once: int) -> None:
    assert pairs_alike(words, at_once) == pairs_alike(words)


def test_likeness_is_the_share_of_runs_of_four_words_that_both_have() -> None:
    shared = tuple("when the budget is late talk to finance first".split())
    other = tuple("then write down who asked whom for how much".split())
    words = {"a.md": (*shared, "x", *other), "b.md": (*shared, "y", *other)}
    # Each has 16 runs of four words, of which the four that hold the odd word are its own.
    assert pairs_alike(words) == {("a.md", "b.md"): 12 / 20} == pairs_alike(words, 3)


@given(TEXTS.filter(bool))
def test_a_play_that_can_be_like_no_other_has_no_duplicate(words: dict[str, tuple[str, ...]]) -> None:
    bodies = {path: " ".join(text) for path, text in words.items()}
    for path, text in words.items():
        if not may_be_alike({path: text}, bodies):
            assert path not in nearest(words)


def test_a_play_among_many_is_like_another_only_by_what_few_others_have() -> None:
    form = " ".join(f"form{number} is what plays begin with" for number in range(9))
    own = {f"{number}.md": " ".join(f"w{number}-{word} stands here" for word in range(30)) for number in range(300)}
    bodies = {path: f"{form} {text}" for path, text in own.items()} | {"x.md": form + own["7.md"][:700]}
    words = {path: tuple(body.split()) for path, body in bodies.items()}
    told = {path for path, text in words.items() if may_be_alike({path: text}, bodies)}
    assert told == {*nearest(words)} == {"7.md", "x.md"}
