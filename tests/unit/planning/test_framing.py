"""What is said before an article and behind it, and what is left when it is skimmed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from narrator.accounting import unaccounted
from narrator.article import (
    Article,
    Block,
    Figure,
    Heading,
    Metadata,
    Paragraph,
    PublicationDate,
    Reason,
)
from narrator.planning import plan
from narrator.planning.estimating import rounded_length, section_ms
from narrator.planning.framing import shorten_headline
from narrator.profile import VoiceProfile
from narrator.profiles import load_profile
from narrator.script import Role, Script

MINUTE_MS = 60_000
TEXT = "The ferry left at dawn and nobody on the quay had seen it go. " * 8


@pytest.fixture
def newsroom() -> VoiceProfile:
    return load_profile("newsroom")


def article(*blocks: Block, language: str = "en") -> Article:
    meta = Metadata(
        headline="The ferry is back",
        byline="By Ada Quill",
        site="The Harbour Post",
        published=PublicationDate("12 March 2026", "2026-03-12"),
        language=language,
    )
    return Article(meta, ("A town waits.",), blocks or (Paragraph("It left. It came back."),))


def said(script: Script) -> list[tuple[Role, str]]:
    return [(utterance.role, utterance.written) for utterance in script.utterances()]


def test_the_order_is_that_of_a_good_reader(newsroom: VoiceProfile) -> None:
    script = plan(article(Paragraph("It left."), Heading("Back", 2), Paragraph("Yes.")), newsroom)
    assert said(script) == [
        (Role.HEADLINE, "The ferry is back"),
        (Role.SITE, "The Harbour Post"),
        (Role.BYLINE, "By Ada Quill"),
        (Role.DATE, "12 March 2026"),
        (Role.LENGTH, "Less than a minute, 2 sections."),
        (Role.STANDFIRST, "A town waits."),
        (Role.BODY, "It left."),
        (Role.HEADING, "Back"),
        (Role.BODY, "Yes."),
        (Role.CLOSING, "That was: The ferry is back"),
        (Role.CLOSING, "Read by a synthetic voice."),
    ]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ANNOUNCEMENT])
def test_every_role_can_be_left_out(newsroom: VoiceProfile, role: Role) -> None:
    roles = {**newsroom.roles, role: replace(newsroom.roles[role], spoken=False)}
    script = plan(article(), replace(newsroom, roles=roles))
    assert role not in {utterance.role for utterance in script.utterances()}


def test_a_site_that_is_named_anyway_is_not_said_twice(newsroom: VoiceProfile) -> None:
    text = article()
    byline = "By Ada Quill for The Harbour Post"
    script = plan(replace(text, metadata=replace(text.metadata, byline=byline)), newsroom)
    assert Role.SITE not in {utterance.role for utterance in script.utterances()}


@pytest.mark.parametrize("count", [1, 3, 9, 20, 70])
def test_the_length_that_is_said_is_the_length_that_is_estimated(
    newsroom: VoiceProfile, count: int
) -> None:
    blocks = [block for n in range(count) for block in (Heading(f"Part {n}", 2), Paragraph(TEXT))]
    script = plan(article(*blocks), newsroom)
    (length,) = (spoken for spoken in script.utterances() if spoken.role is Role.LENGTH)
    hours, minutes = rounded_length(sum(section_ms(script, newsroom)))
    chapters = sum(script.begins_chapter(number) for number in range(len(script.sections)))
    named = {"hour": hours, "minute": minutes}
    time = " ".join(f"{n} {unit}{'s' * (n != 1)}" for unit, n in named.items() if n)
    assert length.written == f"About {time}, {chapters} sections."


@pytest.mark.parametrize(
    ("length_ms", "hours", "minutes"),
    [
        (29_000, 0, 0),
        (31_000, 0, 1),
        (4.6 * MINUTE_MS, 0, 5),
        (19.4 * MINUTE_MS, 0, 19),
        (21 * MINUTE_MS, 0, 20),
        (47 * MINUTE_MS, 0, 45),
        (59 * MINUTE_MS, 1, 0),
        (84 * MINUTE_MS, 1, 20),
        (600 * MINUTE_MS, 10, 0),
    ],
)
def test_lengths_are_rounded_as_people_do(length_ms: float, hours: int, minutes: int) -> None:
    assert rounded_length(round(length_ms)) == (hours, minutes)


def test_one_section_is_not_counted(newsroom: VoiceProfile) -> None:
    assert (Role.LENGTH, "Less than a minute.") in said(plan(article(), newsroom))


@pytest.mark.parametrize("kind", ["length", "closing", "disclosure"])
def test_each_can_be_switched_off(newsroom: VoiceProfile, kind: str) -> None:
    quiet = replace(newsroom, announcements=replace(newsroom.announcements, **{kind: False}))
    gone = set(said(plan(article(), newsroom))) - set(said(plan(article(), quiet)))
    words = {"length": "Less than", "closing": "That was", "disclosure": "Read by"}
    assert [text.startswith(words[kind]) for _, text in gone] == [True]


def test_a_language_without_phrases_has_nothing_of_it(newsroom: VoiceProfile) -> None:
    script = plan(article(language="fi"), newsroom)
    ours = {Role.LENGTH, Role.CLOSING, Role.ANNOUNCEMENT}
    assert not ours & {utterance.role for utterance in script.utterances()}
    assert script.disclosure == ""


def test_the_script_carries_the_disclosure_for_the_tags(newsroom: VoiceProfile) -> None:
    silent = replace(newsroom, announcements=replace(newsroom.announcements, disclosure=False))
    script = plan(article(language="de"), silent)
    assert script.disclosure == "Gelesen von einer künstlichen Stimme."
    assert script.disclosure not in [text for _, text in said(script)]


@pytest.mark.parametrize(
    ("headline", "short"),
    [
        ("The ferry is back", "The ferry is back"),
        ("Ferry: it is back", "Ferry: it is back"),
        (
            "Harbour ferry returns to the town: what the new timetable means for those who work",
            "Harbour ferry returns to the town",
        ),
        (
            "Harbour ferry returns to the town – and nobody on the northern quay had expected it",
            "Harbour ferry returns to the town",
        ),
        ("A " * 40 + "headline without any mark", "A " * 40 + "headline without any mark"),
    ],
)
def test_a_long_headline_is_said_again_up_to_its_colon(headline: str, short: str) -> None:
    assert shorten_headline(headline) == short


BLOCKS = (
    Paragraph("It left. It came back."),
    Figure("A ferry", "The ferry at dawn"),
    Heading("The town", 2),
    Paragraph("Nobody saw it. Then they did."),
    Paragraph("More."),
    Heading("The sea", 2),
    Paragraph("The sea was calm."),
)


def test_skimming_headlines_leaves_headline_and_standfirst(newsroom: VoiceProfile) -> None:
    script = plan(article(*BLOCKS), replace(newsroom, skim="headlines"))
    assert said(script) == [
        (Role.HEADLINE, "The ferry is back"),
        (Role.STANDFIRST, "A town waits."),
        (Role.CLOSING, "Read by a synthetic voice."),
    ]
    assert {omission.reason for omission in script.omissions} == {Reason.SKIMMED}
    assert len(script.sections) == 1


def test_skimming_headings_leaves_each_sections_first_sentence(newsroom: VoiceProfile) -> None:
    script = plan(article(*BLOCKS), replace(newsroom, skim="headings"))
    assert said(script) == [
        (Role.HEADLINE, "The ferry is back"),
        (Role.LENGTH, "Less than a minute, 3 sections."),
        (Role.STANDFIRST, "A town waits."),
        (Role.BODY, "It left."),
        (Role.HEADING, "The town"),
        (Role.BODY, "Nobody saw it."),
        (Role.HEADING, "The sea"),
        (Role.BODY, "The sea was calm."),
        (Role.CLOSING, "Read by a synthetic voice."),
    ]
    left_out = [(omission.reason, omission.excerpt) for omission in script.omissions]
    assert (Reason.SKIMMED, "It came back.") in left_out
    assert (Reason.SKIMMED, "The ferry at dawn") in left_out
    assert (Reason.SKIMMED, "More.") in left_out


def test_a_numeric_date_that_is_understood_is_said_in_words(newsroom: VoiceProfile) -> None:
    text = article()
    meta = replace(text.metadata, published=PublicationDate("12/03/2026", "2026-03-12"))
    script = plan(replace(text, metadata=replace(meta, language="en-GB")), newsroom)
    (date,) = (spoken for spoken in script.utterances() if spoken.role is Role.DATE)
    assert (date.written, date.spoken) == ("12/03/2026", "12 March twenty twenty-six")


def test_a_date_as_the_page_writes_it_is_verbalized(newsroom: VoiceProfile) -> None:
    text = article()
    written = PublicationDate("Stand: 28.04.2023", "2023-04-28")
    meta = replace(text.metadata, published=written, language="de")
    script = plan(replace(text, metadata=meta), newsroom)
    (date,) = (spoken for spoken in script.utterances() if spoken.role is Role.DATE)
    assert date.spoken == "Stand: achtundzwanzigster April 2023"


def test_a_date_in_the_byline_is_said_once(newsroom: VoiceProfile) -> None:
    text = article()
    written = PublicationDate("12.03.2026, 19:35", "2026-03-12")
    meta = replace(text.metadata, byline="By Ada Quill, 12.03.2026, 19:35", published=written)
    text = replace(text, metadata=meta)
    script = plan(text, newsroom)
    said = script.utterances()
    head = [part.written for part in said if part.role in (Role.BYLINE, Role.DATE)]
    assert head == ["By Ada Quill", "12.03.2026, 19:35"]
    assert list(unaccounted(text, script)) == []
    undated = replace(newsroom.roles[Role.DATE], spoken=False)
    profile = replace(newsroom, roles={**newsroom.roles, Role.DATE: undated})
    script = plan(text, profile)
    assert [part.written for part in script.utterances() if part.role is Role.BYLINE] == [
        "By Ada Quill"
    ]
    assert "12.03.2026, 19:35" in [omission.excerpt for omission in script.omissions]


def test_a_picture_whose_text_is_the_headline_does_not_say_it_again(
    newsroom: VoiceProfile,
) -> None:
    text = article(Figure(alt="The ferry is back"), Figure(alt="The ferry"))
    script = plan(text, newsroom)
    assert [part.written for part in script.utterances() if part.role is Role.ALT] == ["The ferry"]
    left_out = [(omission.reason, omission.excerpt) for omission in script.omissions]
    assert left_out == [(Reason.DUPLICATE, "The ferry is back")]


@pytest.mark.parametrize(
    ("byline", "left_out"), [("мир,", []), ("The –", []), ("Ada Quill | 3 May", ["| 3 May"])]
)
def test_of_a_byline_only_the_date_is_left_out_and_every_sign_is_kept(
    newsroom: VoiceProfile, byline: str, left_out: list[str]
) -> None:
    meta = Metadata(byline=byline, published=PublicationDate("3 May"))
    script = plan(Article(meta), newsroom)
    assert [omission.excerpt for omission in script.omissions] == left_out
    said = "".join(u.written for u in script.utterances() if u.role is Role.BYLINE)
    assert "".join([said, *left_out]).replace(" ", "") == byline.replace(" ", "")
