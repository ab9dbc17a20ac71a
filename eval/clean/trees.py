"""annals' trees beside lexbor's, page for page.

    python3 eval/clean/unpack.py PAGES build/rivals/pages | CLEAN_TREE | build/rivals/bin/python eval/clean/trees.py [--show N]

CLEAN_TREE is the program clean_tree, built with the tests. Both read the page as the UTF-8 that annals made
of it. annals' builder leaves out what only moves formatting around (reconstruction, adoption), what moves misplaced
text out of tables (foster parenting), and elements nobody wrote (html, head, body, tbody): so they are compared at four levels.
  text        the same characters in the same order, white space aside, scripts, styles and templates left out
  structure   and the same elements begin and end at the same places in it, formatting and unwritten elements aside
  links       and every character that is part of a link in one tree is part of one in the other
  characters  the share of all characters (where the text is the same) below the same elements by name, as structure has them
The pages that differ are sorted by what stands at the first difference.
"""
import argparse
import collections
import json
import re
import sys

from selectolax.lexbor import LexborHTMLParser

SPACE = re.compile(r"\s+")
UNSEEN = {"script", "style", "template", "iframe", "noembed", "noframes"}
UNWRITTEN = {"html", "head", "body", "tbody", "colgroup", "noscript"}
FORMATTING = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}


class Reading:
    """A tree as a row of steps: "<name", ">name" and characters, and where each character stands."""

    def __init__(self):
        self.steps, self.texts, self.paths, self.links = [], [], [], []
        self.open, self.path, self.linked, self.unseen = [], (), 0, 0

    def begin(self, name):
        name = name.lower()  # within SVG the other parser writes some in mixed case
        counts = not self.unseen and name not in UNWRITTEN and name not in FORMATTING
        self.open.append((name, self.path, counts))
        self.unseen += name in UNSEEN
        self.linked += name == "a"
        if counts:
            self.path += (name,)
            self.steps.append("<" + name)

    def finish(self):
        name, self.path, counts = self.open.pop()
        if counts:
            self.steps.append(">" + name)
        self.unseen -= name in UNSEEN
        self.linked -= name == "a"

    def text(self, written):
        seen = SPACE.sub("", written)
        if self.unseen or not seen:
            return
        self.texts.append(seen)
        self.paths.append(self.path)
        self.links.append(self.linked > 0)
        if self.steps and self.steps[-1][0] not in "<>":
            self.steps[-1] += seen
        else:
            self.steps.append(" " + seen)

    def runs(self, values):
        """[(value, characters)], neighbours that are alike joined."""
        runs = []
        for text, value in zip(self.texts, values):
            if runs and runs[-1][0] == value:
                runs[-1][1] += len(text)
            else:
                runs.append([value, len(text)])
        return runs


def read_ours(nodes):
    reading, ends = Reading(), []
    for at, (end, name, text) in enumerate(nodes):
        while ends and ends[-1] <= at:
            ends.pop()
            reading.finish()
        if name is None:
            reading.text(text)
        elif name in ("/p", "/br"):  # the standard makes an element of each
            reading.begin(name[1:])
            reading.finish()
        elif not name.startswith("/"):
            reading.begin(name)
            ends.append(end)
    for _ in ends:
        reading.finish()
    return reading


def read_theirs(source):
    reading = Reading()
    node, depth = LexborHTMLParser(source).root, 0
    while node is not None:
        if node.is_text_node:
            reading.text(node.text_content or "")
        elif node.is_element_node:
            reading.begin(node.tag)
            if node.child is not None:
                node, depth = node.child, depth + 1
                continue
            reading.finish()
        while node.next is None and depth:
            node, depth = node.parent, depth - 1
            reading.finish()
        node = node.next
    return reading


def alike(ours, theirs):
    """Characters at which two lists of runs over one text agree."""
    same = i = j = 0
    left, right = [list(run) for run in ours], [list(run) for run in theirs]
    while i < len(left) and j < len(right):
        step = min(left[i][1], right[j][1])
        same += step * (left[i][0] == right[j][0])
        left[i][1] -= step
        right[j][1] -= step
        i += not left[i][1]
        j += not right[j][1]
    return same


def first_difference(ours, theirs):
    at = next((i for i, (one, other) in enumerate(zip(ours, theirs)) if one != other), min(len(ours), len(theirs)))
    def around(steps):
        return " ".join(step[:40] if step[0] == " " else step for step in steps[max(0, at - 3):at + 4])
    def kind(steps):
        if at >= len(steps):
            return "the end"
        return "text" if steps[at][0] == " " else steps[at]
    return kind(ours), kind(theirs), around(ours), around(theirs)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", type=int, default=0, help="how many pages to show of each kind of difference")
    arguments = parser.parse_args()
    count = collections.Counter()
    kinds = collections.defaultdict(list)
    for line in sys.stdin:
        page = json.loads(line)
        ours, theirs = read_ours(page["nodes"]), read_theirs(page["source"])
        our_text, their_text = "".join(ours.texts), "".join(theirs.texts)
        count["pages"] += 1
        count["flattened"] += page["flattened"]
        same_text, same_structure = our_text == their_text, ours.steps == theirs.steps
        count["text"] += same_text
        count["moved"] += not same_text and collections.Counter(our_text) == collections.Counter(their_text)
        count["structure"] += same_structure
        apart = len(our_text)
        if same_text:
            apart -= alike(ours.runs(ours.paths), theirs.runs(theirs.paths))
            count["characters"] += len(our_text)
            count["characters alike"] += len(our_text) - apart
            same_links = alike(ours.runs(ours.links), theirs.runs(theirs.links))
            count["links"] += same_structure and same_links == len(our_text)
            count["links alike"] += same_links
        if not same_structure:
            mine, other, *around = first_difference(ours.steps, theirs.steps)
            kinds[f"{'text too: ' if not same_text else ''}{mine} here, {other} there"].append((f"{page['path']} ({apart} of {len(our_text)} characters)", *around))
    pages = count["pages"]
    print(f"{pages} pages, {count['flattened']} of them beyond a limit of depth or number")
    print(f"text the same           {count['text']} ({count['text'] / pages:.4f}); the same characters in another order {count['moved']}")
    print(f"structure the same      {count['structure']} ({count['structure'] / pages:.4f})")
    print(f"structure and links     {count['links']} ({count['links'] / pages:.4f})")
    print(f"characters below the same elements {count['characters alike'] / count['characters']:.6f} of {count['characters']}; "
          f"alike in a link or not {count['links alike'] / count['characters']:.6f}")
    for kind, found in sorted(kinds.items(), key=lambda one: -len(one[1])):
        print(f"{len(found):5} {kind}")
        for path, mine, other in found[:arguments.show]:
            print(f"        {path}\n            ours:   {mine}\n            theirs: {other}")


if __name__ == "__main__":
    sys.exit(main())
