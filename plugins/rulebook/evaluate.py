"""Walk compiled diagrams: the only evaluator there is, run by CPython and, in the page, by Brython.

It imports nothing but bounds. A *program* is plain data (diagram/program.py says which). *Answers* map an input's id to an
option id, a number, or "unknown"; what is missing is unanswered. A *reference* is a node's place, or `-1 - n` for leaf n.
"""

from rulebook.geometry.bounds import is_above, number_between

UNKNOWN = "unknown"


def evaluate(program, answers):
    """Return {"decisions": {id: {"outcome", "rules", "open"}}, "open": [input ids]} for the answers given.

    Undecided: outcome None, rules []. A decided `collect`: a list of outcomes, possibly empty. `open` lists, in file
    order, the inputs that can still change the result (docs/rulebook.md §7).
    """
    values = _in_order(program, answers)
    decisions = {}
    open_anywhere = set()
    for decision in program["decisions"]:
        outcome, rules, still_open = _decide(decision, values)
        open_anywhere.update(still_open)
        decisions[decision["id"]] = {"outcome": outcome, "rules": rules, "open": _names(program, still_open)}
    return {"decisions": decisions, "open": _names(program, open_anywhere)}


def near_misses(program, answers, decision_id):
    """Return what one other answer would change, for a decided decision, in file order.

    Each is {"input", "values", "outcome", "rules"}: `values` is a list of option ids or, for a number, [low bound,
    high bound] with None for an open end. Unknown is never proposed as a change.
    """
    decision = [one for one in program["decisions"] if one["id"] == decision_id][0]
    values = _in_order(program, answers)
    before, _, still_open = _decide(decision, values)
    found = []
    if not still_open:
        for index, spec in enumerate(program["inputs"]):
            if values[index] is not None:
                found.extend(_changes_of(decision, values, index, spec, before))
    return found


def possible(program, answers, decision_id):
    """Return the outcomes that a decision can still have after the answers, in the order of its rules."""
    decision = [one for one in program["decisions"] if one["id"] == decision_id][0]
    values = _in_order(program, answers)
    found = []
    for diagram in decision["diagrams"]:
        ends = set()
        _reach(diagram["nodes"], diagram["root"], values, ends, set())
        if decision["hit_policy"] == "collect":
            found.extend([outcome for outcome in diagram["then"] if -1 in ends and outcome not in found])
        else:
            leaves = [decision["leaves"][place][1] for place in sorted([-1 - end for end in ends])]
            found.extend([outcome for place, outcome in enumerate(leaves) if outcome not in leaves[:place]])
    return found


def path_to(program, answers, diagram):
    """Return the ids of the inputs whose answers a diagram asks on its way to where these answers lead."""
    values = _in_order(program, answers)
    nodes = diagram["nodes"]
    at = diagram["root"]
    met = []
    while at >= 0 and values[nodes[at][0]] is not None:
        met.append(nodes[at][0])
        at = _follow(nodes[at], values[nodes[at][0]])
    return _names(program, met)


def cell_of(bounds, number):
    """Return which of the len(bounds) + 1 cells, in ascending order, a number falls in."""
    low = 0
    high = len(bounds)
    while low < high:
        middle = (low + high) // 2
        if is_above(number, bounds[middle]):
            low = middle + 1
        else:
            high = middle
    return low


def _in_order(program, answers):
    """Return the answers in the order of the inputs: options as places (unknown last), numbers as they are."""
    values = []
    for spec in program["inputs"]:
        answer = answers[spec["id"]] if spec["id"] in answers else None  # Brython's get() raises within
        if answer is not None and spec["type"] == "choice":
            answer = len(spec["options"]) if answer == UNKNOWN else spec["options"].index(answer)
        values.append(answer)
    return values


def _names(program, indexes):
    """Return the ids of inputs, each once and in file order, however often their places are given."""
    return [program["inputs"][index]["id"] for index in sorted(set(indexes))]


def _decide(decision, values):
    """Return (outcome, rules, open input places) of one decision."""
    if decision["hit_policy"] == "collect":
        return _collect(decision, values)
    end, still_open = _read(decision["diagrams"][0], values)
    if still_open:
        return None, [], still_open
    rule, outcome = decision["leaves"][-1 - end]
    return outcome, [rule], still_open


def _collect(decision, values):
    outcomes = []
    rules = []
    still_open = set()
    for diagram in decision["diagrams"]:
        end, more = _read(diagram, values)
        still_open.update(more)
        if end == -1:
            rules.append(diagram["rule"])
            for outcome in diagram["then"]:
                if outcome not in outcomes:
                    outcomes.append(outcome)
    if still_open:
        return None, [], still_open
    return outcomes, rules, still_open


def _read(diagram, values):
    """Return (leaf reference or None, open input places) after the answers.

    Answers given in order need a plain walk. Where one lies below an unanswered node, the diagram is restricted by
    the answers and reduced: an input is open exactly where a node of it is left. The inputs of a node and all nodes
    below it stand in `support`.
    """
    nodes = diagram["nodes"]
    at = diagram["root"]
    while at >= 0:
        node = nodes[at]
        value = values[node[0]]
        if value is None:
            break
        at = _follow(node, value)
    if at < 0:
        return at, ()
    if _none_answered(values, diagram["support"][at]):
        return None, diagram["support"][at]
    left = []
    end = _restrict(nodes, at, values, left, {}, {})
    return (end, ()) if end < 0 else (None, left)


def _none_answered(values, places):
    for place in places:
        if values[place] is not None:
            return False
    return True


def _follow(node, value):
    """Return where an edge leads; the child for unknown, where there is one, stands last."""
    if node[1] is None:
        return node[2][value]
    return node[2][-1] if value == UNKNOWN else node[2][cell_of(node[1], value)]


def _restrict(nodes, at, values, left, done, made):
    """Return the reduced reference of a node under the answers; `left` gathers the input place of each node made."""
    if at < 0 or at in done:
        return at if at < 0 else done[at]
    node = nodes[at]
    value = values[node[0]]
    if value is not None:
        end = _restrict(nodes, _follow(node, value), values, left, done, made)
    else:
        ends = [_restrict(nodes, child, values, left, done, made) for child in node[2]]
        end = ends[0] if len(set(ends)) == 1 else _node(node, ends, left, made)
    done[at] = end
    return end


def _reach(nodes, at, values, ends, seen):
    """Gather the leaves that the answers leave within reach."""
    if at < 0:
        ends.add(at)
    elif at not in seen:
        seen.add(at)
        value = values[nodes[at][0]]
        for child in nodes[at][2] if value is None else [_follow(nodes[at], value)]:
            _reach(nodes, child, values, ends, seen)


def _node(node, ends, left, made):
    """Return the one node of this input with these edges; what two nodes do to a number is compared bound by bound."""
    bounds = [] if node[1] is None else [bound for place, bound in enumerate(node[1]) if ends[place] != ends[place + 1]]
    edges = [end for place, end in enumerate(ends) if place == 0 or node[1] is None or end != ends[place - 1]]
    key = str(node[0]) + " " + str(bounds) + " " + str(edges)
    if key not in made:
        made[key] = len(left)
        left.append(node[0])
    return made[key]


def _changes_of(decision, values, index, spec, before):
    """Return the near misses that another answer to one input makes."""
    found = []
    joined = False
    for cell, value in _cells(decision, index, spec):
        outcome, rules, still_open = _decide(decision, values[:index] + [value] + values[index + 1 :])
        differs = not still_open and outcome != before
        if differs and joined and found[-1]["outcome"] == outcome:
            _extend(found[-1], cell, rules)
        elif differs:
            found.append({"input": spec["id"], "values": list(cell), "outcome": outcome, "rules": list(rules)})
        joined = differs
    return found


def _extend(change, cell, rules):
    """Let a change reach over the next cell as well."""
    change["rules"].extend([rule for rule in rules if rule not in change["rules"]])
    if isinstance(cell[0], str):
        change["values"].extend(cell)
    else:
        change["values"][1] = cell[1]


def _cells(decision, index, spec):
    """Return (cell, a value in it) for each known cell of an input, cut at this decision's own thresholds."""
    if spec["type"] == "choice":
        return [([option], place) for place, option in enumerate(spec["options"])]
    bounds = []
    for diagram in decision["diagrams"]:
        for node in diagram["nodes"]:
            if node[0] == index:
                bounds.extend([bound for bound in node[1] if bound not in bounds])
    edges = [spec["low"]] + sorted(bounds) + [spec["high"]]
    return [([edges[at], edges[at + 1]], number_between(edges[at], edges[at + 1])) for at in range(len(edges) - 1)]
