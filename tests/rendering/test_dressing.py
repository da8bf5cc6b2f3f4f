"""Checkboxes and tables that people can use, out of the HTML that Markdown makes."""

from markupsafe import Markup

from playbook.rendering.dressing import dressed


def test_the_line_of_a_checkbox_is_its_label() -> None:
    made = dressed(Markup('<li class="task-list-item"><input type="checkbox"> IT <em>asks</em> first.</li>'))
    assert made == (
        '<li class="task-list-item"><label><input type="checkbox"><span>IT <em>asks</em> first.</span></label></li>'
    )


def test_a_list_below_a_checkbox_is_not_part_of_its_label() -> None:
    made = dressed(Markup('<li class="task-list-item"><input type="checkbox"> One\n<ul><li>two</li></ul></li>'))
    assert "<span>One</span></label>\n<ul><li>two</li></ul>" in made


def test_a_checkbox_in_a_paragraph_is_labelled_inside_it() -> None:
    made = dressed(Markup('<li class="task-list-item">\n<p><input type="checkbox"> One</p>\n<p>More</p></li>'))
    assert '<p><label><input type="checkbox"><span>One</span></label></p>\n<p>More</p>' in made


def test_each_cell_of_a_table_has_the_name_of_its_column() -> None:
    made = dressed(
        Markup(
            '<table><thead><tr><th>Who</th><th>Says <em>&lt;so&gt;</em> "x"</th></tr></thead>'
            "<tbody><tr><td>IT</td><td>Yes</td></tr></tbody></table>"
        )
    )
    assert '<td role="cell" data-label="Who">IT</td>' in made
    assert '<td role="cell" data-label="Says &lt;so&gt; &quot;x&quot;">Yes</td>' in made
    assert made.count('role="row"') == 2
    assert '<th role="columnheader" scope="col">Who</th>' in made


def test_a_column_is_aligned_by_a_class_and_a_long_heading_labels_its_cells_in_short() -> None:
    heading = "A & B " * 20
    made = dressed(
        Markup(
            f'<table><thead><tr><th align="right">{heading.replace("&", "&amp;")}</th></tr></thead>'
            '<tbody><tr><td align="right">IT</td></tr></tbody></table>'
        )
    )
    assert '<th role="columnheader" scope="col" class="pb-right">A &amp; B' in made
    label = f"{heading[:59]}…".replace("&", "&amp;")
    assert f'<td role="cell" data-label="{label}" class="pb-right">IT</td>' in made


def test_a_box_that_came_through_the_wall_can_be_ticked() -> None:
    made = dressed(Markup('<li class="task-list-item"><input type="checkbox" disabled="" checked=""> One</li>'))
    assert '<label><input type="checkbox" checked=""><span>One</span></label>' in made


def test_other_text_stays_as_it_is() -> None:
    body = Markup("<p>Plain &amp; simple</p>")
    assert dressed(body) == body
