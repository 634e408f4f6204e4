"""An article while its sources are resolved: its cast, indexed, and the sources that have spoken so far."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from analysis.annotate.names import Cast, Mention, Text

SUBJECT = 4  # first tokens of a sentence; a name that stands there is taken for its subject
NEAR = 3  # sentences after which a pronoun no longer refers to the last source


@dataclass(frozen=True)
class Source:
    """What a source phrase refers to."""

    name: str | None
    kind: str
    affiliation: str | None = None
    gender: str = ""


@dataclass(frozen=True)
class Scene:
    """What is known of an article while its sources are resolved."""

    text: Text
    language: str
    cast: Cast
    by_gender: dict[str, list[Mention]] = field(default_factory=dict)  # whom "he" and "she" may refer to
    by_role: dict[tuple[str, str], list[Mention]] = field(default_factory=dict)  # role and gender
    by_kind: dict[str, list[Mention]] = field(default_factory=dict)
    by_initials: dict[str, str] = field(default_factory=dict)  # of organisations
    told: list[tuple[int, Source]] = field(default_factory=list)  # sentence, source
    told_by: dict[int, Source] = field(default_factory=dict)  # attribution → source
    last: dict[str, Source] = field(default_factory=dict)  # kind → the last source of it


def make_scene(text: Text, language: str, cast: Cast) -> Scene:
    """Index the cast of an article."""
    scene = Scene(text, language, cast)
    for mention in cast.mentions:
        scene.by_kind.setdefault(mention.kind, []).append(mention)
        if mention.kind == "organisation":
            initials = "".join(word[0] for word in mention.name.split() if word[0].isupper())
            scene.by_initials.setdefault(initials, mention.name)
        if mention.person >= 0:
            person = cast.persons[mention.person]
            for gender in ("", person.gender) if person.gender else ("", "m", "f"):
                scene.by_gender.setdefault(gender, []).append(mention)
                for role in person.roles:
                    scene.by_role.setdefault((role, gender), []).append(mention)
    return scene


def add_source(scene: Scene, number: int, first: int, source: Source) -> None:
    """Note that a source has spoken, with the number of its attribution."""
    scene.told_by[number] = source
    scene.told.append((scene.text.sentence[first], source))
    scene.last[source.kind] = source


def find_before(mentions: list[Mention], first: int) -> Mention | None:
    """Find the last mention before a token."""
    k = bisect_left(mentions, first, key=lambda mention: mention.first)
    return mentions[k - 1] if k else None


def find_after(mentions: list[Mention], first: int) -> Mention | None:
    """Find the first mention after a token."""
    k = bisect_right(mentions, first, key=lambda mention: mention.first)
    return mentions[k] if k < len(mentions) else None


def find_last_person(scene: Scene, first: int, gender: str) -> Source | None:
    """Find whom "he" or "she" refers to.

    The last source, if it is near and no other person has been the subject of a sentence since; else
    the last person named.
    """
    here = scene.text.sentence[first]
    since, source = -1, None
    for sentence, spoken in reversed(scene.told):
        if here - sentence > NEAR:
            break
        if spoken.kind in ("named_person", "unnamed_person") and (
            not gender or spoken.gender in ("", gender)
        ):
            since, source = sentence, spoken
            break
    named = find_before(scene.by_gender.get(gender, []), first)
    if named and (source is None or (scene.text.sentence[named.first] > since and is_subject(scene, named))):
        person = scene.cast.persons[named.person]
        return Source(person.name, "named_person", None, person.gender or gender)
    return source or scene.last.get("unnamed_person")


def is_subject(scene: Scene, mention: Mention) -> bool:
    """Tell whether a name stands where the subject of a sentence does."""
    start = max(mention.first - SUBJECT, 0)
    return scene.text.sentence[start] != scene.text.sentence[mention.first] or mention.first < SUBJECT
