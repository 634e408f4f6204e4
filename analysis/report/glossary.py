"""Words that the report uses, explained for those who read no code."""

GLOSSARY = {
    "Attribution": "Somebody is said to have said or thought something. It has a source (who), a cue (the "
    "words that introduce it, such as “said” or “denied”) and a content (what is said).",
    "Voice": "Every word of an article is in one voice: a source's where it lies in the content of an "
    "attribution, the outlet's own everywhere else. To quote a doubtful speaker is not to write doubtfully, "
    "so each measure is given for each voice.",
    "Hedge": "A word by which whoever speaks withholds full commitment: may, apparently, roughly, seems, "
    "reportedly. Reporting verbs such as “said” are cues, not hedges.",
    "Booster": "A word that adds commitment: certainly, of course, in fact.",
    "Commitment": "Boosters less hedges per 1,000 words: above 0 a voice is more sure than doubtful.",
    "Distance": "An outlet keeps a statement at a distance by a doubting cue, such as “claimed”, or by "
    "hearsay of its own, such as “reportedly”.",
    "Loaded word": "An evaluative word of a list, such as “absurd” or “heroic”, wherever it stands.",
    "Label": "One of several words for the same thing of which each takes a side. Labels are counted as "
    "shares of a set that the study declares or takes from those that come with its language.",
    "Cue class": "What a cue does to its content: neutral (said), endorsing (confirmed), doubting (claimed), "
    "denying (denied), confrontational (accused), directive (urged), attitude (believes).",
    "Measure": "What is counted, over what it is counted out of. Both are summed over articles before they "
    "are divided; where there is nothing to divide by, the value is unknown, not zero.",
    "Interval": "How far a value may move because these articles and not others were at hand. Over many "
    "events whole events are drawn again and again, with replacement, over few their articles; words are not "
    "independent observations, articles and events nearly are.",
    "p and q": "p: how often chance alone would give so large a difference, found by letting outlets change "
    "places within events. q: the same allowing for the number of tests; of all differences with q up to .05 "
    "at most 5 % are expected to be false.",
    "Decided": "A difference is decided where no flag stands, its interval leaves out 0 and its q is small "
    "enough.",
    "Specification": "One combination of choices that a study has to make: which words count as hedges, "
    "whether titles count, whose voice. It is equivalent if the study declares that a reasonable colleague "
    "might as well have chosen so; only these bear on a verdict.",
    "Placebo": "Each outlet held against itself, split at random, with the same tests: whatever they find is "
    "false, so that the rate at which they find something shows what they are worth on these articles.",
    "Word shift": "The difference of two outlets' words (their Jensen-Shannon divergence) divided among the "
    "words: how much each adds to it, and for which outlet.",
    "Target and reference": "A contrast holds one outlet, the target, against another one or against all "
    "others together, the reference, on the events that both cover.",
    "Event": "What several outlets report. Outlets are compared inside events first: then a difference is "
    "not merely a difference of topics.",
    "Log-odds": "How much more a word belongs to one outlet than to another, after rare words have been "
    "pulled towards the common stock (Monroe, Colaresi and Quinn 2008). It ranks words; what decides is q.",
    "Cosine": "How alike two outlets' words are, from 0, nothing in common, to 1, the same in the same "
    "proportions; rare words weigh more than common ones (TF-IDF).",
}
PARAMETERS = {
    "seed": "of every random draw",
    "draws": "draws behind each interval",
    "permutations": "draws behind each p where arrangements are too many to go through all",
    "splits": "random splits of each outlet against itself",
    "copies": "whether copies of earlier articles are compared, too",
    "confidence": "of the intervals",
    "headline": "whether titles and subtitles are counted",
    "stop_words": "whether the commonest words are left out of the vocabulary",
    "min_articles": "articles in which a term must stand to be compared",
    "prior_words": "weight of the prior of the log-odds, in words",
    "top_terms": "terms shown for each outlet",
}
