"""Write the headers' part of deploy/nginx/site.conf anew: python -m rulebook.publish.nginx"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from rulebook.publish import headers

CONF = Path("deploy/nginx/site.conf")
HERE = "$scheme://$host"
PARTS = re.compile(r"(?P<start>^ *# >>> (?P<name>\w+) .*\n)(?:.*\n)*?(?P<end>^ *# <<<.*\n)", re.MULTILINE)


def main() -> int:
    CONF.write_text(renewed(CONF.read_text("utf-8")), "utf-8")
    return 0


def renewed(conf: str) -> str:
    """Return a configuration with the parts between its marks made from the table of headers."""
    parts = {"maps": maps(), "headers": header_lines()}
    return PARTS.sub(lambda found: found["start"] + parts[found["name"]] + found["end"], conf)


def maps() -> str:
    """Return what depends on the address: nginx takes the first pattern that fits."""
    framed = {f"~^{path}": headers.policy(path, HERE) for path in headers.FRAMED_BY}
    cache_control = {f"~^{headers.ASSETS}": headers.IMMUTABLE}
    return _map("policy", {"default": headers.policy("/"), **framed}) + _map(
        "keep", {"default": headers.REVALIDATE, **cache_control}
    )


def header_lines() -> str:
    fields = {"Content-Security-Policy": "$policy", **headers.ALWAYS, "Cache-Control": "$keep"}
    return "".join(f'    add_header {name} "{value}" always;\n' for name, value in fields.items())


def _map(name: str, values: dict[str, str]) -> str:
    return f"map $uri ${name} {{\n" + "".join(f'    {pattern} "{value}";\n' for pattern, value in values.items()) + "}\n"


if __name__ == "__main__":
    sys.exit(main())
