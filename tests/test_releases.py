"""Where builds stand: nobody else's site is touched, nothing put in by hand is lost, a web server can read it."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from itertools import permutations
from pathlib import Path

import pytest
from rulebook.cli.releases import fresh_folder, put_in_place, refuse_occupied
from rulebook.plugin.run_pelican import Broken

from tests.small_site import ROOT, build, command, project

NAMES = [
    "output",
    "output-preview",
    "output-2",
    "output-abcdefgh",
    "output.old",
    "my site",
    "[x]",
    "out*put",
    "output?",
    "Ö",
    "-o",
]
NEIGHBOURS = list(permutations(["output", "output-preview", "output-abcdefgh", "output.old", "[o]utput", "output*"], 2))


def release(output, text):
    with fresh_folder(output) as fresh:
        (fresh / "index.html").write_text(text)
        return put_in_place(fresh, output)


def modes(folder):
    return {oct(stat.S_IMODE(path.stat().st_mode)) for path in folder.rglob("*") if path.is_dir()}, {
        oct(stat.S_IMODE(path.stat().st_mode)) for path in folder.rglob("*") if path.is_file()
    }


def litter(folder):
    """Return what stands among the builds of a folder and is neither a build that is kept nor its listing."""
    builds = [path for path in (folder / ".builds").iterdir() if path.is_dir() and (path / "index.html").is_file()]
    known = {name for path in builds for name in (path.name, path.name + ".json")}
    return [path.name for path in (folder / ".builds").iterdir() if path.name not in known or path.suffix == ".part"] + [
        path.name for path in folder.iterdir() if path.name.startswith(".output")
    ]


@pytest.mark.parametrize("one, other", NEIGHBOURS)
def test_a_build_never_deletes_the_site_of_another_output(tmp_path, one, other):
    release(tmp_path / other, "other")
    for number in range(4):
        release(tmp_path / one, str(number))
    assert (tmp_path / other / "index.html").read_text() == "other"
    assert (tmp_path / one / "index.html").read_text() == "3"


@pytest.mark.parametrize("name", NAMES)
def test_an_output_of_any_name_keeps_two_builds(tmp_path, name):
    for number in range(4):
        release(tmp_path / name, str(number))
    assert sorted(path.read_text() for path in tmp_path.glob(".builds/*/index.html")) == ["2", "3"]
    assert litter(tmp_path) == []


def test_a_site_whose_link_was_renamed_or_copied_stays(tmp_path):
    for name, take in {"output.old": Path.rename, "live": lambda link, to: to.symlink_to(link.readlink())}.items():
        release(tmp_path / "output", name)
        take(tmp_path / "output", tmp_path / name)
        for number in range(3):
            release(tmp_path / "output", str(number))
        assert (tmp_path / name / "index.html").read_text() == name


def test_below_a_linked_folder_builds_stand_and_go_as_elsewhere(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to("real")
    for number, parent in enumerate(("linked", "real", "linked", "real")):
        release(tmp_path / parent / "output", str(number))
    assert (tmp_path / "linked/output/index.html").read_text() == "3"
    assert sorted(path.read_text() for path in tmp_path.glob("real/.builds/*/index.html")) == ["2", "3"]


@pytest.mark.parametrize("name", [".", "..", ".builds", "folder", "foreign", "file"])
def test_what_is_not_ours_to_replace_is_told_and_stays(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    (tmp_path / "foreign").symlink_to("folder")
    with pytest.raises(Broken, match=r"Move it away|cannot be a site's name"):
        refuse_occupied(Path() if name == "." else tmp_path / name)
    assert (tmp_path / "foreign").readlink() == Path("folder") and (tmp_path / "file").read_text() == "mine"


def test_a_link_to_a_build_that_is_gone_is_no_hindrance(tmp_path):
    release(tmp_path / "output", "1")
    shutil.rmtree(tmp_path / ".builds")
    refuse_occupied(tmp_path / "output")
    assert release(tmp_path / "output", "2") == [] and (tmp_path / "output/index.html").read_text() == "2"


def test_what_was_put_in_by_hand_is_kept_and_told(tmp_path):
    output, kept = tmp_path / "output", tmp_path / ".builds/output.by-hand"
    release(output, "1")
    (output / "CNAME").write_text("example.org")
    (output / "sub").mkdir()
    (output / "sub/a.txt").write_text("a")
    (output / "link").symlink_to("CNAME")
    (output / "index.html").write_text("changed")
    assert release(output, "2") == ["CNAME", "index.html", "link", "sub/a.txt"]
    for number in range(3):
        assert release(output, str(number)) == []
    assert (kept / "CNAME").read_text() == "example.org" and (kept / "sub/a.txt").read_text() == "a"
    assert (kept / "link").readlink() == Path("CNAME") and (kept / "index.html").read_text() == "changed"


def test_a_change_by_hand_that_keeps_the_size_is_kept_and_no_older_one_is_overwritten(tmp_path):
    output, kept = tmp_path / "output", tmp_path / ".builds/output.by-hand"
    release(output, "built")
    for mine in ("mine!", "other", "mine!"):
        (output / "index.html").write_text(mine)
        assert release(output, "built") == ["index.html"]
    assert [path.read_text() for path in sorted(kept.iterdir())] == ["mine!", "other"]


@pytest.mark.parametrize("how", [lambda path: path.touch(), lambda path: os.utime(path, (1, 1)), lambda path: path.chmod(0o600)])
def test_a_file_that_was_only_touched_is_as_it_was_built(tmp_path, how):
    release(tmp_path / "output", "built")
    how(tmp_path / "output/index.html")
    assert release(tmp_path / "output", "other") == []


def test_a_change_that_hides_its_time_is_kept_too(tmp_path):
    output = tmp_path / "output"
    release(output, "built")
    times = (output / "index.html").stat()
    (output / "index.html").write_text("mine!")
    os.utime(output / "index.html", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert release(output, "built") == ["index.html"]


def test_a_listing_of_old_knows_files_by_their_sizes(tmp_path):
    output = tmp_path / "output"
    release(output, "built")
    listing = output.resolve().with_name(output.resolve().name + ".json")
    listing.write_text(json.dumps({path: size for path, (size, _, _) in json.loads(listing.read_text()).items()}))
    (output / "more.txt").write_text("mine")
    assert release(output, "built") == ["more.txt"]


def test_two_builds_at_once_do_not_take_each_other_for_left_overs(tmp_path):
    output = tmp_path / "output"
    with fresh_folder(output) as slow:
        (slow / "index.html").write_text("slow")
        for number in range(3):
            release(output, str(number))
        put_in_place(slow, output)
    assert (output / "index.html").read_text() == "slow" and litter(tmp_path) == []


@pytest.mark.slow
def test_a_real_build_says_what_was_put_in_by_hand_and_leaves_its_neighbour_standing(tmp_path):
    folder = project(tmp_path)
    assert build(folder, "--output", str(folder / "output-preview")).returncode == 0
    assert build(folder).returncode == 0
    (folder / "output/verify.html").write_text("mine")
    second, third = build(folder), build(folder)
    assert "verify.html" in second.stderr and "content/files/" in second.stderr and third.stderr == ""
    assert (folder / "output-preview/index.html").is_file() and litter(folder) == ["output.by-hand"]
    assert (folder / ".builds/output.by-hand/verify.html").read_text() == "mine"


@pytest.mark.slow
@pytest.mark.parametrize("umask", [0o077, 0o777 & ~0o700, 0o002])
def test_a_site_can_be_read_by_a_web_server_whatever_the_umask(tmp_path, umask):
    folder = project(tmp_path / "project", {"files/mine.txt": "mine"})
    (folder / "content/files/mine.txt").chmod(0o600)
    place = folder / "new" / "site"
    done = subprocess.run(command(folder, "--output", str(place)), cwd=ROOT, umask=umask, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert modes(place.resolve()) == ({"0o755"}, {"0o644"})
    way = [place.resolve(), place.resolve().parent, place.parent]
    assert {oct(stat.S_IMODE(path.stat().st_mode)) for path in way} == {"0o755"}
