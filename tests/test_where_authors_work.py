"""Findings stand where authors work: beside the lines of a change, in a hook, and in one kept comment of a pull request."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from rulebook.check import check, report
from rulebook.check.sarif import sarif
from rulebook.check.workflow_commands import workflow_commands
from rulebook.cli.arguments import COMMANDS
from rulebook.finding_kinds import KINDS
from rulebook.model import Finding

ROOT = Path(__file__).parent.parent
FAULTY = ROOT / "tests/faults/several_decisions.yaml"
EXAMPLE = ROOT / "plugins/rulebook/cli/example/rules.yaml"
NASTY = Finding("gap", "error", "a b,c:d.yaml", 0, "Ein „%“:\nzwei", "::error::no", decision="d", rules=("r",), witness={"n": 1})


def rulebook(*words, rules=EXAMPLE):
    done = subprocess.run(
        [sys.executable, "-m", "rulebook.cli", "--rules", str(rules), *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert "Traceback" not in done.stderr
    return done


def test_sarif_has_every_finding_with_its_kind_level_and_line():
    found = check(FAULTY)[1]
    done = rulebook("check", "--format", "sarif", rules=FAULTY)
    run = json.loads(done.stdout)["runs"][0]
    assert done.returncode == 1
    assert [one["id"] for one in run["tool"]["driver"]["rules"]] == list(KINDS)
    for finding, result in zip(found, run["results"], strict=True):
        assert (result["ruleId"], result["level"]) == (finding.kind, finding.severity)
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == finding.kind
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] == finding.line
        assert place["artifactLocation"]["uri"] == "tests/faults/several_decisions.yaml"


def test_a_finding_keeps_its_fingerprint_where_only_its_line_moved():
    moved = Finding(NASTY.kind, NASTY.severity, NASTY.file, 70, NASTY.message, NASTY.cure)
    one, other = sarif([NASTY, moved])["runs"][0]["results"]
    assert one["partialFingerprints"] == other["partialFingerprints"]
    assert one["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
    assert one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b%2Cc%3Ad.yaml"


def test_a_workflow_command_says_nothing_but_one_finding():
    lines = workflow_commands([NASTY]).splitlines()
    assert lines == [
        "::error file=a b%2Cc%3Ad.yaml,line=1,title=gap::Ein „%25“:%0Azwei%0A::error::no%0Aexamples: - {n: 1}",
        "1 error",
    ]


def test_the_problem_matcher_reads_what_check_prints():
    matchers = json.loads((ROOT / "action/problem-matcher.json").read_text(encoding="utf-8"))["problemMatcher"]
    found = check(ROOT / "tests/faults/redundant_test.yaml")[1] + check(FAULTY)[1]
    assert {finding.severity for finding in found} == {"error", "warning", "note"}
    read = []
    for line in report.text(found).splitlines():
        hits = [(each["severity"], re.match(each["pattern"][0]["regexp"], line)) for each in matchers]
        hits = [(severity, hit) for severity, hit in hits if hit]
        assert len(hits) <= 1
        read += [(severity.replace("notice", "note"), int(hit[2]), hit[3]) for severity, hit in hits]
    assert read == [(finding.severity, finding.line, finding.message) for finding in found]


def test_the_hooks_name_a_command_that_there_is():
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")):
        program, command, *_ = hook["entry"].split()
        assert program == "rulebook" and command in COMMANDS
        assert re.search(hook["files"], "rules.yaml") and re.search(hook["files"], "content/pages/about.md")
        assert not re.search(hook["files"], "README.md")


def test_explain_draws_the_way_of_a_case_and_where_other_answers_lead():
    way = rulebook("explain", "problem=late", "days_left=-1", "--decision", "cost").stdout
    assert [line.strip() for line in way.splitlines()] == [
        "cost: What do I have to pay?",
        "│  problem: What happened?",
        "├─ damaged → asks worth",
        "├─ stolen → asks worth",
        "┝━ late",
        "│  days_left: How many days of hire are left?",
        "├─ [0..365] → nothing (in_time)",
        "┝━ -1",
        "┕━ fee: A fee (rule late)",
    ]


def test_explain_stops_at_the_first_question_that_is_not_answered():
    assert rulebook("explain", "problem=late", "--decision", "cost").stdout.rstrip().endswith("?  days_left is not answered")


@pytest.mark.slow
def test_a_case_can_be_the_example_of_a_rule():
    assert "┕━ holds" in rulebook("explain", "papers/theft").stdout
    for case, told in (("papers/thef", 'Did you mean "theft"?'), ("paper/x", 'Did you mean "papers"?'), ("x", "Known here")):
        done = rulebook("explain", case)
        assert (done.returncode, told in done.stderr) == (2, True)


# --- the comment ---------------------------------------------------------------------------------------------------

GH = """#!{python}
import json, sys
from pathlib import Path
kept = Path({kept!r})
calls = json.loads(kept.read_text()) if kept.exists() else []
words = sys.argv[1:]
if "--jq" in words:
    print("\\n".join("77" for call in calls if call["method"] == "POST"))
else:
    body = next(word for word in words if word.startswith("body=@"))[6:]
    calls.append({{"method": words[words.index("--method") + 1], "to": words[3], "body": Path(body).read_text()}})
    kept.write_text(json.dumps(calls))
"""


@pytest.fixture
def pull_request(tmp_path):
    """Yield a repository with a rulebook, and a function that runs the comment after a change: it returns what was sent."""
    if not shutil.which("bash") or not shutil.which("git"):
        pytest.skip("bash or git is not there")
    programs, repository = tmp_path / "bin", tmp_path / "repository"
    programs.mkdir()
    shutil.copytree(EXAMPLE.parent, repository)
    (programs / "gh").write_text(GH.format(python=sys.executable, kept=str(tmp_path / "calls.json")), encoding="utf-8")
    (programs / "rulebook").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rulebook.cli "$@"\n', encoding="utf-8")
    for each in programs.iterdir():
        each.chmod(0o755)
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]

    def git(*words):
        return subprocess.run(
            ["git", *identity, *words], cwd=repository, check=True, capture_output=True, text=True
        ).stdout.strip()

    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "-m", "one")
    base = git("rev-parse", "HEAD")

    def commented(*changes):
        for change in changes:
            rules = repository / "rules.yaml"
            rules.write_text(rules.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
        given = {
            "RULES": "rules.yaml",
            "BASE": base,
            "NUMBER": "5",
            "GITHUB_REPOSITORY": "o/r",
            "PATH": f"{programs}:{os.environ['PATH']}",
        }
        done = subprocess.run(
            [ROOT / "action/comment.sh"], cwd=repository, env={**os.environ, **given}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        kept = tmp_path / "calls.json"
        return json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else []

    return commented


@pytest.mark.slow
def test_a_pull_request_that_changes_no_answer_gets_no_comment(pull_request):
    assert pull_request() == []
    assert pull_request(("What a late or damaged bicycle costs", "What a bicycle costs")) == []


@pytest.mark.slow
def test_one_comment_says_what_changed_and_the_next_run_changes_it(pull_request):
    later = [
        ('days_left: ">= 0"', 'days_left: ">= 1"'),
        ('days_left: "< 0"', 'days_left: "< 1"'),
        ("{days_left: 0}", "{days_left: 1}"),
    ]
    first = pull_request(*later)
    assert [call["method"] for call in first] == ["POST"]
    assert first[0]["to"] == "repos/o/r/issues/5/comments"
    assert first[0]["body"].startswith("<!-- rulebook rules.yaml -->\n### Rulebook ")
    second = pull_request(("Terms of hire", "The terms of hire"))
    assert [(call["method"], call["to"]) for call in second[1:]] == [("PATCH", "repos/o/r/issues/comments/77")]
