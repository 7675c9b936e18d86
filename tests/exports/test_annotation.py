"""A figure as linked data: who claimed what where, and the exact words."""

import json

from tests.fixtures.rows import row

from tradedash.exports.annotation import json_ld

WHAT = "4.1 bn USD, Trade turnover, 2024"


def parts(**facts):
    return json.loads(json_ld(row(**facts), WHAT))


def test_the_claim_names_author_and_appearance():
    claim, _ = parts(speaker="V. Putin", speaker_role="President", stated_on="2025-05-31", source_title="Talks")
    assert claim == {
        "@context": "https://schema.org",
        "@type": "Claim",
        "@id": "https://ledger.example/figures/f1",
        "url": "https://ledger.example/figures/f1",
        "name": WHAT,
        "text": "turnover reached 4.1",
        "inLanguage": "en",
        "author": {"@type": "Person", "name": "V. Putin", "jobTitle": "President"},
        "datePublished": "2025-05-31",
        "dateCreated": "2025-05-31",
        "appearance": {
            "@type": "Article",
            "url": "https://news.example/1",
            "name": "Talks",
            "publisher": {"@type": "Organization", "name": "News Example"},
            "datePublished": "2025-06-01",
            "inLanguage": "en",
        },
    }


def test_a_name_without_an_office_is_not_called_a_person():
    assert parts(speaker="National Bank")[0]["author"] == {"@type": "Thing", "name": "National Bank"}
    assert parts()[0]["author"] == {"@type": "Organization", "name": "News Example"}


def test_a_release_is_a_dataset_and_unknown_days_are_left_out():
    claim, _ = parts(source_type="release", source_published_on=None)
    assert claim["appearance"]["@type"] == "Dataset"
    assert "datePublished" not in claim
    assert "datePublished" not in claim["appearance"]


def test_the_annotation_quotes_the_phrase_exactly():
    _, annotation = parts(as_printed="«рекордные» $4,1 </script> млрд", language="ru")
    assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (annotation["type"], annotation["id"]) == ("Annotation", "https://ledger.example/figures/f1#annotation")
    assert annotation["created"] == "2025-06-02T10:30:15.123456Z"
    assert annotation["target"] == {
        "source": "https://news.example/1",
        "language": "ru",
        "selector": {"type": "TextQuoteSelector", "exact": "«рекордные» $4,1 </script> млрд"},
    }
