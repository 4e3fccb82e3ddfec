"""Event types of CASE 2021 task 2: `python -m evaluation.benchmarks.case2021 [--labels]`.

Subtask 1: 829 snippets, each with one of the 25 sub-event types of ACLED. Dateline's answer is the type of the page's
main incident, else of its first; a snippet of which it codes no incident has no answer and counts as a miss. The
published figures are of the best submissions, whose answers were not released: nothing can be reproduced here.
"""

import argparse

from dateline.model import CodedPage
from evaluation.benchmarks.common import coded, rows
from evaluation.benchmarks.metrics.labels import averages, tallies
from evaluation.paths import shared

SUBTASK = 1
LABELS = {
    "Government regains territory": "GOV_REGAINS_TERIT",
    "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
    "Armed clash": "ARMED_CLASH",
    "Excessive force against protesters": "FORCE_AGAINST_PROTEST",
    "Protest with intervention": "PROTEST_WITH_INTER",
    "Peaceful protest": "PEACE_PROTEST",
    "Violent demonstration": "VIOL_DEMONSTR",
    "Mob violence": "MOB_VIOL",
    "Chemical weapon": "CHEM_WEAP",
    "Air/drone strike": "AIR_STRIKE",
    "Suicide bomb": "SUIC_BOMB",
    "Shelling/artillery/missile attack": "ART_MISS_ATTACK",
    "Remote explosive/landmine/IED": "REM_EXPLOS",
    "Grenade": "GRENADE",
    "Sexual violence": "SEX_VIOL",
    "Attack": "ATTACK",
    "Abduction/forced disappearance": "ABDUCT_DISSAP",
    "Agreement": "AGREEMENT",
    "Arrests": "ARREST",
    "Change to group/activity": "CHANGE_TO_GROUP_ACT",
    "Disrupted weapons use": "DISR_WEAP",
    "Headquarters or base established": "HQ_ESTABLISHED",
    "Looting/property destruction": "PROPERTY_DISTRUCT",
    "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
    "Other": "OTHER",
}


def label(page: CodedPage) -> str | None:
    """The task's label for a page; None where no incident was coded."""
    incidents = sorted(page.incidents, key=lambda i: not i.main)
    return LABELS[incidents[0].sub_event_type] if incidents else None


def main() -> None:
    """Print the averages, ours beside those published, and on demand each label's figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", action="store_true", help="figures by label")
    options = parser.parse_args()
    snippets = [r for r in rows(shared("data", "case2021_task2", "snippets.jsonl")) if SUBTASK in r["subtasks"]]
    pairs = [(label(coded(r["text"], r["id"])), r["label"]) for r in snippets]
    by_label = tallies(pairs)
    ours = averages(by_label)
    answered = [(f, g) for f, g in pairs if f is not None]
    print(f"CASE 2021 task 2, subtask {SUBTASK}: {len(pairs)} snippets, {len(answered)} with an incident")
    print("system                                              weighted F1  micro  macro")
    print(f"{'Dateline':<51} {100 * ours.weighted:>11.1f} {100 * ours.micro:>6.1f} {100 * ours.macro:>6.1f}")
    some = averages(tallies(answered))
    name = "Dateline, snippets with an incident"
    print(f"{name:<51} {100 * some.weighted:>11.1f} {100 * some.micro:>6.1f} {100 * some.macro:>6.1f}")
    for known in rows(shared("data", "case2021_task2", "published_scores.jsonl")):
        if known["subtask"] == SUBTASK:
            print(f"{known['system']:<51} {known['score']:>11.1f} {'-':>6} {'-':>6}  ({known['status']})")
    for name, tally in sorted(by_label.items(), key=lambda item: -item[1].f1) if options.labels else ():
        p, r, f = tally.percent
        print(f"  {name:<30} {tally.gold:>4.0f} gold {tally.found:>4.0f} found   F1 {f:6.2f}  P {p:6.2f}  R {r:6.2f}")


if __name__ == "__main__":
    main()
