"""How Pelican builds a rulebook's site, in a folder of its own or with no settings at all: what `pelicanconf.py` begins with.

No word of a subject stands here: names and texts come from the rulebook. Our own settings, with defaults, are in settings.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = ".cache"
THEME = str(Path(__file__).parent.parent / "theme")
PLUGINS = ["rulebook.plugin"]
RULEBOOK_SITE = True

SITEURL = ""
TIMEZONE = "UTC"
DEFAULT_LANG = "en"

# Pages of content/pages and content/guide; the plugin gives each its address and its template.
PAGE_PATHS = ["pages", "guide"]
PATH_METADATA = r"(?P<folder>[^/]+)/(?P<slug>[^/]+)\.md"
READERS = dict.fromkeys(("markdown", "mkd", "mdown", "html", "htm", "rst"))  # pages are .md; the check tells of others
STATIC_PATHS = ["files"]
ARTICLE_PATHS: list[str] = []
IGNORE_FILES = [".*", "*~", "#*"]  # what editors and desktops leave lying about
DIRECT_TEMPLATES: list[str] = []
THEME_STATIC_DIR = "theme"
MARKDOWN: dict[str, Any] = {
    "extensions": ["markdown.extensions.toc", "markdown.extensions.sane_lists", "markdown.extensions.tables"],
    "extension_configs": {},
    "output_format": "html5",
}

# What a blog would have
FEED_ALL_ATOM = FEED_ALL_RSS = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
