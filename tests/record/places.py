#!/usr/bin/env python3
"""A user's own places: what is coded with them is drawn and explained with them.

  places.py ANNALS
"""
import json

from harness import Folder, annals, expect, lines
from server import Server

OWN = ("Qwertz Plateau\tarea\tSDN\t\t13.5\t25.5\t\t\t\t\t\tby hand\n"
       "Bxyzeh\tvillage\tSDN\t\t13.6\t25.6\t\t\t\t\t\tby hand\n")
PAGE = ("Rebels shell army camp on plateau\n\nKHARTOUM, Sudan, March 3, 2014 - Sudanese rebels shelled an army camp on the Qwertz Plateau on Sunday, the "
        "Sudanese army said.\n\nOn Saturday Sudanese troops attacked rebels in Bxyzeh.\n")


def drawn(server):
    """{name: precision} of what the map shows."""
    shown = server.json("/api/v1/map")
    return {heap["name"]: heap["precision"] for part in ("points", "regions") for heap in shown[part]}


NAMES = "Officials across Europe met US diplomats in Vienna, while Syrian rebels and New Zealand officials spoke of the Kurds of Iraq."


def names_are_told_from_adjectives(folder):
    page = folder / "names.txt"
    page.write_text("Names\n\n" + NAMES + "\n", encoding="utf-8")
    found = lines(annals("places", "resolve", page, check=0).stdout)[0]["places"]
    uses = {one["as_written"]: one["use"] for one in found}
    for name in ("Europe", "US", "Vienna", "New Zealand", "Iraq"):
        expect(uses.get(name) == "name", f"{name} is {uses.get(name)} in {uses}")
    expect(uses.get("Syrian") == "adjective" and uses.get("Kurds") != "name", f"{uses}")
    print("ok  what a land is called is its name, before a noun too")


def main():
    with Folder() as folder:
        names_are_told_from_adjectives(folder)
        own = folder / "own"
        own.mkdir()
        (own / "places.tsv").write_text(OWN, encoding="utf-8")
        (folder / "page.txt").write_text(PAGE, encoding="utf-8")
        store = folder / "own.annals"
        annals("--places", own, "ingest", store, folder / "page.txt", check=0)
        events = lines(annals("export", store, check=0).stdout)
        placed = {event["place"]["name"]: event["place"]["latitude"] for event in events if event["place"]}
        expect(placed == {"Qwertz Plateau": 13.5, "Bxyzeh": 13.6}, f"coded at {placed}")
        print("ok  acts are where a place of one's own is")
        with Server(store, own=("--places", own)) as server:
            shown = drawn(server)
            expect(shown == {"Qwertz Plateau": "area", "Bxyzeh": "point"}, f"the map with the user's places: {shown}")
            claim = next(event["claims"][0]["id"] for event in events if event["place"]["name"] == "Bxyzeh")
            why = json.dumps(server.json(f"/api/v1/claims/{claim}/explain"))
            expect("Bxyzeh (SDN)" in why, f"explained without the user's places: {why[:400]}")
        with Server(store) as server:
            shown = drawn(server)
            expect(shown == {"Qwertz Plateau": "point", "Bxyzeh": "point"}, f"the map without them: {shown}")
        print("ok  the map knows how wide a place of one's own is, and a claim is explained with it")


if __name__ == "__main__":
    main()
