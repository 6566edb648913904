"""Every look of a page: three widths, light, dark and forced colours, gone through on one page with axe."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
WIDTHS = (320, 768, 1280)
LIGHT = {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "reduce"}  # a colour on its way is neither
LOOKS = {"light": LIGHT, "dark": LIGHT | {"color_scheme": "dark"}, "forced": LIGHT | {"forced_colors": "active"}}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
SIZES = {"runOnly": {"type": "rule", "values": ["target-size"]}}
VIOLATIONS_ONLY = {"resultTypes": ["violations"]}  # what holds is not described: on a long page that takes longest
ALL_BUT_COLOURS = RULES | {"rules": {"color-contrast": {"enabled": False}}}

# Which elements are shown: where two widths show the same, axe's other rules have the same to say.
SHOWN = "[...document.body.querySelectorAll('*')].map(one => one.checkVisibility() ? 1 : 0).join('')"

# Mark one element of each pair of text and ground (its own colour, then its ancestors' up to the first without a hole) that
# is not known yet, and return all that are known now.
MARK_ONE_OF_EACH_NEW_PAIR = """([within, known]) => {
    document.querySelectorAll('[data-pair]').forEach(one => one.removeAttribute('data-pair'))
    const pairs = new Set(known), grounds = new Map([[null, '']])
    function ground(one) {
        if (!grounds.has(one)) {
            const {backgroundColor: colour, backgroundImage: image, opacity, position} = getComputedStyle(one)
            const own = [colour, image, opacity, position === 'static' ? '' : position].join()
            const whole = colour.startsWith('rgb(') && image === 'none' && opacity === '1'
            grounds.set(one, whole ? own : own + ground(one.parentElement))
        }
        return grounds.get(one)
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
        const one = texts.currentNode.parentElement
        if (!texts.currentNode.data.trim() || !one.closest(within) || !one.checkVisibility()) continue
        const {color, fontSize, fontWeight} = getComputedStyle(one), pair = [color, fontSize, fontWeight, ground(one)].join()
        if (!pairs.has(pair)) one.setAttribute('data-pair', '')
        pairs.add(pair)
    }
    return [...pairs]
}"""


def faults(page, within="html"):
    """Return what axe finds in any look: every rule wherever a width shows something else, sizes at every width, and
    colours in every look, on one element of each pair that no narrower width has; on all of them in the first.
    """
    everything, one_of_each = {"include": [[within]]}, {"include": [[f"{within} [data-pair]"]]}
    found, seen, pairs = {}, set(), {look: [] for look in LOOKS}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(**LIGHT)
        shown = page.evaluate(SHOWN)
        found |= _found(page, width, "light", RULES if not seen else SIZES if shown in seen else ALL_BUT_COLOURS, everything)
        for look in LOOKS:
            page.emulate_media(**LOOKS[look])
            known, pairs[look] = pairs[look], page.evaluate(MARK_ONE_OF_EACH_NEW_PAIR, [within, pairs[look]])
            if pairs[look] != known and (seen or look != "light"):
                found |= _found(page, width, look, COLOURS, one_of_each)
        seen.add(shown)
    return found


def faults_at_once(page):
    """Return what axe finds by every rule in the first look: for pages so long that all looks would take a minute."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    page.emulate_media(**LIGHT)
    return _found(page, WIDTHS[0], "light", RULES, {"include": [["html"]]})


def _found(page, width, look, rules, context):
    if not page.evaluate("'axe' in self"):
        page.evaluate(AXE.axe_script)
    broken = page.evaluate(
        "async ([context, options]) => (await axe.run(context, options)).violations", [context, rules | VIOLATIONS_ONLY]
    )
    return {(width, look, one["id"]): one["nodes"][0]["html"][:160] for one in broken}
