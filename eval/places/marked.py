"""Texts whose names of places are marked by hand: LGL (local news) and GeoVirus (Wikinews), as ../shared/data/geo has them.

Each text is {"set", "id", "text", "url", "date", "gold": [{"from", "to", "phrase", "latitude", "longitude", "geonames", "title"}]}, offsets in
characters. A name that the annotators could not locate has no coordinates. GeoVirus counts its offsets from 1.
"""

import collections
import hashlib
import pathlib
import xml.etree.ElementTree as tree


def is_tuned_on(text_id):
    """The even half by a hash of the text's id: weights were counted on it. The odd half is reported."""
    return int(hashlib.sha256(text_id.encode()).hexdigest(), 16) % 2 == 0


def number(value):
    return float(value) if value else None


def lgl(folder):
    for article in tree.parse(pathlib.Path(folder) / "lgl.xml").getroot().findall(".//article"):
        gold = []
        for one in article.findall(".//toponym"):
            tag = one.find("gaztag")
            found = tag if tag is not None else tree.Element("none")
            gold.append({"from": int(one.findtext("start")), "to": int(one.findtext("end")), "phrase": one.findtext("phrase"),
                         "latitude": number(found.findtext("lat")), "longitude": number(found.findtext("lon")),
                         "geonames": int(found.get("geonameid")) if found.get("geonameid") else None, "title": found.findtext("name")})
        yield {"set": "lgl", "id": "lgl-" + article.get("docid"), "text": article.findtext("text"), "url": article.findtext("url"),
               "date": article.findtext("dltime")[:10], "gold": gold}


def geovirus(folder):
    seen = collections.Counter()
    for article in tree.parse(pathlib.Path(folder) / "GeoVirus.xml").getroot().findall(".//article"):
        source = article.findtext("source")
        seen[source] += 1
        gold = [{"from": int(one.findtext("start")) - 1, "to": int(one.findtext("end")) - 1, "phrase": one.findtext("name"),
                 "latitude": number(one.findtext("lat")), "longitude": number(one.findtext("lon")), "geonames": None,
                 "title": (one.findtext("page") or "").rsplit("/", 1)[-1].replace("_", " ")} for one in article.findall(".//location")]
        yield {"set": "geovirus", "id": f"geovirus-{source.rsplit('/', 1)[1]}-{seen[source]}", "text": article.findtext("text"),
               "url": source, "date": None, "gold": gold}


def texts(folder):
    yield from lgl(folder)
    yield from geovirus(folder)
