"""Drawings hold shapes and words; what runs, loads or grows without end is told with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.loading.drawings import drawing_fault

START = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
GOOD = {
    "shapes": f'{START}<title>Plan</title><path d="M0 0h9"/><text x="1">now &amp; then</text></svg>',
    "a gradient that is used": (
        f'{START}<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs><rect fill="url(#g)"/></svg>'
    ),
    "a shape twice": f'{START}<path id="p" d="M0 0"/><use href="#p"/><use xlink:href="#p"/></svg>',
    "a style sheet": f"{START}<style>.a {{ fill: red; mask: url(#m) }}</style></svg>",
    "a picture in it": f'{START}<image href="data:image/png;base64,iVBORw0KGgo="/></svg>',
    "the notes of a drawing program": (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape">'
        '<inkscape:grid inkscape:type="xygrid"/><metadata/></svg>'
    ),
}
BAD = {
    "a script": (f"{START}\n<script>alert(1)</script></svg>", 2, "'<script>' may not stand"),
    "a page in it": (f"{START}<foreignObject/></svg>", 1, "'<foreignObject>' may not stand"),
    "HTML": (f'{START}<h:img xmlns:h="http://www.w3.org/1999/xhtml"/></svg>', 1, "'<img>' is no part"),
    "what happens on a click": (f'{START}<path onclick="x()"/></svg>', 1, "'onclick' runs"),
    "a link that runs": (f'{START}<use href="javascript:x()"/></svg>', 1, "'javascript:x()' is an address"),
    "a link": (f'{START}<a href="https://x.example"/></svg>', 1, "'<a>' may not stand"),
    "a picture elsewhere": (f'{START}<image href="https://x.example/a.png"/></svg>', 1, "is an address"),
    "a drawing in it": (f'{START}<image href="data:image/svg+xml;base64,PHN2Zz4="/></svg>', 1, "is an address"),
    "a shape of another file": (f'{START}<use xlink:href="other.svg#a"/></svg>', 1, "is an address"),
    "a colour elsewhere": (f'{START}<rect fill="url(https://x.example/#a)"/></svg>', 1, "names a file"),
    "a style that loads": (f"{START}<style>@import 'x';</style></svg>", 1, "style sheet"),
    "a style in pieces": (f"{START}<style>a{{b:u<![CDATA[rl(]]>//x)}}</style></svg>", 1, "style sheet"),
    "a style in other letters": (f'{START}<rect style="fill:\\75rl(//x)"/></svg>', 1, "no plain style"),
    "something that moves": (f'{START}<set attributeName="href" to="x"/></svg>', 1, "'<set>' may not stand"),
    "an entity": ('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', 1, "DOCTYPE"),
    "a sheet of its own": (f'<?xml-stylesheet href="x"?>{START}</svg>', 1, "load a file"),
    "another base": (f'{START}<g xml:base="https://x.example"/></svg>', 1, "names a file"),
    "no SVG": ("<html/>", 1, "not with <svg>"),
    "no XML": ("\x89PNG", 1, "no SVG"),
    "nothing": ("", 1, "no SVG"),
    "depth": (START + "<g>" * 200 + "</g>" * 200 + "</svg>", 1, "in one another"),
    "a copy of itself": (f'{START}<g id="a"><use href="#a"/></g></svg>', 1, "no end"),
    "copies of copies": (
        START
        + "".join(f'<g id="i{n}"><use href="#i{n + 1}"/><use href="#i{n + 1}"/></g>' for n in range(40))
        + '<path id="i40"/></svg>',
        1,
        "no end",
    ),
}
PARTS = (
    *("<g>", "</g>", "<path/>", "<script>", "</script>", "<style>", "</style>", "url(x)", "@import", ' onload="a"'),
    *('<use href="#a"/>', '<g id="a">', "<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&x;", "<a/>", "\0", "é", "<?x?>"),
)


@pytest.mark.parametrize("name", GOOD)
def test_a_drawing_of_shapes_and_words_will_do(name: str) -> None:
    assert drawing_fault(GOOD[name].encode()) is None


@pytest.mark.parametrize("name", BAD)
def test_a_drawing_that_runs_loads_or_grows_is_told_with_its_place(name: str) -> None:
    text, line, said = BAD[name]
    fault = drawing_fault(text.encode("utf-8"))
    assert fault is not None
    assert fault.line == line
    assert said in fault.message
    assert fault.message.endswith("Save the drawing as a plain SVG, or as a PNG.")


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_another_encoding_hides_nothing(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{BAD["a script"][0]}'
    assert drawing_fault(text.encode(encoding)) is not None


@given(st.lists(st.sampled_from(PARTS), max_size=8))
def test_whatever_stands_in_a_drawing_what_passes_runs_and_loads_nothing(parts: list[str]) -> None:
    text = f"{START}{''.join(parts)}</svg>"
    if drawing_fault(text.encode()) is None:
        import re

        plain = re.sub(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", "", text, flags=re.DOTALL)
        assert not re.search(r"<script|<a/|onload=\"a\"[^<]*>|<\?x", plain)
