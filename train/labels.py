"""The label sets, in the order of include/annals/syntax.h."""

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
DEPREL = (
    "acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound compound:prt "
    "conj cop csubj csubj:outer csubj:pass dep det det:predet discourse dislocated expl fixed flat goeswith iobj list "
    "mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl obl:agent obl:unmarked "
    "orphan parataxis punct reparandum root vocative xcomp"
).split()
ROOT = DEPREL.index("root")
NAME_KINDS = "person organization place nationality event other".split()
NAME = ["O"] + [f"{mark}-{kind}" for kind in NAME_KINDS for mark in "BI"]
XPOS = (
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ "
    "RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB ``"
).split()
XPOS_OF = {"en": XPOS, "es": "'' , -LRB- -RRB- . : CC CD DT FW IN JJ NN NNP NNS PRP PRP$ RB RP SYM UH VB VBC VBD VBF VBG VBI VBN VBP VBS VBSD VBZ WP ``".split()}
SENTENCE_END = ["end"]
IGNORED = -100  # a label that is not known: no loss
