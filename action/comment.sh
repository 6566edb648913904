#!/usr/bin/env bash
# Keep one comment on a pull request: what `rulebook diff` and `pairs` say of it. The next run changes that comment, and where
# nothing changed and nothing was said, none is written. Wants RULES, BASE (a commit), NUMBER, GITHUB_REPOSITORY and gh.
set -euo pipefail

marker="<!-- rulebook $RULES -->"
body=$(mktemp)
trap 'rm -f "$body"' EXIT

git cat-file -e "$BASE^{commit}" 2>/dev/null || git fetch --quiet --no-tags --depth=1 origin "$BASE"

# Exit code 1: what is not sound is named and left out. 2: the base has no such rulebook.
said() { "$@" 2>/dev/null || [ $? -eq 1 ]; }

if changes=$(said rulebook --rules "$RULES" diff "$BASE" --markdown); then
    met=$(said rulebook --rules "$RULES" pairs --new "$BASE" --markdown) || met=
else
    changes="This rulebook is new." met=
fi
{
    echo "$marker"
    echo "$changes"
    [ -z "$met" ] || printf '\n#### Said side by side now, and not before\n\n%s\n' "$met"
} | head -c 60000 > "$body"    # a comment holds 65,536 characters

comments="repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments"
find_ours='.[] | select((.user.type == "Bot") and (.body | startswith("'"$marker"'"))) | .id'
ours=$(gh api --paginate "$comments" --jq "$find_ours" 2>/dev/null | head -n 1) || ours=
if [ -n "$ours" ]; then
    sent=$(gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$ours" -F "body=@$body" --silent 2>&1) || failed=1
elif grep -q '^No outcome and no figure changed' <<< "${changes##*- }" && [ -z "$met" ]; then
    exit 0
else
    sent=$(gh api --method POST "$comments" -F "body=@$body" --silent 2>&1) || failed=1
fi
if [ -n "${failed:-}" ]; then    # a pull request from a fork may not be commented on
    echo "::warning title=rulebook::The comment could not be written: ${sent//$'\n'/ }"
fi
[ -z "${GITHUB_STEP_SUMMARY:-}" ] || cat "$body" >> "$GITHUB_STEP_SUMMARY"
