#!/usr/bin/env python3
"""Who is who through the command: offices on their day, a folder of one's own, what imports refuse, old ids.

  actors.py ANNALS
"""
import json

from harness import Folder, annals, expect, lines
from server import Server

DICTIONARY = """# a world made up for this test
BREDA_HALLSTROM_OKE
+HALLSTROM-OKE
\t[TCDOPP <20310630]
\t[TCDGOV 20310701-20350101]
LANTERN_COOPERATIVE [TCDBUS]
HALF_A_CODE
"""
OFFICES = """qid,person,office,country,from,to,source
,Zubeir Tarrant Nwosu,Minister of Defence of Chad,TCD,2031-01-01,2033-12-31,a test
,Nobody At All,Minister of Defence of Chad,TCD,soon,,a test
"""
STORY = "N'Djamena's defence minister spoke. Breda Hallstrom-Oke, the opposition leader, met the Lantern Cooperative in Chad on Monday."


def one(name, day, *before):
    done = annals(*before, "actors", name, "--on", day, "--json", check=0)
    return lines(done.stdout)[0]


def offices_follow_the_day():
    for office, day, name in [("French president", "2015-05-04", "François Hollande"), ("president of France", "2019-05-04", "Emmanuel Macron"),
                              ("German chancellor", "2025-06-01", "Friedrich Merz"), ("Taliban", "1999-01-01", "Taliban")]:
        card = one(office, day)
        expect(card["name"] == name, f"{office} on {day}: {card['name']}")
    expect(one("Taliban", "1999-01-01")["sector"] == "GOV" and one("Taliban", "2010-01-01")["sector"] == "REB",
           "the Taliban did not change with the day")
    members = {m["id"] for m in one("NATO", "2000-01-01")["members"]}
    expect("Q36" in members and "Q33" not in members, "NATO of 2000: Poland in, Finland not")
    expect(annals("actors", "Nobody Of That Name", check=1).stdout == b"", "an unknown name says nothing")
    annals("actors", "NATO", "--on", "yesterday", check=2)
    print("ok  offices, members and what somebody counts as follow the day")


def a_folder_of_ones_own(folder):
    own = folder / "mine"
    annals("actors", "add", "Somebody", check=2)  # no folder told
    (folder / "world.txt").write_text(DICTIONARY)
    (folder / "offices.csv").write_text(OFFICES)
    for file, form, refusal in (("world.txt", "phoenix", "world.txt:7: this actor has no code"),
                                ("offices.csv", "offices-csv", "offices.csv:3: expected a day")):
        said = annals("--actors", own, "actors", "import", "--format", form, folder / file, check=1).stderr.decode()
        expect(refusal in said, f"{file}: {said}")
    (folder / "old.txt").write_bytes("JOS\u00c9_LANTERNA_VALE [TCDGOV 010203-040506]\n".encode("latin-1"))
    annals("--actors", own, "actors", "import", "--format", "phoenix", folder / "old.txt", check=0)
    expect(one("Jos\u00e9 Lanterna Vale", "2002-02-02", "--actors", own)["sector"] == "GOV", "a dictionary in Latin-1 is not read")
    before = {p.name: p.read_bytes() for p in own.iterdir()}
    annals("--actors", own, "actors", "import", "--format", "phoenix", folder / "world.txt", check=1)
    expect({p.name: p.read_bytes() for p in own.iterdir()} == before, "an import twice changed the tables")
    for day, code in (("2031-06-30", "TCDOPP"), ("2031-07-01", "TCDGOV"), ("2035-01-01", "TCDGOV")):
        card = one("Breda Hallstrom-Oke", day, "--actors", own)
        expect(card["country"] + card["sector"] == code, f"{day}: {card['country']}{card['sector']}")
    expect(one("Chadian defence minister", "2032-02-02", "--actors", own)["name"] == "Zubeir Tarrant Nwosu", "the office was not taken")

    page = json.dumps({"id": "story", "published": "2032-02-02", "text": STORY}).encode() + b"\n"
    told = lines(annals("--actors", own, "actors", "resolve", "-", "--format", "jsonl", stdin=page, check=0).stdout)[0]["actors"]
    by_id = {a["id"]: a for a in told}
    expect("x:breda-hallstrom-oke" in by_id and by_id["x:breda-hallstrom-oke"]["sector"] == "GOV", f"resolve: {told}")
    expect(by_id.get("x:lantern-cooperative", {}).get("known"), f"resolve: {told}")
    plain = lines(annals("actors", "resolve", "-", "--format", "jsonl", stdin=page, check=0).stdout)[0]["actors"]
    expect(not any(a["known"] and a["id"] == "x:lantern-cooperative" for a in plain), "the folder's actors are known without it")
    print("ok  imports, their refusals by line, codes on their days, pages read with the folder")


def old_ids_find_their_successors(folder):
    own = folder / "more"
    annals("actors", "x:casimir-ondrej-vale", check=1)
    said = annals("--actors", own, "actors", "add", "Casimir Vale", "--id", "Q990000002", "--alias", "Casimir Ondrej Vale",
                  "--office", "Minister of Trade of Chad", "--country", "TCD", "--from", "2031", check=0).stdout
    expect(said == b"Q990000002\n", f"add: {said}")
    card = one("x:casimir-ondrej-vale", "2031-05-05", "--actors", own)
    expect(card["id"] == "Q990000002" and card["offices"][0]["role"] == "trade minister", f"old id: {card}")
    for wrong in (["Somebody", "--country", "XQZ"], ["Somebody", "--from", "once"], ["Somebody", "--role", "tyrant"], ["..."]):
        annals("--actors", own, "actors", "add", *wrong, check=2)
    annals("--actors", folder / "nowhere", "actors", "NATO", check=3)
    expect(one("x:elizabeth-ii", "1980-01-01")["id"] == "Q9682", "an id given up")
    print("ok  ids made for unknown names, and ids given up, find who is meant")


def filters_take_ids_given_up(folder):
    store, page = folder / "ids.annals", folder / "page.jsonl"
    told = [{"id": "p1", "published": "1979-07-24", "text": "Report of the day\n\nQueen Elizabeth II met Zambian President Kenneth Kaunda in Lusaka on 23 July 1979."},
            {"id": "p2", "published": "2031-05-06", "text": "Report of the day\n\nCasimir Vale met Chadian traders in Abeche on 5 May 2031."}]
    page.write_text("\n".join(map(json.dumps, told)) + "\n", encoding="utf-8")
    annals("ingest", "--format", "jsonl", store, page, check=0)

    def found(*arguments, command="timeline", own=()):
        tail = ("--json",) if command == "timeline" else ()
        return [event["id"] for event in lines(annals(*own, command, store, *arguments, *tail, check=0).stdout)]

    queen = found("--actor", "Q9682")
    expect(queen, "nobody met the queen")
    for command in ("timeline", "export"):
        expect(found("--actor", "x:elizabeth-ii", command=command) == queen, f"{command} by an id given up")
        expect(found("--with", "x:elizabeth-ii", "--actor", "Kaunda", command=command) == queen, f"{command} --with an id given up")
        expect(found("--actor", "x:nobody-of-that-name", command=command) == [], f"{command} by an id of nobody")
    # The record has him by an id of ours; since then a table of one's own knows him.
    own = ("--actors", folder / "more")
    vale = found("--actor", "x:casimir-vale")
    expect(vale and found("--actor", "Q990000002") == [] and found("--actor", "Q990000002", own=own) == vale, f"the id that took one up: {vale}")
    with Server(store, own=own) as server:
        ids = lambda actor: [event["id"] for event in server.json(f"/api/v1/events?actor={actor}")["events"]]
        expect(ids("x:elizabeth-ii") == ids("Q9682") == queen, "the API by an id given up")
        expect(ids("Q990000002") == vale, "the API by the id that took one up")
    print("ok  filters of the command line and the API take ids that were given up")


if __name__ == "__main__":
    offices_follow_the_day()
    with Folder() as folder:
        a_folder_of_ones_own(folder)
        old_ids_find_their_successors(folder)
        filters_take_ids_given_up(folder)
