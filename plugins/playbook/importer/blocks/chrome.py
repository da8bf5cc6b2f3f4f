"""Tells the article from what stands around it: menus, share bars, comments, related posts, biographies.

The shape decides first: articles are runs of sentences, what surrounds them are runs of short lines without a
sentence. Words of web pages (in four languages) only say where such a run begins and what to call it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from playbook.importer.source.values import Block, Shape, is_prose

_SHORT_LINE = 16


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that stand at the start of a block around an article. `ends`: nothing of the article follows as a rule."""

    reason: str
    ends: bool
    pattern: re.Pattern[str]


def _sign(reason: str, pattern: str, *, ends: bool) -> Sign:
    return Sign(reason, ends, re.compile(pattern, re.IGNORECASE))


_SIGNS = (
    _sign(
        "comments",
        r"^(?:(?:\(?\d+\)?|no|show|hide|view|read|leave|post|add|write|join|see|all|your)\s+(?:all\s+|a\s+|"
        r"the\s+|your\s+|\d+\s+)?)?"
        r"(?:comments?|reply|replies|responses?|discussion|conversation|kommentare?|commentaires?|comentarios?|réagir)"
        r"(?:\s*\(\d+\)|\s+(?:are closed|yet|cancel reply|to .{0,80}|on .{0,80}|off|section|policy|below))?\s*[:.!]*$"
        r"|^\d+ (?:thoughts|comments|responses|replies) (?:on|to)\b|^your e-?mail(?: address)? will not be "
        r"published|^you must be logged in"
        r"|^no comments? yet|^leave a (?:reply|comment)|^deja (?:un|tu) comentario|^schreiben sie einen kommentar|"
        r"^laisser un commentaire"
        r"|^(?:post|submit|add) (?:a |your )?comment|^login to comment|^be the first to comment|^what do you "
        r"think\??$|^have your say"
        r"|^you may use these html",
        ends=True,
    ),
    _sign("comments", r"^.{2,40} (?:says?|said|wrote|schrieb|a écrit|dice)\s*(?::|\.\.\.|…)?$", ends=True),
    _sign(
        "related posts",
        r"^(?:(?:our|the|my|all|view) )?(?:you (?:may|might|could)(?: also)? (?:like|enjoy|be interested)|"
        r"(?:related|recommended|recommended for|similar|further|more|most|latest|recent|popular|trending|"
        r"top|featured|other|also on|editor['’]?s)"
        r"(?: \w+){0,2} (?:posts?|articles?|stories|stor(?:y|ies)|reads?|reading|content|news|videos?|insights|"
        r"topics|links|viewed|popular|shared|commented|jobs|picks|download|downloads|resources|week|today|"
        r"month|comments|you|searches)\b.{0,40}"
        r"|related|recommended|trending|popular|read (?:next|more|also)|what to read next|up next|more (?:from|"
        r"in|on|about|like|stories|videos|brand)\b.{0,60}|most (?:read|popular|viewed|shared|commented)\b.{0,20}"
        r"|more$|also (?:read|see|on this site)\b.{0,60}|keep reading|don['’]t miss|see also|in case you missed "
        r"it|customers who|want more (?:stories|articles|tips)\b.{0,80}"
        r"|das könnte sie|auch interessant|meistgelesen|mehr zum thema|ähnliche artikel|lesen sie auch|à lire "
        r"aussi|sur le même sujet|articles? (?:similaires|liés)"
        r"|artículos relacionados|también te puede|lo más leído|te puede interesar|previous (?:post|article|"
        r"episode)|next (?:post|article|episode)|« ?older|older (?:posts|entries)|newer (?:posts|entries))"
        r"\s*[:»>.!]*(?:.{0,90})?$",
        ends=True,
    ),
    _sign(
        "newsletter",
        r"^(?:(?:subscribe|sign ?up|join|register|get|receive|enter|stay|never miss|want|don['’]t miss|like "
        r"what you)\b.{0,60}"
        r"\b(?:newsletter|e-?mails?|inbox|updates?|briefing|digest|webinar|free (?:trial|template|ebook|guide)|"
        r"for free|letter|informed|connected|readers?|subscribers?|marketers)\b.{0,80}"
        r"|subscribe(?: (?:now|today|here|to .{0,40}))?|sign ?(?:me )?up(?: (?:now|today|here))?|(?:your |"
        r"enter your |work )?e-?mail(?: address)?\s*\*?|newsletter(?: abonnieren)?|suscríbete|s['’]abonner|"
        r"join the .{0,40}newsletter.{0,10}"
        r"|ihre e-?mail.{0,20}|download now|register here)\W*$",
        ends=False,
    ),
    _sign(
        "newsletter",
        r"^.{0,50}\bin your inbox\b.{0,30}$|^.{0,60}\b(?:newsletter|unsubscribe|subscribed)\b.{0,60}$",
        ends=False,
    ),
    _sign(
        "share bar",
        r"^(?:(?:please )?share(?: this(?: (?:article|post|story|page|entry|with.{0,30}|on.{0,30}|via.{0,30}))?|"
        r" (?:on|via|by|to|with) (?:e-?mail|facebook|twitter|linkedin|x|whatsapp|friends|your .{0,30}|social "
        r"media).{0,20}| it)?|tweet(?: this)?|pin(?: it)?|like(?: this)?(?: on .{0,20})?|e-?mail(?: this.{0,20})?|"
        r"print(?: this.{0,20})?|facebook|twitter|linkedin|whatsapp|reddit|pinterest|x|xing|flipboard|copy "
        r"link|follow(?: (?:us|me)\b.{0,60})?"
        r"|follow .{2,30} on .{2,40}|follow .{0,40}@\w+.{0,160}|"
        r"\d+(?:[.,]\d+)?k? (?:shares?|likes?|views?|claps?|comments?)|teilen|drucken|"
        r"merken|partager(?: cet article)?|imprimer|compartir(?: en .{0,20})?|shares?|save|bookmark|reply|"
        r"clap)\s*[:!.]*$",
        ends=False,
    ),
    _sign(
        "advertisement",
        r"^(?:advertisement|advertising|sponsored(?: content| by .{0,40})?|anzeige|werbung|publicité|publicidad|"
        r"promoted|ad|shop:.*|partner content|banner image)\W*$",
        ends=False,
    ),
    _sign(
        "caption",
        r"^\[[^\[\]]{4,240}\]$|^(?:(?:crédit|credits?|source|quelle)s?\s?:.{0,80}|"
        r"[(\[]?(?:photo|image|foto|fotos|picture|bild|"
        r"illustration|photograph|figure|fig\. ?\d)(?: (?:by|credit|courtesy|von|de|may contain)\b|"
        r"s?\s*:|\s*©).{0,160}|.{0,80}\bphoto courtesy of\b.{0,120}|©\s?[^\d\s].{0,80}|getty images.{0,30}|"
        r".{0,90}/\s?(?:getty|istock|shutterstock|reuters|ap)\b.{0,20}|"
        r".{0,160}[.!?)] (?:source|image|photo|picture|credit|illustration)s?\s?:\s?(?-i:[A-Z])[^.:;]{2,60}|"
        r"listen to (?:this )?article.{0,10}|"
        r"download audio.{0,20}|watch (?:the|this|now)\b.{0,40}|slideshow\b.{0,80}|\d{1,2}:\d{2})$",
        ends=False,
    ),
    _sign(
        "tags",
        r"^(?:filed under|tagged(?: with| as)?|tags?|topics?|categor(?:y|ies)|posted in|labels?|keywords?|"
        r"schlagwörter|kategorien?|catégories?|mots-clés|etiquetas|categorías)\s*[:|]?\s.{0,150}$|^tags$|^categories$|"
        r"^topics$",
        ends=False,
    ),
    _sign(
        "legal notice",
        r"^(?:©|\(c\)|copyright\b|all rights reserved|privacy policy|terms (?:of|and)|cookie policy|impressum\b|"
        r"imprint|legal notice|reuse this content|this (?:interview|article) has been edited).{0,160}$",
        ends=True,
    ),
    _sign(
        "cookie notice",
        r"^(?:we (?:use|and our partners|value your)|this (?:web)?site uses|by (?:continuing|using|clicking)|"
        r"wir verwenden|diese website verwendet|nous utilisons|este sitio)\b.{0,120}\b(?:cookies?|privacy|"
        r"partners)\b.*$|^(?:accept|reject|allow)(?: all)?(?: cookies)?$|^manage (?:cookies|preferences|choices)$",
        ends=False,
    ),
    _sign(
        "menu",
        r"^(?:skip to\b.{0,30}|menu|navigation|home|search(?: this site)?|search .{0,40}|log ?in|sign ?in|"
        r"register|contact(?: us)?|about(?: us)?|back to (?:top|home|the)\b.{0,30}|previous|next|read more\W*|"
        r"(?:learn|find out) more|"
        r"continue reading\b.{0,80}|view (?:all|more|results)|load more|close|open|ok|submit|go|"
        r"get started.{0,20}|book a demo\b.{0,40}|contact sales|zum inhalt.{0,20}|startseite|accueil|inicio|"
        r"table of contents|contents|toggle .{0,20}|show more|page \d+ of \d+|previous page\b.{0,40}|visit "
        r".{0,30}website|permalink)\s*[»>→]*$",
        ends=False,
    ),
    _sign(
        "feedback form",
        r"^(?:(?:would you recommend|did you (?:find|like|enjoy)|was this|how (?:useful|helpful) was|rate "
        r"(?:this|us)|enjoyed this|found this)\b.{0,80}|thanks? for (?:taking|your (?:feedback|time)).{0,120}|"
        r"view results|quick poll\b.{0,80}|poll of the\b.{0,60})$",
        ends=False,
    ),
)
_BIO = re.compile(
    r"^about (?:the )?(?:authors?|writer|contributors?)\b.{0,60}$|^(?:written by|author|words by|über "
    r"den autor|über die autorin|à propos de l['’]auteur|sobre el autor)(?:\s.{0,60})?$|^about (?:[A-Z][\w.’'-]+ "
    r"?){1,4}$",
    re.IGNORECASE,
)
_ABOUT_NAME = re.compile(r"^(?:About|Über|Sobre) (?:(?:the|our) )?(?:[A-ZÀ-Ý][\w.’'&+-]*\s?){1,5}:?$")
_NAME_IS = re.compile(
    r"^[“\"]?((?:[A-ZÀ-Ý][\w.’'-]+ ){1,4})(?:\([^)]{1,60}\) )?(?:is|was|has|writes|leads|works|serves|"
    r"covers|lives|ist|schreibt|est|es|joined|specializes|specialises|currently)\b"
)
_PRESENTS = re.compile(
    r"\b(?:follow (?:him|her|them|me)\b|(?:lives|based) in [A-Z]|(?:he|she|they) (?:can be reached|blogs|tweets)|"
    r"(?:his|her|their) (?:latest |new |first )?(?:book|blog|website|podcast)\b|connect with (?:him|her|them))"
)
_SPOKEN = re.compile(r"^[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+\S")
_TIME = re.compile(r"\b\d{1,2}:\d{2}\b")


def sign(block: Block) -> Sign | None:
    """The sign that a block carries, if it is as short as such blocks are."""
    text = block.text
    if len(text) > 260 or block.words > 40:
        return None
    return next((s for s in _SIGNS if s.pattern.match(text)), None)


def is_bio(block: Block, names: tuple[str, ...] = ()) -> bool:
    """A line or paragraph about the author: "About Jo Blunt", "Jo Blunt is the head of ..."."""
    text = block.text[:300]
    if block.words <= 8 and (_BIO.match(text) or _ABOUT_NAME.match(text)):
        return True
    match = _NAME_IS.match(text)
    if not match:
        return False
    said = match.group(1).split()
    return any(set(said) & set(name.split()) for name in names)


def is_stranger(block: Block) -> bool:
    """Presents a person as the notes under articles do: a name, and where to follow, read or reach that person."""
    return block.words <= 90 and bool(_NAME_IS.match(block.text[:300]) and _PRESENTS.search(block.text[:700]))


def looks_like_heading(block: Block) -> bool:
    """A line that may head a section: marked as such, or short and without the end of a sentence."""
    if block.shape is Shape.HEADING:
        return True
    if block.shape is not Shape.TEXT or not 1 <= block.words <= 14 or len(block.text) > 100:
        return False
    first = block.text.lstrip("\"“‘'«([")[:1]
    return (
        (first.isupper() or first.isdigit())
        and block.text.rstrip("\"”’'»)")[-1:] not in {".", ":", ",", ";"}
        and block.links < 0.9
    )


def is_menu_line(block: Block) -> bool:
    """Short and no sentence, as are menus, teasers and forms."""
    return block.words <= _SHORT_LINE and not is_prose(block)


def is_stamp(block: Block) -> bool:
    """A line with the time of day, as comments and teasers carry."""
    return block.words <= 14 and bool(_TIME.search(block.text)) and not _SPOKEN.match(block.text)
