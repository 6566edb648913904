"""A build may be killed at any moment: the last good site stands whole, the next build works, and nothing is left lying about."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys

import pytest
from rulebook.cli.releases import fresh_folder, put_in_place

from tests.killed import dying
from tests.rounds import rounds
from tests.small_site import CONTENT, ROOT, build, bytes_of, command, project

NEVER = -1


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    """Yield a small project whose site stands, and how often a build of it touches the file system."""
    folder = project(tmp_path_factory.mktemp("killed"), CONTENT)
    assert build(folder).returncode == 0
    done = dying_build(folder, NEVER)
    assert done.returncode == 0, done.stderr
    return folder, int(done.stdout.split()[-1])


def dying_build(folder, event):
    words = [sys.executable, "-m", "tests.killed", str(event), *command(folder)[3:]]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True)


def litter(folder):
    """Return what stands about that is neither the site, nor the one before, nor their listings."""
    builds = {path.name for path in folder.glob(".builds/*/") if (path / "index.html").is_file()}
    kept = builds | {f"{name}.json" for name in builds}
    about = [path.name for path in folder.iterdir() if path.name.startswith(".output")]
    return about + sorted({path.name for path in folder.glob(".builds/*")} - kept) + sorted(builds)[2:]


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_the_last_good_site_and_the_next_one_tidies_up(standing):
    folder, touches = standing
    before = bytes_of((folder / "output").resolve())
    for seed in rounds(4):
        event = random.Random(seed).randrange(touches)
        killed = dying_build(folder, event)
        assert killed.returncode == -signal.SIGKILL, f"round {seed}: {killed.stderr}"
        assert bytes_of((folder / "output").resolve()) == before, f"round {seed}: killed at {event} of {touches}"
    assert build(folder).returncode == 0
    assert bytes_of((folder / "output").resolve()) == before and litter(folder) == []


@pytest.mark.slow
def test_putting_a_build_in_place_can_be_killed_at_every_step(tmp_path):
    output = tmp_path / "output"
    release(output, "0")
    release(output, "1")
    for event in range(500):
        (output / "mine.txt").write_text("mine")
        old = (output / "index.html").read_text()
        killed = killed_in_a_process_of_its_own(event, output)
        assert (output / "index.html").read_text() in (old, "new") and (output / "whole.html").read_text() == "whole", event
        assert list(tmp_path.glob(".builds/*/mine.txt")), event
        release(output, str(event))
        assert (output / "index.html").read_text() == str(event), event
        assert [name for name in litter(tmp_path) if name != "output.by-hand"] == [], event
        if not killed:
            break
    assert 10 < event < 499, "the steps were counted to their end"


def release(output, text):
    with fresh_folder(output) as fresh:
        (fresh / "index.html").write_text(text)
        (fresh / "whole.html").write_text("whole")
        put_in_place(fresh, output)
    return 0


def killed_in_a_process_of_its_own(event, output):
    """Put a build in place in a copy of this process that dies before its touch number `event`; return whether it did."""
    child = os.fork()
    if child == 0:
        try:
            dying(event, lambda: release(output, "new"))
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])
