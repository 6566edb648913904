"""How Pelican builds the site. No word of the subject stands here: names and texts come from the rulebook."""

RULEBOOK = "rules.yaml"
PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = ".cache"
THEME = "theme"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["rulebook.plugin"]

# Every setting of the rulebook, with its default, stands in plugins/rulebook/site/settings.py.
# Beside the rulebook, where they are there: entries for /changes/, and cases whose worked examples are published.
RULEBOOK_CHANGES = "docs/changes"
RULEBOOK_CASES = "tests/cases"

# Where "something wrong?" leads: an e-mail address, or that of a form for new issues. Without one, to /about/.
RULEBOOK_REPORT_TO = ""

SITEURL = ""
TIMEZONE = "UTC"
DEFAULT_LANG = "en"

# Pages of content/pages and content/guide; the plugin gives each its address and its template.
PAGE_PATHS = ["pages", "guide"]
PATH_METADATA = r"(?P<folder>[^/]+)/(?P<slug>[^/]+)\.md"
READERS = dict.fromkeys(("markdown", "mkd", "mdown", "html", "htm", "rst"))  # pages are .md; the check tells of others
STATIC_PATHS = ["files"]
ARTICLE_PATHS = []
IGNORE_FILES = [".*", "*~", "#*"]  # what editors and desktops leave lying about
DIRECT_TEMPLATES = []
THEME_STATIC_DIR = "theme"
MARKDOWN = {
    "extensions": ["markdown.extensions.toc", "markdown.extensions.sane_lists", "markdown.extensions.tables"],
    "extension_configs": {},
    "output_format": "html5",
}

# What a blog would have
FEED_ALL_ATOM = FEED_ALL_RSS = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
