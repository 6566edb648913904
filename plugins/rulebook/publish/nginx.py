"""Write the parts of deploy/nginx/site.conf that tables hold anew: python -m rulebook.publish.nginx"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from rulebook.publish import headers, hosting

CONF = Path("deploy/nginx/site.conf")
HERE = "$scheme://$server_name"  # never $host: that is whatever the visitor's request says
PARTS = re.compile(r"(?P<start>^ *# >>> (?P<name>\w+) .*\n)(?:.*\n)*?(?P<end>^ *# <<<.*\n)", re.MULTILINE)


def main() -> int:
    CONF.write_text(renewed(CONF.read_text("utf-8")), "utf-8")
    return 0


def renewed(conf: str) -> str:
    """Return a configuration with the parts between its marks made from the tables of headers and redirects."""
    parts = {"maps": maps(), "headers": header_lines(), "redirects": redirect_lines()}
    return PARTS.sub(lambda found: found["start"] + parts[found["name"]] + found["end"], conf)


def maps() -> str:
    """Return what depends on the address: nginx takes the first pattern that fits."""
    others = {f"~^{path}": headers.policy(path, HERE) for path in (*headers.FRAMED_BY, *headers.FRAMING)}
    cache_control = {f'"~^(?:200|206|304) {headers.ASSETS}"': headers.IMMUTABLE}  # what went wrong is not kept
    policies = _map("$uri", "policy", {"default": headers.policy("/"), **others})
    return policies + _map('"$status $uri"', "keep", {"default": headers.REVALIDATE, **cache_control})


def header_lines() -> str:
    fields = {"Content-Security-Policy": "$policy", **headers.ALWAYS, "Cache-Control": "$keep"}
    return "".join(f'    add_header {name} "{value}" always;\n' for name, value in fields.items())


def redirect_lines() -> str:
    return "".join(f"    location = {old} {{ return 302 {new}; }}\n" for old, new in hosting.REDIRECTS.items())


def _map(of: str, name: str, values: dict[str, str]) -> str:
    return f"map {of} ${name} {{\n" + "".join(f'    {pattern} "{value}";\n' for pattern, value in values.items()) + "}\n"


if __name__ == "__main__":
    sys.exit(main())
