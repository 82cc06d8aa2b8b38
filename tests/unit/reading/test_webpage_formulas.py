"""A formula is read once, in its place, whatever it is written in."""

from __future__ import annotations

import pytest

from narrator.article import Article, Figure, Paragraph
from narrator.reading.webpage import read_page

LONG = (
    "The wind turned to the north at four in the morning, and the harbour office closed the basin."
)
MATHML = "<msup><mi>c</mi><mn>2</mn></msup>"
TEX = '<annotation encoding="application/x-tex">c^{2}</annotation>'
SEMANTIC = f"<math><semantics><mrow>{MATHML}</mrow>{TEX}</semantics></math>"
KATEX = (
    f'<span class="katex"><span class="katex-mathml">{SEMANTIC}</span><span class="katex-html" '
    'aria-hidden="true"><span class="base"><span class="mord mathnormal">c</span>'
    '<span class="msupsub"><span class="vlist">2</span></span></span></span></span>'
)
WIKI = (
    '<span class="mwe-math-element mwe-math-element-inline"><span class="mwe-math-mathml-inline '
    'mwe-math-mathml-a11y" style="display: none;"><math alttext="{\\displaystyle c^{2}}">'
    f"{MATHML}</math></span><img src='x.svg' class='mwe-math-fallback-image-inline' "
    'aria-hidden="true" alt="{\\displaystyle c^{2}}"></span>'
)
MATHJAX_2 = (
    '<span class="MathJax_Preview"></span><span class="MathJax" id="MathJax-Element-1-Frame">'
    '<nobr aria-hidden="true"><span class="math"><span class="mi">c</span><span class="mn">2</span>'
    f'</span></nobr><span class="MJX_Assistive_MathML"><math>{MATHML}</math></span></span>'
    '<script type="math/tex" id="MathJax-Element-1">c^{2}</script>'
)
MATHJAX_3 = (
    '<mjx-container jax="SVG" class="MathJax"><svg><g data-c="1D450"><text>c</text></g></svg>'
    f'<mjx-assistive-mml unselectable="on"><math>{MATHML}</math></mjx-assistive-mml>'
    "</mjx-container>"
)


def story(inner: str) -> Article:
    return read_page(
        f'<html lang="en"><body><article><h1>The storm</h1><p>{LONG}</p>{inner}<p>{LONG} Again.'
        "</p></article></body></html>"
    )


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        (f'<math alttext="c squared">{MATHML}</math>', "c squared"),
        (SEMANTIC, "c^2"),
        (f"<math>{MATHML}</math>", "c^2"),
        ("<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac></math>",
         "(a+b)/c"),
        ("<math><msqrt><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow></msqrt></math>", "√(a+1)"),
        ("<math><msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup></math>", "x_i^2"),
        ("<math><mi>f</mi><mo>&#x2061;</mo><mi>x</mi></math>", "fx"),
        ("<m:math><m:msup><m:mi>c</m:mi><m:mn>2</m:mn></m:msup></m:math>", "c^2"),
        (KATEX, "c^2"),
        ('<span class="katex"><span class="katex-html">c2</span></span>', "c2"),
        (WIKI, "c^2"),
        (MATHJAX_2, "c^2"),
        (MATHJAX_3, "c^2"),
        ('<mjx-container aria-label="c squared"><svg></svg></mjx-container>', "c squared"),
        ('<script type="math/tex">c^{2}</script>', "c^2"),
        ('<img class="latex" src="a.png" alt="c^2">', "c^2"),
        ('<img class="math inline" src="a.png" alt="c^2">', "c^2"),
        ('<img class="mwe-math-fallback-image-inline" src="a.svg" alt="c^2">', "c^2"),
    ],
)  # fmt: skip
def test_formula_is_read_once_in_its_place(formula: str, words: str) -> None:
    found = story(f"<p>Energy is mass times {formula}, says the board.</p>")
    texts = [block.text for block in found.blocks if isinstance(block, Paragraph)]
    assert texts[1] == f"Energy is mass times {words}, says the board."
    assert len(found.blocks) == 3
    assert not found.omissions


@pytest.mark.parametrize(
    "formula",
    [
        f'<math display="block">{MATHML}</math>',
        f'<span class="katex-display">{KATEX}</span>'.replace("c^{2}", "c^2"),
        MATHJAX_3.replace("jax=", 'display="true" jax='),
        '<script type="math/tex; mode=display">c^2</script>',
        f"<div>{MATHJAX_3}</div>",
        f"<p>{SEMANTIC}</p>".replace("c^{2}", "c^2"),
    ],
)
def test_formula_on_its_own_lines_is_a_paragraph(formula: str) -> None:
    found = story(f"<div>Energy is mass times what follows here:{formula}says the board.</div>")
    assert [str(block) for block in found.blocks[1:-1]] == [
        "Energy is mass times what follows here:",
        "c^2",
        "says the board.",
    ]


def test_formula_that_says_nothing_is_none() -> None:
    found = story(f"<p>{LONG} Energy <math></math> is <math><mrow></mrow></math> mass.</p>")
    assert str(found.blocks[1]) == f"{LONG} Energy is mass."


def test_picture_of_a_lesson_is_no_formula() -> None:
    found = story('<figure><img class="mathematics" src="a.jpg" alt="A lesson"></figure>')
    assert Figure("A lesson", picture="a.jpg") in found.blocks


def test_formula_without_end_takes_no_time() -> None:
    found = story(f"<p>{LONG} So {'<math><mrow>' * 20_000}x{'</mrow></math>' * 20_000} it is.</p>")
    assert f"{LONG} So x it is." in str(found)


def test_formula_in_a_heading_a_list_and_a_table() -> None:
    found = story(
        f"<h2>On {KATEX} again</h2><ul><li>One {WIKI} item</li><li>Two</li></ul>"
        f"<table><tr><th>A</th><th>B</th></tr><tr><td>{MATHJAX_2}</td><td>1</td></tr></table>"
    )
    text = str(found)
    assert "## On c^2 again" in text
    assert "- One c^2 item" in text
    assert "c^2 | 1" in text
    assert text.count("c^") == 3
