"""The style sheets as one, each in its layer."""

from __future__ import annotations

from playbook.bundles import layered


def test_a_sheet_is_in_the_layer_of_its_name_and_any_other_belongs_to_a_feature() -> None:
    sheets = {"page.css": "p {}\n", "search/search.css": "s {}\n", "a/print.css": "a {}\n", "reset.css": "r {}\n"}
    assert layered(sheets) == (
        "@layer reset,base,frame,body,page,feature,print;"
        "@layer reset{r{}}@layer page{p{}}@layer feature{s{}}@layer print{a{}}"
    )


def test_comments_go_and_texts_stay() -> None:
    written = """/* "one */
a {
  /* two
     lines */
  content: '/* kept */' "/* too  */"; /* gone */
}
"""
    kept = """a{content:'/* kept */' "/* too  */"}"""
    assert layered({"base.css": written}).partition("@layer base{")[2] == f"{kept}}}"
