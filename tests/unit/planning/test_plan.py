from __future__ import annotations

from dataclasses import replace

import pytest

from narrator.article import (
    Article,
    Block,
    Code,
    Credit,
    Embed,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Medium,
    Metadata,
    Note,
    Paragraph,
    PublicationDate,
    Quotation,
    Reason,
    Separator,
    Table,
)
from narrator.planning import plan
from narrator.planning.lines import BLOCKS
from narrator.profile import VoiceProfile
from narrator.profiles import load_profile
from narrator.script import Role, Script, Utterance


@pytest.fixture
def newsroom() -> VoiceProfile:
    """Return the profile without what it says before and behind every article."""
    profile = load_profile("newsroom")
    frame = {"length": False, "closing": False, "disclosure": False}
    return replace(profile, announcements=replace(profile.announcements, **frame))


def article(*blocks: Block, **metadata: object) -> Article:
    return Article(Metadata(headline="Headline", language="en", **metadata), blocks=blocks)


def spoken(script: Script) -> list[tuple[Role, str]]:
    return [(utterance.role, utterance.spoken) for utterance in script.utterances()]


def only(script: Script, role: Role) -> list[Utterance]:
    return [utterance for utterance in script.utterances() if utterance.role is role]


def test_every_kind_of_block_has_its_function() -> None:
    assert set(BLOCKS) == set(Block.__args__)


def test_headline_byline_and_date_come_first(newsroom: VoiceProfile) -> None:
    text = article(
        Paragraph("Body."),
        byline="By Ada Quill",
        published=PublicationDate("12 March 2026", "2026-03-12"),
    )
    assert spoken(plan(text, newsroom)) == [
        (Role.HEADLINE, "Headline"),
        (Role.BYLINE, "By Ada Quill"),
        (Role.DATE, "12 March twenty twenty-six"),
        (Role.BODY, "Body."),
    ]


def test_authors_without_a_visible_byline_get_their_by(newsroom: VoiceProfile) -> None:
    text = article(Paragraph("Body."), authors=("Ada Quill", "Tom Reed", "Jo Doe"))
    assert (Role.BYLINE, "By Ada Quill, Tom Reed and Jo Doe") in spoken(plan(text, newsroom))


@pytest.mark.parametrize(
    ("byline", "said"),
    [
        ("Ada Quill, science editor", "By Ada Quill, science editor"),
        ("By Ada Quill", "By Ada Quill"),
        ("From our correspondent Ada Quill", "From our correspondent Ada Quill"),
        ("", "By Ada Quill"),
    ],
)
def test_a_line_that_opens_with_a_name_is_given_its_by(
    newsroom: VoiceProfile, byline: str, said: str
) -> None:
    text = article(Paragraph("Body."), byline=byline, authors=("Ada Quill",))
    (line,) = only(plan(text, newsroom), Role.BYLINE)
    assert line.spoken == said


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [
        ("2026-03-12T10:00:00+01:00", "en-GB", "12 March twenty twenty-six"),
        ("2026-03-12", "de", "zwölfter März 2026"),
        ("Thursday, 12 March", "en", "Thursday, the 12th of March"),
        ("2026-99-99", "en", "2026-99-99"),
        ("2026-03-12", "tlh", "2026-03-12"),
    ],
)
def test_bare_iso_dates_are_said_in_words(
    newsroom: VoiceProfile, written: str, language: str, said: str
) -> None:
    text = article(Paragraph("Body."), published=PublicationDate(written, "2026-03-12"))
    text = replace(text, metadata=replace(text.metadata, language=language))
    (date,) = only(plan(text, newsroom), Role.DATE)
    assert (date.written, date.spoken) == (written, said)


def test_a_date_that_only_the_metadata_has_is_read(newsroom: VoiceProfile) -> None:
    text = article(Paragraph("Body."), published=PublicationDate("", "2026-03-12"))
    (date,) = only(plan(text, newsroom), Role.DATE)
    assert (date.written, date.spoken) == ("March 12, 2026", "March 12th, twenty twenty-six")


def test_each_sentence_is_an_utterance_with_its_pause(newsroom: VoiceProfile) -> None:
    script = plan(article(Paragraph("One. Two! Three?")), newsroom)
    body = only(script, Role.BODY)
    assert [utterance.spoken for utterance in body] == ["One.", "Two!", "Three?"]
    assert [utterance.pause_after_ms for utterance in body] == [250, 250, 500]
    assert {utterance.origin for utterance in body} == {"/blocks/0/text"}


def test_a_line_break_of_the_page_parts_utterances(newsroom: VoiceProfile) -> None:
    script = plan(article(Paragraph("Corn Hall\n12 Quay Street\nSaltmarsh")), newsroom)
    assert [entry.spoken for entry in only(script, Role.BODY)] == [
        "Corn Hall",
        "12 Quay Street",
        "Saltmarsh",
    ]


def test_heading_is_followed_by_a_pause_and_preceded_by_a_longer_one(
    newsroom: VoiceProfile,
) -> None:
    script = plan(article(Paragraph("One."), Heading("Two", 2), Paragraph("Three.")), newsroom)
    before, heading, _after = list(script.utterances())[1:]
    assert before.pause_after_ms == 900
    assert heading.pause_after_ms == 500


def test_separator_lengthens_the_pause_before_it(newsroom: VoiceProfile) -> None:
    script = plan(article(Paragraph("One."), Separator(), Paragraph("Two.")), newsroom)
    assert only(script, Role.BODY)[0].pause_after_ms == newsroom.separator_pause_ms


def test_captions_and_quotations_have_another_voice(newsroom: VoiceProfile) -> None:
    script = plan(
        article(Paragraph("A."), Quotation(("B.",), "Jo Doe"), Figure(caption="C")), newsroom
    )
    voices = {utterance.spoken: utterance.voice for utterance in script.utterances()}
    assert voices["A."] == voices["Jo Doe"] == "presenter"
    assert voices["B."] == voices["C"] == "second"


def test_alt_caption_and_credit_are_told_apart(newsroom: VoiceProfile) -> None:
    figure = Figure("A bridge at dusk", "The bridge opened in May", "Image: Jo Doe/AP")
    script = plan(article(figure), newsroom)
    assert spoken(script)[1:] == [
        (Role.ANNOUNCEMENT, "Image:"),
        (Role.ALT, "A bridge at dusk"),
        (Role.ANNOUNCEMENT, "Caption:"),
        (Role.CAPTION, "The bridge opened in May"),
    ]
    (omission,) = script.omissions
    assert (omission.reason, omission.excerpt) == (Reason.CREDIT, "Image: Jo Doe/AP")
    assert omission.origin == "/blocks/0/credit"


@pytest.mark.parametrize(
    ("alt", "reason"),
    [
        ("The bridge opened in MAY!", Reason.DUPLICATE),
        ("IMG_2034.jpg", Reason.DECORATIVE),
        ("DSC 00123", Reason.DECORATIVE),
        ("Symbolbild", Reason.DECORATIVE),
        ("a3f09b2c55de10aa", Reason.DECORATIVE),
    ],
)
def test_alt_that_says_nothing_of_its_own_is_an_omission(
    newsroom: VoiceProfile, alt: str, reason: Reason
) -> None:
    script = plan(article(Figure(alt, "The bridge opened in May")), newsroom)
    assert not only(script, Role.ALT)
    assert [(entry.reason, entry.excerpt) for entry in script.omissions] == [(reason, alt)]


def test_list_says_its_size_and_its_numbers(newsroom: VoiceProfile) -> None:
    items = (ListItem("First. More."), ListItem("Second", (ListItem("Below"),)))
    script = plan(article(ItemList(items, ordered=True)), newsroom)
    assert [said for _, said in spoken(script)][1:] == [
        "List, 2 items.",
        "1. First.",
        "More.",
        "2. Second",
        "List, 1 item.",
        "Below",
    ]


def test_table_is_read_row_by_row_under_its_headers(newsroom: VoiceProfile) -> None:
    table = Table(
        rows=(("Ada", "12", ""), ("Bo", "7", "", "extra")),
        header=("Name", "Votes", "Remarks"),
        caption="The result",
    )
    assert [said for _, said in spoken(plan(article(table), newsroom))][1:] == [
        "Table, 2 rows, 4 columns.",
        "The result",
        "Columns: Remarks",
        "Name: Ada; Votes: 12",
        "Name: Bo; Votes: 7; extra",
    ]


def test_code_notes_and_embeds_are_never_silence(newsroom: VoiceProfile) -> None:
    script = plan(
        article(Code("a = 1\n}\nb = 2"), Note("Corrected.", "1"), Embed(Medium.VIDEO)), newsroom
    )
    assert [said for _, said in spoken(script)][1:] == [
        "Code, 3 lines.",
        "a = 1 }",
        "b = 2",
        "Note 1:",
        "Corrected.",
        "Video.",
    ]


def test_announcements_can_be_switched_off_one_by_one(newsroom: VoiceProfile) -> None:
    quiet = replace(newsroom, announcements=replace(newsroom.announcements, image=False))
    script = plan(article(Figure("A bridge", "Its caption")), quiet)
    assert [entry.spoken for entry in only(script, Role.ANNOUNCEMENT)] == ["Caption:"]


def test_a_role_that_is_switched_off_is_an_omission(newsroom: VoiceProfile) -> None:
    roles = {**newsroom.roles, Role.CAPTION: replace(newsroom.roles[Role.CAPTION], spoken=False)}
    script = plan(article(Figure(caption="Its caption")), replace(newsroom, roles=roles))
    assert [said for _, said in spoken(script)] == ["Headline"]
    assert script.omissions[0].reason is Reason.SWITCHED_OFF


def test_credits_are_read_where_the_profile_wants_them(newsroom: VoiceProfile) -> None:
    roles = {**newsroom.roles, Role.CREDIT: replace(newsroom.roles[Role.CREDIT], spoken=True)}
    script = plan(article(Credit("ab/cd (AP)")), replace(newsroom, roles=roles))
    assert (Role.CREDIT, "ab/cd (AP)") in spoken(script)
    assert not script.omissions


@pytest.mark.parametrize(
    ("language", "said"),
    [("de-AT", "Liste, 2 Punkte."), ("fr", "Liste, 2 éléments."), ("es", "Lista, 2 elementos.")],
)
def test_announcements_are_in_the_language_of_the_article(
    newsroom: VoiceProfile, language: str, said: str
) -> None:
    text = article(ItemList((ListItem("a"), ListItem("b"))))
    text = replace(text, metadata=replace(text.metadata, language=language))
    assert (Role.ANNOUNCEMENT, said) in spoken(plan(text, newsroom))


def test_a_language_without_phrases_has_no_announcements(newsroom: VoiceProfile) -> None:
    text = article(ItemList((ListItem("a"),)), Figure("alt"), Note("b"), Quotation(("c",)))
    text = replace(text, metadata=replace(text.metadata, language="fi", authors=("Ada",)))
    assert not only(plan(text, newsroom), Role.ANNOUNCEMENT)


def test_unknown_language_is_the_profiles(newsroom: VoiceProfile) -> None:
    text = replace(article(Paragraph("Body.")), metadata=Metadata("Headline"))
    script = plan(text, replace(newsroom, language="de"))
    assert script.metadata.language == "de"
    assert {utterance.language for utterance in script.utterances()} == {"de"}


def test_a_block_in_another_language_keeps_it(newsroom: VoiceProfile) -> None:
    script = plan(article(Quotation(("Guten Tag.",), language="de")), newsroom)
    assert only(script, Role.QUOTATION)[0].language == "de"


def test_sections_follow_the_headings(newsroom: VoiceProfile) -> None:
    script = plan(
        article(
            Paragraph("A."), Heading("B", 3), Heading("C", 4), Paragraph("D."), Heading("E", 3)
        ),
        newsroom,
    )
    assert [(section.title, section.level) for section in script.sections] == [
        ("Headline", 1),
        ("B", 2),
        ("C", 3),
        ("E", 2),
    ]
    assert [script.begins_chapter(number) for number in range(4)] == [True, True, False, True]


def test_headings_that_are_not_read_still_begin_sections(newsroom: VoiceProfile) -> None:
    roles = {**newsroom.roles, Role.HEADING: replace(newsroom.roles[Role.HEADING], spoken=False)}
    text = article(Paragraph("A."), Heading("B", 2), Paragraph("C."))
    script = plan(text, replace(newsroom, roles=roles))
    assert [section.title for section in script.sections] == ["Headline", "B"]
    assert [omission.excerpt for omission in script.omissions] == ["B"]


def test_headings_of_level_one_and_two_both_begin_chapters(newsroom: VoiceProfile) -> None:
    script = plan(article(Heading("A", 1), Heading("B", 2), Heading("C", 3)), newsroom)
    assert [section.level for section in script.sections] == [1, 2, 2, 3]


def test_punctuation_alone_is_not_spoken_and_not_lost(newsroom: VoiceProfile) -> None:
    script = plan(article(Paragraph("...")), newsroom)
    assert not only(script, Role.BODY)
    assert script.omissions[0].excerpt == "..."


def test_a_bare_address_is_said_as_a_link(newsroom: VoiceProfile) -> None:
    script = plan(
        article(Paragraph("See https://www.example.com/a?b=1, or (www.x.org).")), newsroom
    )
    (body,) = only(script, Role.BODY)
    assert body.spoken == "See link to example dot com, or (link to x dot org)."
    assert body.written == "See https://www.example.com/a?b=1, or (www.x.org)."


def test_a_change_shown_on_the_page_is_read_and_a_hidden_one_is_not(
    newsroom: VoiceProfile,
) -> None:
    shown = article(Paragraph("A."), updated=PublicationDate("Updated 3 May 2026", "2026-05-03"))
    hidden = article(Paragraph("A."), updated=PublicationDate("", "2026-05-03"))
    assert only(plan(shown, newsroom), Role.DATE)[0].spoken == "Updated 3 May twenty twenty-six"
    assert not only(plan(hidden, newsroom), Role.DATE)


def test_program_text_is_not_verbalized(newsroom: VoiceProfile) -> None:
    code = replace(newsroom.roles[Role.CODE], spoken=True)
    profile = replace(newsroom, roles={**newsroom.roles, Role.CODE: code})
    text = "cost = $4.2m[1]  # 12/03/2026"
    script = plan(article(Code(text), Paragraph("It cost $4.2m.")), profile)
    (line,) = only(script, Role.CODE)
    assert (line.written, line.spoken) == (text, text)
    assert only(script, Role.BODY)[0].spoken == "It cost 4.2 million dollars."


@pytest.mark.parametrize(
    "text",
    ["He left.¹ Then it rained.", "He left. [1] Then it rained.", "He left.* Then it rained."],
)
def test_a_mark_of_a_footnote_stays_with_its_sentence_and_is_not_heard(
    newsroom: VoiceProfile, text: str
) -> None:
    body = only(plan(article(Paragraph(text)), newsroom), Role.BODY)
    assert [line.spoken for line in body] == ["He left.", "Then it rained."]
    assert " ".join(line.written for line in body) == text


def test_an_ornament_alone_is_no_utterance(newsroom: VoiceProfile) -> None:
    script = plan(article(Paragraph("He left. ■"), Paragraph("■ ■ ■")), newsroom)
    (body,) = only(script, Role.BODY)
    assert (body.written, body.spoken) == ("He left. ■", "He left.")
    assert [omission.excerpt for omission in script.omissions] == ["■ ■ ■"]


@pytest.mark.parametrize("mark", ["[1]", "¹", "*", "[2] [3]"])
def test_a_mark_of_a_footnote_alone_is_no_utterance(newsroom: VoiceProfile, mark: str) -> None:
    script = plan(article(Paragraph("He left."), Paragraph(mark)), newsroom)
    assert [line.written for line in only(script, Role.BODY)] == ["He left."]
    left_out = [(omission.reason, omission.excerpt) for omission in script.omissions]
    assert left_out == [(Reason.FOOTNOTE_MARK, mark)]


def test_a_caption_that_says_only_that_there_is_a_picture_is_an_omission(
    newsroom: VoiceProfile,
) -> None:
    script = plan(article(Figure(alt="A bridge at dusk", caption="Image")), newsroom)
    assert not only(script, Role.CAPTION)
    left_out = [(omission.reason, omission.excerpt) for omission in script.omissions]
    assert left_out == [(Reason.DECORATIVE, "Image")]


def test_a_text_without_a_headline_is_a_chapter_of_its_first_words(newsroom: VoiceProfile) -> None:
    words = "The ferry had left the quay before anyone in the town was up and about."
    nameless = Article(Metadata(language="en"), blocks=(Paragraph(f"{words} It rained."),))
    (section,) = plan(nameless, newsroom).sections
    assert section.title == "The ferry had left the quay before anyone in the town was up…"
    short = Article(Metadata(language="en"), blocks=(Paragraph("It rained. It stopped."),))
    assert plan(short, newsroom).sections[0].title == "It rained."
