"""Tables and lists with boxes that people can use on narrow screens and with screen readers."""

from __future__ import annotations

from tests.built import page
from tests.markdown.reading import plain


def test_each_cell_of_a_table_has_the_name_of_its_column_and_its_alignment() -> None:
    shown = page(str(plain('| Who | Says *a < b* "x" |\n|:---|---:|\n| IT | Yes |\n').html))
    (table,) = shown.all("table")
    assert (table.attributes["class"], table.attributes["role"]) == ("pb-table", "table")
    who, says = shown.all("td")
    assert (who.attributes["data-label"], who.attributes["class"], who.attributes["role"]) == ("Who", "pb-left", "cell")
    assert (says.attributes["data-label"], says.attributes["class"]) == ('Says a < b "x"', "pb-right")
    assert [one.attributes["role"] for one in shown.all("tr")] == ["row", "row"]
    assert {one.attributes["scope"] for one in shown.all("th")} == {"col"}
    assert not any("style" in one.attributes for one in shown.elements)


def test_a_long_heading_is_shortened_before_each_cell() -> None:
    (cell,) = page(str(plain(f"| {'long ' * 40}|\n|---|\n| 1 |\n").html)).all("td")
    assert len(cell.attributes["data-label"]) == 60


def test_the_line_of_a_box_is_its_label_and_a_list_below_is_not() -> None:
    shown = page(str(plain("- [ ] IT *asks* first.\n    - deeper\n- [x] Done\n- Plain\n").html))
    boxes = shown.all("input")
    assert [box.attributes for box in boxes] == [{"type": "checkbox"}, {"type": "checkbox", "checked": "checked"}]
    assert [" ".join(one.text.split()) for one in shown.all("label")] == ["IT asks first.", "Done"]
    assert not any(one.within("label") for one in shown.all("ul"))
    assert [one.attributes.get("class", "") for one in shown.all("ul")] == ["task-list", ""]


def test_a_box_in_a_paragraph_is_labelled_inside_it() -> None:
    shown = page(str(plain("- [ ] One\n\n    More\n\n- [ ] Two\n").html))
    assert [one.text for one in shown.all("label")] == ["One", "Two"]
    assert all(one.within("p") for one in shown.all("label"))
