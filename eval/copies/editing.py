"""What editors do to a wire: the edits that eval/copies/generate.py makes, each a function of a text and a random.Random.

A story is a list of paragraphs, a paragraph a list of sentences. No edit looks at how copies are found.
"""

import re

# British and American. Whole words; endings follow the case of the word.
SPELLINGS = dict(
    pair.split("/")
    for pair in """
    colour/color labour/labor honour/honor favour/favor neighbour/neighbor harbour/harbor rumour/rumor behaviour/behavior
    endeavour/endeavor humour/humor armour/armor vapour/vapor flavour/flavor odour/odor splendour/splendor vigour/vigor
    favourite/favorite honourable/honorable neighbours/neighbors colours/colors labourers/laborers favourable/favorable
    centre/center theatre/theater metre/meter metres/meters kilometre/kilometer kilometres/kilometers centres/centers litre/liter
    litres/liters fibre/fiber calibre/caliber sombre/somber manoeuvre/maneuver manoeuvres/maneuvers defence/defense
    offence/offense licence/license pretence/pretense travelled/traveled travelling/traveling traveller/traveler
    cancelled/canceled cancelling/canceling labelled/labeled labelling/labeling modelling/modeling signalled/signaled
    signalling/signaling fuelled/fueled fuelling/fueling counselling/counseling jewellery/jewelry programme/program
    programmes/programs cheque/check cheques/checks tyre/tire tyres/tires kerb/curb plough/plow grey/gray sceptical/skeptical
    mould/mold draught/draft aeroplane/airplane aluminium/aluminum ageing/aging judgement/judgment fulfil/fulfill enrol/enroll
    skilful/skillful wilful/willful storey/story catalogue/catalog dialogue/dialog analogue/analog towards/toward
    afterwards/afterward amongst/among whilst/while learnt/learned burnt/burned spelt/spelled paediatric/pediatric
    haemorrhage/hemorrhage anaesthetic/anesthetic encyclopaedia/encyclopedia foetus/fetus mum/mom
    """.split()
)
AMERICAN = {american: british for british, american in SPELLINGS.items()}
ISE = re.compile(r"\b(?!otherw|likew|prom|surpr|exerc|superv|telev|adv|comprom|prec|expert|enterpr|paradi|conc)([A-Za-z]{4,}?)(is|iz|ys|yz)(e|es|ed|ing|ation|ations)\b")

# One wording for another, either way round.
WORDINGS = [
    tuple(pair.split("/"))
    for pair in """
    more than/over; less than/under; nearly/almost; about/around; said/stated; said/added; also/as well; although/though; because/as;
    but/yet; however/but; began/started; begin/start; ended/finished; buy/purchase; help/assist; show/indicate; showed/indicated;
    children/kids; people/persons; big/large; small/little; many/numerous; several/a number of; most/the majority of; use/employ;
    used/employed; need/require; needs/requires; get/receive; got/received; give/provide; gave/provided; in order to/to;
    due to/because of; prior to/before; following/after; during/in the course of; until/till; at least/no fewer than;
    million/mn; percent/per cent; percent/%; United States/U.S.; United Nations/UN; European Union/EU; killed/left dead;
    injured/hurt; officials/authorities; the government/authorities; president/leader; company/firm; companies/firms;
    talks/negotiations; meeting/talks; agreement/deal; attack/assault; soldiers/troops; police/officers; city/town; country/nation;
    announced/said; told reporters/said; according to/as reported by; last week/the previous week; last year/a year ago;
    this year/the current year; this week/the current week; on Monday/Monday; on Tuesday/Tuesday; on Wednesday/Wednesday;
    on Thursday/Thursday; on Friday/Friday; two/2; three/3; four/4; five/5; six/6; ten/10; first/1st; was able to/could;
    is able to/can; will/is to; do not/don't; does not/doesn't; did not/didn't; is not/isn't; was not/wasn't; cannot/can't;
    have not/haven't; it is/it's; we are/we're; they are/they're; I am/I'm; and/as well as; important/significant; new/fresh;
    old/former; start/beginning; end/close; problem/issue; problems/issues; think/believe; believes/thinks; want/wish
    """.replace("\n", " ").split(";")
    for pair in [pair.strip()]
]
TITLES = r"(?:President|Prime Minister|Foreign Minister|Minister|Chancellor|Secretary|Senator|Governor|Mayor|General|Professor|Dr\.?|Mr\.?|Mrs\.?|Ms\.?)"
NAME = re.compile(rf"(?<=[a-z,] )(?:{TITLES} )?((?:[A-Z][\w'’-]+ ){{1,2}})([A-Z][\w'’-]{{3,}})")
QUOTE = re.compile(r"[“\"]([^“”\"]{60,})[”\"]")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9À-Þ])|(?<=[。！？])")


def paragraphs_of(text):
    """Paragraphs as lists of sentences."""
    out = []
    for paragraph in re.split(r"\n+", text):
        sentences = sentences_of(paragraph)
        if sentences:
            out.append(sentences)
    return out


def sentences_of(paragraph):
    out, begin = [], 0
    for end in SENTENCE_END.finditer(paragraph):
        out.append(paragraph[begin : end.end()].strip())
        begin = end.end()
    out.append(paragraph[begin:].strip())
    return [sentence for sentence in out if sentence]


def words(text):
    return len(text.split())


def length(story):
    return sum(words(sentence) for paragraph in story for sentence in paragraph)


def text_of(story):
    return "\n\n".join(" ".join(paragraph) for paragraph in story)


def shorten(story, keep, dice):
    """Keeps `keep` of the words: from the top, or (one in five) the top and a choice of what follows."""
    quota = keep * length(story)
    flat = [(p, sentence) for p, paragraph in enumerate(story) for sentence in paragraph]
    chosen, taken = set(), 0
    order = list(range(len(flat)))
    if dice.random() < 0.2:
        rest = order[2:]
        dice.shuffle(rest)
        order = order[:2] + rest
    for i in order:
        if chosen and taken + words(flat[i][1]) / 2 > quota:
            break
        chosen.add(i)
        taken += words(flat[i][1])
    out = {}
    for i in sorted(chosen):
        out.setdefault(flat[i][0], []).append(flat[i][1])
    return [out[p] for p in sorted(out)]


def respell(sentence, dice):
    to = SPELLINGS if dice.random() < 0.5 else AMERICAN

    def word(match):
        other = to.get(match.group(0).lower())
        if not other:
            return match.group(0)
        return other.capitalize() if match.group(0)[0].isupper() else other

    sentence = re.sub(r"[A-Za-z]+", word, sentence)
    letter = "z" if to is SPELLINGS else "s"
    return ISE.sub(lambda m: m.group(1) + m.group(2)[0] + letter + m.group(3), sentence)


def shorten_names(sentence, dice):
    return NAME.sub(lambda m: m.group(2) if dice.random() < 0.7 else m.group(0), sentence)


def trim_quotes(sentence, dice):
    def trimmed(match):
        quote = match.group(1)
        cuts = [m.start() for m in re.finditer(r"[,;:—–]| and | but | which ", quote) if 20 < m.start() < len(quote) - 15]
        if not cuts:
            return match.group(0)
        return "“" + quote[: dice.choice(cuts)].rstrip() + ",”"

    return QUOTE.sub(trimmed, sentence)


def turn_speech_round(sentence):
    """“It is so,” she said.  ->  She said: “It is so.”"""
    match = re.fullmatch(r"[“\"]([^“”\"]+),[”\"] ((?:[\w.'’-]+ ){0,4}[\w.'’-]+ (?:said|says|told reporters|added))\.", sentence)
    if not match:
        return sentence
    speaker = match.group(2)
    return speaker[0].upper() + speaker[1:] + ": “" + match.group(1) + ".”"


def reword(sentence, dice):
    """One small change of wording."""
    kind = dice.random()
    if kind < 0.45:
        tries = dice.sample(WORDINGS, len(WORDINGS))
        for one, other in tries:
            if dice.random() < 0.5:
                one, other = other, one
            changed = re.sub(rf"(?<![\w%]){re.escape(one)}(?![\w%])", lambda _, other=other: other, sentence, count=1)
            if changed != sentence:
                return changed
        return sentence
    if kind < 0.6:  # an adverb goes
        return re.sub(r" \w{3,}ly(?= \w)", "", sentence, count=1)
    if kind < 0.75:  # what stands in brackets or between two commas goes
        return re.sub(r" \([^()]{3,60}\)|, [^,“”\"]{8,60},(?= )", "", sentence, count=1)
    if kind < 0.85:  # "that" goes
        return re.sub(r"(?<=said|says|told|hope|know) that\b", "", sentence, count=1)
    parts = sentence.split(" ")  # a word goes, or stands one place further on
    if len(parts) < 8:
        return sentence
    at = dice.randrange(2, len(parts) - 2)
    if dice.random() < 0.5:
        del parts[at]
    else:
        parts[at], parts[at + 1] = parts[at + 1], parts[at]
    return " ".join(parts)


def swap_neighbours(story, dice):
    """Order is mostly kept: one pair of neighbours changes places."""
    if len(story) > 2 and dice.random() < 0.5:
        at = dice.randrange(1, len(story) - 1)
        story[at], story[at + 1] = story[at + 1], story[at]
        return
    long = [paragraph for paragraph in story if len(paragraph) > 1]
    if long:
        paragraph = dice.choice(long)
        at = dice.randrange(len(paragraph) - 1)
        paragraph[at], paragraph[at + 1] = paragraph[at + 1], paragraph[at]


def light_edit(story, share, dice):
    """Edits `share` of the sentences, each once to three times."""
    out = []
    for paragraph in story:
        sentences = []
        for sentence in paragraph:
            if dice.random() < share:
                for _ in range(dice.choice([1, 1, 2, 3])):
                    sentence = reword(sentence, dice)
            if dice.random() < share:
                sentence = shorten_names(sentence, dice)
            if dice.random() < share:
                sentence = trim_quotes(sentence, dice)
            if dice.random() < share / 2:
                sentence = turn_speech_round(sentence)
            sentences.append(sentence)
        out.append(sentences)
    return out


def respell_all(story, dice):
    seed = dice.random()

    class Same:  # one spelling for the whole story
        @staticmethod
        def random():
            return seed

    return [[respell(sentence, Same) for sentence in paragraph] for paragraph in story]


def regroup(story, dice):
    """Paragraphs are joined or parted, as every outlet has its own length."""
    sentences = [sentence for paragraph in story for sentence in paragraph]
    out = []
    while sentences:
        size = dice.choice([1, 1, 2, 3])
        out.append(sentences[:size])
        sentences = sentences[size:]
    return out
