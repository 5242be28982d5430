"""WordPress: an export read as articles in pairs, translations written as a file that its importer takes.

`read_export` streams a WXR file, `read_rest` a dump of `wp-json`; `write_translations` and `to_rest` are the ways
back, drafts unless asked, with nothing overwritten that exists. `ui_memories` offers what the site's own catalogs
in `wp-content/languages` have translated already. A publisher's two steps are `update_posts` (an export to catalogs)
and `translated_posts` (catalogs to what `write_translations` takes).
"""

from bilingual_pub.wordpress.export import Export, MenuItem, Pair, PostComment, read_export
from bilingual_pub.wordpress.languages import Language, Languages, UiTranslation
from bilingual_pub.wordpress.memories import UiMemory, ui_memories
from bilingual_pub.wordpress.posts import Post, PostText, Translation, join_text, split_text
from bilingual_pub.wordpress.publish import translation_of, write_translations
from bilingual_pub.wordpress.rest import read_rest, to_rest, write_rest
from bilingual_pub.wordpress.workflow import domain_of, translated_posts, untranslated, update_posts

__all__ = [
    "Export",
    "Language",
    "Languages",
    "MenuItem",
    "Pair",
    "Post",
    "PostComment",
    "PostText",
    "Translation",
    "UiMemory",
    "UiTranslation",
    "domain_of",
    "join_text",
    "read_export",
    "read_rest",
    "split_text",
    "to_rest",
    "translated_posts",
    "translation_of",
    "ui_memories",
    "untranslated",
    "update_posts",
    "write_rest",
    "write_translations",
]
