"""A palette of Material's becomes schemes and colours of ours: a name gives the hue, and contrast how light it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from colorsys import hls_to_rgb
from dataclasses import replace

from playbook.bundles import named
from playbook.frame import Scheme
from playbook.site import Site

# Hue and saturation of the names that theme.palette knows, in degrees and percent; a colour of one's own is a style's.
_HUES = {
    "red": (2, 75),
    "pink": (338, 78),
    "purple": (290, 60),
    "deep purple": (262, 62),
    "indigo": (231, 55),
    "blue": (210, 85),
    "light blue": (200, 95),
    "cyan": (188, 95),
    "teal": (174, 90),
    "green": (128, 50),
    "light green": (92, 60),
    "lime": (68, 75),
    "yellow": (52, 90),
    "amber": (44, 95),
    "orange": (35, 95),
    "deep orange": (15, 90),
    "brown": (16, 28),
    "grey": (0, 0),
    "blue grey": (200, 20),
    "black": (0, 0),
    "white": (0, 0),
}
# What text in these colours stands on, and what stands on them: the surfaces of base.css that are nearest to it.
_LIGHT, _DARK = ("#f2efe7", "#ffffff"), ("#1b2229", "#14191e")
_CONTRAST = 4.6
Rgb = tuple[float, float, float]


Choice = Mapping[object, object]


def coloured(made: Site, palette: object) -> Site:
    """The site as `theme.palette` wants it: one scheme or a list, each with its colours, and with a button for each."""
    choices = [one for one in (palette if isinstance(palette, list) else [palette]) if isinstance(one, dict) and one]
    buttons = tuple(_schemes(choices, alone=isinstance(palette, dict)))
    made = replace(made, frame=replace(made.frame, schemes=buttons or made.frame.schemes))
    rules = "".join(dict.fromkeys(map(_rule, choices)))
    if not rules:
        return made
    # A later layer than that of our own colours, and none of a site's own styles.
    sheet = f"@layer feature{{{rules}}}\n"
    path = named("colours.css", sheet)
    bundles = replace(made.bundles, files={**made.bundles.files, path: sheet.encode()})
    frame = replace(made.frame, styles=(*made.frame.styles, path))
    return replace(made, bundles=bundles, frame=frame)


def _schemes(choices: Sequence[Choice], *, alone: bool) -> Iterator[Scheme]:
    """Several choices, each with what its button offers, or one and no button."""
    for choice in choices:
        toggle = choice.get("toggle")
        if isinstance(toggle, dict):
            yield Scheme(_scheme(choice), str(choice.get("media") or ""), str(toggle.get("name") or ""))
        elif alone:
            yield Scheme(_scheme(choice))


def _scheme(choice: Choice) -> str:
    return "dark" if choice.get("scheme") == "slate" else "light"


def _rule(choice: Choice) -> str:
    is_dark = _scheme(choice) == "dark"
    declared = "".join(_declared(choice, is_dark=is_dark))
    where = ":root[data-scheme='dark']" if is_dark else ":root:not([data-scheme='dark'])"
    return f"{where}{{{declared}}}" if declared else ""


def _declared(choice: Choice, *, is_dark: bool) -> Iterator[str]:
    primary, accent = (str(choice.get(key)).replace("-", " ") for key in ("primary", "accent"))
    if primary in _HUES:
        yield f"--pb-brand:{shade(primary, is_dark=is_dark)};"
    if accent in _HUES:
        link = shade(accent, is_dark=is_dark)
        yield f"--pb-link:{link};--pb-link-active:color-mix(in srgb,{link} 70%,var(--pb-ink));"


def shade(name: str, *, is_dark: bool) -> str:
    """The most telling shade of a colour that text may have, and that may stand behind text: 4.5:1 on either."""
    hue, saturation = _HUES[name]
    surfaces = _DARK if is_dark else _LIGHT
    # From the middle outwards, towards what is farther from the paper.
    for step in range(51):
        lightness = 0.5 + (step if is_dark else -step) / 100
        rgb = hls_to_rgb(hue / 360, lightness, saturation / 100)
        if all(contrast(rgb, _rgb(surface)) >= _CONTRAST for surface in surfaces):
            break
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def contrast(one: Rgb, other: Rgb) -> float:
    """How much two colours differ, as WCAG 2 counts it: from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(rgb: Rgb) -> float:
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _rgb(text: str) -> Rgb:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
