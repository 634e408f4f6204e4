"""Sources have one name in an article and one kind (codebook 1 and 8)."""

import pandas as pd
import pytest
from role_markup import attribute

PEOPLE = "Harbour master Ilse Brandt met Olav Renn, the mayor of Sandwick. "


def said(source):
    """Attribute a plain statement to a phrase."""
    return f"{{s:{source}}} {{c:said}} {{t:the pier was lost}}."


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Ilse Brandt", "named_person"),
        ("Kremlin spokesman Anton Belov", "named_person"),
        ("the director of the port, Olav Renn,", "named_person"),
        ("Mr. Dean", "named_person"),
        ("Nora Baker", "named_person"),
        ("Sen. Marta Cook, a farmer's daughter,", "named_person"),
        ("the Kremlin", "named_organisation"),
        ("Washington", "named_organisation"),
        ("the Ministry of Harbours", "named_organisation"),
        ("the Renn campaign", "named_organisation"),
        ("Police", "named_organisation"),
        ("the company", "named_organisation"),
        ("a senior official", "unnamed_person"),
        ("one of the sources", "unnamed_person"),
        ("An official who saw the papers", "unnamed_person"),
        ("two people close to the Kremlin", "unnamed_group"),
        ("officials", "unnamed_group"),
        ("Critics, including Olav Renn,", "unnamed_group"),
        ("many voters", "unnamed_group"),
        ("some", "unnamed_group"),
        ("Fishermen", "unnamed_group"),
        ("Nearly a third", "unnamed_group"),
        ("40 percent of those asked", "unnamed_group"),
        ("Olav Renn's allies", "unnamed_group"),
        ("Reuters' sources", "unnamed_group"),
        ("Bloomberg", "media"),
        ("the outlet", "media"),
        ("the Sandwick Herald", "media"),
        ("The Harbour Ledger", "media"),
        ("the ledger", "document"),
        ("SandwickNow", "named_organisation"),
        ("Brandt and husband Bill", "named_person"),
        ("a reporter for Reuters", "media"),
        ("the report", "document"),
        ("a new poll", "document"),
        ("A Bloomberg article", "document"),
        ("results tallied on Monday", "document"),
        ("the decree", "document"),
    ],
)
def test_kind_of_a_phrase(source, kind):
    """A phrase by itself tells what its source is."""
    (one,) = attribute(said(source))
    assert one["source_kind"] == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (said("Brandt"), "Ilse Brandt"),
        (said("Ms. Brandt"), "Ilse Brandt"),
        (said("the harbour master"), "Ilse Brandt"),
        (said("the mayor"), "Olav Renn"),
        (said("Mr. Renn"), "Olav Renn"),
        (said("Renn") + " " + said("He"), "Olav Renn"),
        (said("Brandt") + " " + said("She"), "Ilse Brandt"),
        (said("Brandt") + " " + said("Renn") + " " + said("She"), "Ilse Brandt"),
        ("Brandt, {s:who} {c:denied} {t:the theft}, left.", "Ilse Brandt"),
        ("Dockers backed Brandt this year, {s:who} {c:denied} {t:the theft}.", "Ilse Brandt"),
        (said("Brandt") + " {t:“{s:I} {c:hope} {t:so},”} she said.", "Ilse Brandt"),
    ],
)
def test_names_are_merged(text, name):
    """Surnames, titles, roles and pronouns all go by the full name."""
    last = attribute(PEOPLE + text)[-1]
    assert (last["source_name"], last["source_kind"]) == (name, "named_person")


def test_two_of_a_surname_are_kept_apart():
    """A given name or a title tells two people of one surname apart."""
    rows = attribute(f"Ilse Brandt met Otto Brandt. {said('Mr. Brandt')} {said('Ilse Brandt')}")
    assert [row["source_name"] for row in rows] == ["Otto Brandt", "Ilse Brandt"]


def test_a_name_may_come_later():
    """A person of a role who is named later in the article is named wherever the role speaks."""
    one, _ = attribute(f"{said('The mayor')}\n\n{said('Mayor Olav Renn')}")
    assert (one["source_name"], one["source_kind"]) == ("Olav Renn", "named_person")


def test_she_of_an_unnamed_person():
    """A pronoun that follows an unnamed source is unnamed too."""
    _, two = attribute(f"{said('a senior official')} {said('She')}")
    assert (two["source_name"], two["source_kind"]) == ("a senior official", "unnamed_person")


def test_it_of_an_organisation():
    """Both "it" and "the company" go by the name of the organisation before."""
    rows = attribute(f"{said('Sandwick Shipyard Inc')} {said('It')} {said('The company')}")
    assert {row["source_name"] for row in rows} == {"Sandwick Shipyard Inc"}


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("the two ministers", "named_person"),
        ("two ministers", "unnamed_group"),
        ("the ministers", "unnamed_group"),
        ("her submission to the court", "document"),
    ],
)
def test_a_few_who_are_known(phrase, kind):
    """Of "the two" the article knows the names; of two, or of all, it need not."""
    (found,) = attribute(said(phrase))
    assert found["source_kind"] == kind


def test_they_of_a_group():
    """The pronoun "they" goes by the group before."""
    _, two = attribute(f"{said('Union leaders')} {said('They')}")
    assert (two["source_name"], two["source_kind"]) == ("Union leaders", "unnamed_group")


def test_the_outlet_is_the_one_named():
    """The phrase "the outlet" goes by the name of the outlet before."""
    _, two = attribute(f"{said('Bloomberg')} {said('The outlet')}")
    assert (two["source_name"], two["source_kind"]) == ("Bloomberg", "media")


def test_an_acronym_goes_by_its_name():
    """Initials of an organisation that the article names in full are that organisation."""
    _, two = attribute(f"{said('the Sandwick Pilots Association')} {said('SPA')}")
    assert two["source_name"] == "Sandwick Pilots Association"


def test_a_pronoun_without_anybody():
    """A pronoun that nothing goes before is not resolved, and says so."""
    (one,) = attribute(said("He"))
    assert (one["source_name"], one["source_kind"]) == (None, "unresolved") or pd.isna(one["source_name"])
    assert one["source_kind"] == "unresolved"


def test_nobody_is_none():
    """An agentless passive has a source of kind none and no name."""
    (one,) = attribute("{t:The pier} {c:is believed} {t:to be lost}.")
    assert one["source_kind"] == "none" and pd.isna(one["source_name"])


@pytest.mark.parametrize(
    ("source", "affiliation"),
    [
        ("Kremlin spokesman Anton Belov", "Kremlin"),
        ("Anton Belov, a spokesman for the Port Authority,", "Port Authority"),
        ("White House officials", "White House"),
        ("Bloomberg's editor, Nora Feld,", "Bloomberg"),
        ("an analyst at Feld Partners", "Feld Partners"),
        ("Republican senator Nora Feld", None),
        ("US Secretary of State Nora Feld", "US"),
        ("the Secretary of State", None),
        ("Ilse Brandt", None),
        ("officials", None),
    ],
)
def test_affiliation_is_read(source, affiliation):
    """Whom somebody speaks or works for is told where the phrase says it."""
    (one,) = attribute(said(source))
    assert one["affiliation"] == affiliation or (affiliation is None and pd.isna(one["affiliation"]))


@pytest.mark.parametrize(
    ("text", "anonymity"),
    [
        ("{s:an official}, who spoke on condition of anonymity, {c:said} {t:the pier was lost}.", True),
        (said("an official") + " The official asked not to be named.", True),
        (said("an official") + " He was not authorised to speak to the press.", True),
        (said("an official") + " He was in good spirits.", False),
        (said("Ilse Brandt") + " Others asked not to be named.", False),
    ],
)
def test_anonymity_is_what_the_text_declares(text, anonymity):
    """A source is anonymous only where the text says that anonymity was granted or asked for."""
    assert attribute(text)[0]["anonymity"] is anonymity


def test_anonymity_holds_for_all_of_a_sources_words():
    """What is declared once for an unnamed source holds for each of its attributions."""
    one, two = attribute(
        f"{said('An official')} {{t:“All is lost,”}} {{s:he}} {{c:added}}, asking not to be named."
    )
    assert one["anonymity"] and two["anonymity"]


def test_articles_do_not_share_people():
    """A person named in one article is nobody in the next."""
    rows = attribute(PEOPLE + said("Brandt"), said("Brandt"))
    assert [row["source_name"] for row in rows] == ["Ilse Brandt", "Brandt"]


def test_who_follows_a_description():
    """A relative pronoun goes by the description that it follows."""
    (one,) = attribute("It hurt a senior official {s:who} {c:denied} {t:the theft}.")
    assert (one["source_name"], one["source_kind"]) == ("a senior official", "unnamed_person")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Olav Renn rose early, {c:vowing} {t:to stay}.", ["Olav Renn"]),
        ("The port authority lost papers and {c:admitted} {t:it}.", ["The port authority"]),
        ("But Mr. Renn rose, {c:saying} {t:all was lost}.", ["Mr. Renn"]),
        ("Brandt met a man who never {c:said} {t:much}.", ["who"]),
        ("Dawn came; he had {c:claimed} {t:the pier}.", ["he"]),
        ("In the harbour, {c:said} {t:nothing}.", []),
        ("{c:Vowing} {t:to stay}.", []),
    ],
)
def test_an_act_without_a_source_has_its_subject(text, source):
    """Where nobody is marked as the source, it is the subject before the verb or that of the sentence."""
    (one,) = attribute(text)
    assert one["source"] == source


@pytest.mark.parametrize("source", ["Still, the mayor", "The mayor earlier", "the mayor"])
def test_adverbs_are_no_part_of_a_source(source):
    """An adverb that ends a source, or begins it before a comma, belongs to the sentence."""
    (one,) = attribute(said(source))
    assert one["source"][0].lower() == "the mayor"


@pytest.mark.parametrize("asked", ["{c:Asked} {t:to comment}", "When {c:asked} {t:about it}"])
def test_who_is_asked_does_not_ask(asked):
    """A participle in the passive voice that begins a sentence does not share its source."""
    rows = attribute(f"{asked}, {said('Olav Renn')}")
    assert [row["source"] for row in rows] == [[], ["Olav Renn"]]


def test_who_asks_with_a_participle():
    """A participle in the active voice that begins a sentence shares its source."""
    rows = attribute(f"{{c:Adding}} {{t:no more}}, {said('Olav Renn')}")
    assert [row["source_name"] for row in rows] == ["Olav Renn", "Olav Renn"]


def test_he_is_nobody_whom_he_names():
    """A pronoun does not refer to somebody named in what it says itself."""
    rows = attribute(said("Anton Belov") + "\n{t:“Pavel Lind will stay, all told,”} {s:he} {c:said}.")
    assert [row["source_name"] for row in rows] == ["Anton Belov", "Anton Belov"]


def test_he_is_nobody_named_in_speech():
    """Who is the subject of a quoted sentence has not become the subject of the article."""
    speech = "{t:“We stay. Pavel Lind stays,”} {s:Anton Belov} {c:said}. "
    rows = attribute(speech + "{t:“Pavel Lind will go home,”} {s:he} {c:added}.")
    assert {row["source_name"] for row in rows} == {"Anton Belov"}


def test_who_is_a_person():
    """A relative "who" follows the person named before it, not the institution in between."""
    (one,) = attribute("It met Ilse Brandt, head of the Harbour Office, {s:who} {c:said} {t:all is well}.")
    assert (one["source_name"], one["source_kind"]) == ("Ilse Brandt", "named_person")


def test_a_name_has_no_marks_around_it():
    """Quotation marks around a source phrase are no part of its name."""
    (one,) = attribute("{c:Citing} {s:“two people of the harbour,”} it reported {t:that all is well}.")
    assert one["source_name"] == "two people of the harbour"


def test_a_report_that_claims_is_the_source():
    """A text right before a verb says what follows, whoever speaks of it in the sentence."""
    rows = attribute("{s:Olav Renn} {c:denied} {t:a report} {c:claiming} {t:that all was lost}.")
    assert [row["source_kind"] for row in rows] == ["named_person", "document"]
