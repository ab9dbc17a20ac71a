#!/usr/bin/env python3
"""`annals review` by calls and by questions: what is decided holds through new documents, and can be undone.

  review.py ANNALS
"""
from harness import EXAMPLES, Folder, annals, expect, export, fail, lines


def events(store):
    return {e["id"]: e for e in lines(export(store))}


def decide(store, *arguments, who="Ada", check=0):
    return annals("review", store, *arguments, "--who", who, "--when", "2026-11-28", check=check)


def decision_of(done):
    return done.stdout.decode().split()[0]


def main():
    pages = sorted(EXAMPLES.glob("algiers-2000/[0-9]*"))
    with Folder() as folder:
        store = folder / "r.annals"
        annals("ingest", store, *pages[:5], check=0)
        before = events(store)
        several = next(e for e in before.values() if len({c["document"] for c in e["claims"]}) > 1)
        claim = several["claims"][-1]["id"]
        alone = [e for e in before.values() if len(e["claims"]) == 1 and e["type"] == "ACCUSE"][0]

        split = decision_of(decide(store, "split", claim, "--reason", "another one"))
        home = next(e for e in events(store).values() if any(c["id"] == claim for c in e["claims"]))
        expect(home["id"] != several["id"] and len(home["claims"]) == 1, "a claim that was split off is still in its event")
        rejected = decision_of(decide(store, "reject", alone["id"]))
        expect(alone["id"] not in events(store), "a rejected event is still shown")
        decide(store, "correct", several["id"], "--field", "time", "--value", "2000-06-15", who="Bo")
        expect(events(store)[several["id"]]["time"]["from"] == "2000-06-15", "a corrected day is not shown")

        annals("ingest", store, *pages[5:], check=0)
        later = events(store)
        expect(alone["id"] not in later, "a rejected event came back with new documents")
        expect(later[several["id"]]["time"]["from"] == "2000-06-15", "a correction was lost with new documents")
        home = next(e for e in later.values() if any(c["id"] == claim for c in e["claims"]))
        expect(several["claims"][0]["id"] not in [c["id"] for c in home["claims"]], "a split was lost with new documents")
        annals("verify", store, check=0)

        for decision in (split, rejected):
            decide(store, "undo", decision)
        after = events(store)
        expect(alone["id"] in after, "an undone rejection still hides its event")
        home = next(e for e in after.values() if any(c["id"] == claim for c in e["claims"]))
        expect(several["claims"][0]["id"] in [c["id"] for c in home["claims"]], "an undone split still parts")

        decide(store, "accept", alone["id"])
        decide(store, "reject", alone["id"], who="Bo")
        said = annals("review", store, "agreement", check=0).stdout.decode()
        expect("Ada and Bo: 0 of 1 claims alike" in said, f"agreement: {said}")
        told = lines(annals("review", store, "list", "--json", check=0).stdout)
        expect([d["what"] for d in told] == ["split", "reject", "correct", "undo", "undo", "accept", "reject"], f"list: {told}")
        training = lines(annals("review", store, "export", check=0).stdout)
        expect(all(t["claims"] and t["claims"][0] and t["claims"][0]["sentence"] for t in training), "training data lacks claims")
        expect({t["decision"]["what"] for t in training} == {"correct", "accept", "reject"}, "what no longer stands is exported")

        done = annals("review", store, "--who", "Cy", "--type", "AGREE", check=0,
                      stdin=b"what?\ncorrect time yesterday\na the dates fit\nq\n")
        said = done.stdout.decode()
        expect("fields:" in said and "accept ev_" in said and "the dates fit" in said, f"the questions: {said[-800:]}")
        expect("time" in done.stderr.decode(), "a value of the wrong form is not refused by name")

        for wrong in (["accept", "ev_0000000000000000"], ["merge", alone["id"]], ["correct", alone["id"], "--field", "colour"], ["bless", "x"]):
            done = decide(store, *wrong, check=2)
            expect(done.stderr.strip(), f"{wrong}: nothing is said")
    print("ok  review: splits, rejections, corrections, undone and kept; agreement; training data; questions")


main()
