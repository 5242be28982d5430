"""Text to words: everything that is no language is taken out, once for the trainer and once at run time.

Two steps, so that the run time can remember words: `strip` works on a whole text and only when a sign that may
span white space occurs; `words` works on one token between white space, and its result never changes.
"""

from __future__ import annotations

import html
import re
import unicodedata

__all__ = ["COMMANDS", "EDGES", "plain", "strip", "tokens", "words"]

LONGEST = 300
"""Characters of a token that are looked at: what has no blank for longer is data."""

EDGES = ".,:;!?…()\"'“”„»«’‘"
"""Signs that a word may begin or end with and stay the same word."""

COMMANDS = frozenset("def const elif async await null void stdout sudo npm pip".split())
"""Words that stand in programs far oftener than in prose."""

_SPANNING = re.compile(
    r"""
    <!--(?:[^<]|<(?!!--))*?-->                      # comments; no run passes the next opening, so none is read twice
  | <(?:script|style|code|pre)\b[^<>]*>[^<]*</[^<>]* # what a browser does not read as prose
  | </?[a-zA-Z!?][^<>]*>                            # tags
  | \$?\{\{?[^{}]*\}?\}                             # {name}, {{ name }}, ${name}, {% block %}
  | \[/?\w+(?:\s+\w+=[^\]]{0,300}|/)\]|\[/\w+\]           # [gallery ids="1"], [/caption]
    """,
    re.VERBOSE | re.DOTALL,
)
_SUFFIXES = (
    "com|dk|org|net|io|eu|info|html?|php|js|css|py|txt|pdf|jpe?g|png|gif|svg|zip|docx?|xlsx?|json|xml|md|po"
)
_INSIDE = re.compile(
    rf"""
    [a-z][a-z0-9+.-]*+://\S+ | www\.\S+ | (?:mailto|tel|data|javascript):\S+  # addresses
  | [^\W_][\w.+-]*+@[\w-]+(?:\.[\w-]+)+       # e-mail
  | [@#]\w[\w-]*                             # handles, hashtags, colours
  | %\(\w+\)[-+0-9.]*[a-z]                   # %(name)s
  | %(?:\d+\$)?[-+0]?\d*(?:\.\d+)?l{{0,2}}[a-z]\b  # %s, %1$s, %.2f
  | %\w+%? | \$\w+                           # %name%, $name
  | [\w.]++\(\)                              # a.call()
  | [\w.-]+\.(?:{_SUFFIXES})\b              # names of files and of sites
  | \w++(?:::|->)\w*                        # code
  | [^\s/\\]*+[/\\][^\s/\\]*+[/\\]\S*        # paths of two steps or more
  | -(?<!\w-)-?[a-z][\w-]*=?                  # --option
  | &\#?\w+;                                 # a reference that could not be resolved
  | [^\W\d]*+\d\w*                           # 2024, h264, 3d
  | \w+_\w+_\w+                              # snake_case_name
    """,
    re.VERBOSE,
)
_ANY_INSIDE = re.compile(
    rf"""
    [\d@\#%$&/\\.:(_-]    # one class in front, which is searched for the fastest, then what each sign needs
    (?: (?<=[\d@\#%$]) | (?<=&)\#?\w+; | (?<=[/\\])[^\s/\\]*[/\\] | (?<=\.)(?:{_SUFFIXES})\b | (?<=www\.)\S
      | (?<=:)\S | (?<=\()\) | (?<=-)> | (?<=-)(?<!\w-)-?[a-z] | (?<=_)\w+_ )
    """,
    re.VERBOSE,
)
"""What every match of `_INSIDE` holds: a tenth of its time, where there is none."""

_MNEMONIC = re.compile(r"(?<=\w)[_~&](?=\w)|\b_|_\b|[~&](?=\w)")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def strip(text: str) -> str:
    """Take tags, comments, template islands and shortcodes out of `text`; a blank stands where each stood.

    >>> strip("Læs <a>hele</a> artiklen, {name}")
    'Læs  hele  artiklen,  '
    """
    return _SPANNING.sub(" ", text)


def plain(token: str) -> str:
    """Return the one word that `token` is but for punctuation round it, "" where it is anything else.

    >>> plain("»læs"), plain("læs)."), plain("læs()"), plain("e-mail")
    ('læs', 'læs', '', '')
    """
    bare = token.strip(EDGES)
    return bare if bare.isalpha() and "()" not in token else ""


def words(token: str) -> list[str]:
    """Return the words in a token without white space, already in lower case; most often there is one.

    References are resolved, characters composed (NFC), addresses, placeholders, names of files, numbers and
    code left out, mnemonics (`_Gem`, `Fo~rmat`) closed up, apostrophes straight.

    >>> words("l&aelig;s:"), words("e-mail"), words("%1$s"), words("don’t"), words("info@avis.dk,")
    (['læs'], ['e', 'mail'], [], ["don't"], [])
    """
    if bare := plain(token):
        return [bare]
    token = token[:LONGEST]
    if "&" in token:
        token = html.unescape(token).lower()
    if not _LETTER.search(token):
        return []
    if not token.isascii():
        token = unicodedata.normalize("NFC", token).replace("\u2019", "'").replace("\u00ad", "")
    if _ANY_INSIDE.search(token):
        token = _INSIDE.sub(" ", token)
    if "_" in token or "~" in token or "&" in token:
        token = _MNEMONIC.sub("", token)
    if token.isalpha():
        return [token]
    found = _WORD.findall(token)
    if token.isascii():
        return found
    return [word for word in found if word.replace("'", "").isalpha()]  # not ½, m²


def tokens(text: str) -> list[str]:
    """Split `text` at white space, in lower case, tags and template islands out.

    >>> tokens("<b>Læs</b> MERE her")
    ['læs', 'mere', 'her']
    """
    return (strip(text) if "<" in text or "{" in text or "[" in text else text).lower().split()
