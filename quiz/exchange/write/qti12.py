"""QTI 1.2 as Canvas takes it: a package with a manifest, the quiz, and what Canvas wants to know about it.

Elements and their order are those of the schema `ims_qtiasiv1p2p1.xsd`; the kinds of questions and the idents of
feedback are those that Canvas writes itself.
"""

from collections.abc import Iterable, Iterator, Sequence

from quiz.exchange.losses import Skipped
from quiz.exchange.packing import packed
from quiz.exchange.question import AnswerType, ForeignOption, ForeignQuestion
from quiz.exchange.writer import FileHead, Holds, Writer
from quiz.exchange.xml_text import html_text, xml_text
from quiz.interpreter import content_hash

_KINDS = frozenset(set(AnswerType) - {AnswerType.ORDERING, AnswerType.CARD})
_CLAIM = (("1001", "True"), ("1002", "False"))
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_CP = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_RESPONSE = "response1"
_LONGEST_TITLE = 256  # characters, by the schema
_FIRST = 1000  # idents of options are numbers above it, as in Canvas; each gap continues from the next thousand


def _check(question: ForeignQuestion) -> None:
    chosen = [any(one.share <= 0 for one in gap) for gap in question.gaps]
    if any(chosen) and not all(chosen):
        raise Skipped("X121", "Canvas has no text in which some gaps are typed and others chosen")


def _write(questions: Iterable[ForeignQuestion], about: FileHead) -> bytes:
    name = f"quiz-{content_hash(about.id.encode())[:24]}"
    count = 0

    def counted() -> Iterator[ForeignQuestion]:
        """Yield the questions, and count them for Canvas."""
        nonlocal count
        for question in questions:
            count += 1
            yield question

    def parts() -> Iterator[tuple[str, Iterable[str]]]:
        """Yield the parts of the package."""
        yield "imsmanifest.xml", _manifest(name)
        yield f"{name}/{name}.xml", _assessment(counted(), name, about)
        yield f"{name}/assessment_meta.xml", _meta(name, about, count)

    return packed(parts())


def _manifest(name: str) -> Iterator[str]:
    kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    yield (
        f'{_XML}<manifest identifier="manifest-{name}" xmlns="{_CP}" {_XSI} '
        f'xsi:schemaLocation="{_CP} http://www.imsglobal.org/xsd/imscp_v1p1.xsd">\n'
        "  <metadata>\n    <schema>IMS Content</schema>\n    <schemaversion>1.1.3</schemaversion>\n  </metadata>\n"
        f'  <organizations/>\n  <resources>\n    <resource identifier="{name}" type="imsqti_xmlv1p2">\n'
        f'      <file href="{name}/{name}.xml"/>\n      <dependency identifierref="meta-{name}"/>\n    </resource>\n'
        f'    <resource identifier="meta-{name}" type="{kind}" href="{name}/assessment_meta.xml">\n'
        f'      <file href="{name}/assessment_meta.xml"/>\n    </resource>\n  </resources>\n</manifest>\n'
    )


def _meta(name: str, about: FileHead, points: int) -> Iterator[str]:
    title = xml_text(about.title)
    yield (
        f'{_XML}<quiz identifier="{name}" xmlns="{_CANVAS}" {_XSI} '
        f'xsi:schemaLocation="{_CANVAS} https://canvas.instructure.com/xsd/cccv1p0.xsd">\n'
        f"  <title>{title}</title>\n  <description></description>\n  <shuffle_answers>false</shuffle_answers>\n"
        "  <scoring_policy>keep_highest</scoring_policy>\n  <quiz_type>assignment</quiz_type>\n"
        f"  <points_possible>{points}.0</points_possible>\n  <show_correct_answers>true</show_correct_answers>\n"
        "  <allowed_attempts>1</allowed_attempts>\n  <available>false</available>\n</quiz>\n"
    )


def _assessment(questions: Iterable[ForeignQuestion], name: str, about: FileHead) -> Iterator[str]:
    yield (
        f'{_XML}<questestinterop xmlns="{_QTI}" {_XSI} '
        f'xsi:schemaLocation="{_QTI} http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd">\n'
        f'<assessment ident="{name}" title="{xml_text(about.title[:_LONGEST_TITLE])}">\n<qtimetadata>\n'
        f"{_field('cc_maxattempts', '1')}</qtimetadata>\n"
        '<section ident="root_section">\n'
    )
    for question in questions:
        yield "".join(_item(question))
    yield "</section>\n</assessment>\n</questestinterop>\n"


def _item(question: ForeignQuestion) -> Iterator[str]:
    kind = _type(question)
    topic = _field("qmd_topic", question.topic[-1]) if question.topic else ""
    title = xml_text(question.id[:_LONGEST_TITLE])
    yield (
        f'<item ident="{_ident(question)}" title="{title}">\n<itemmetadata>\n<qtimetadata>\n'
        f"{_field('question_type', kind)}{_field('points_possible', '1')}{topic}</qtimetadata>\n</itemmetadata>\n"
        f"<presentation>\n{_material(_stem(question), is_html=True)}"
    )
    yield from _PRESENTATIONS[question.kind](question)
    yield (
        "</presentation>\n<resprocessing>\n<outcomes>\n"
        '<decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/>\n</outcomes>\n'
    )
    if question.why:
        yield _shown("<other/>", "general_fb")
    for nth, option in enumerate(question.options, start=1):
        if option.why and question.kind is AnswerType.CHOICE:
            yield _shown(_equal(_RESPONSE, str(_FIRST + nth)), f"{_FIRST + nth}_fb")
    yield from _PROCESSINGS[question.kind](question)
    yield "</resprocessing>\n"
    if question.why:
        yield _feedback("general_fb", question.why)
    for nth, option in enumerate(question.options, start=1):
        if option.why and question.kind is AnswerType.CHOICE:
            yield _feedback(f"{_FIRST + nth}_fb", option.why)
    yield "</item>\n"


def _ident(question: ForeignQuestion) -> str:
    """Return an ident that can be the name of a file, because Canvas names a file by it."""
    return f"q{content_hash(question.id.encode())[:24]}"


def _type(question: ForeignQuestion) -> str:
    """Return what Canvas calls a kind of questions."""
    if question.kind is AnswerType.CHOICE:
        return "multiple_answers_question" if question.several else "multiple_choice_question"
    if question.kind is AnswerType.GAPS:
        is_chosen = any(one.share <= 0 for one in question.gaps[0])
        return "multiple_dropdowns_question" if is_chosen else "fill_in_multiple_blanks_question"
    return {
        AnswerType.TRUE_FALSE: "true_false_question",
        AnswerType.TYPED: "short_answer_question",
        AnswerType.NUMBER: "numerical_question",
    }.get(question.kind, "matching_question")


def _field(label: str, entry: str) -> str:
    return (
        f"<qtimetadatafield>\n<fieldlabel>{label}</fieldlabel>\n"
        f"<fieldentry>{xml_text(entry)}</fieldentry>\n</qtimetadatafield>\n"
    )


def _material(text: str, *, is_html: bool = False) -> str:
    """Return what is shown; a text of several lines is HTML."""
    if is_html or "\n" in text:
        html = f"<div>{html_text(text)}</div>"
        return f'<material>\n<mattext texttype="text/html">{xml_text(html)}</mattext>\n</material>\n'
    return f'<material>\n<mattext texttype="text/plain">{xml_text(text)}</mattext>\n</material>\n'


def _stem(question: ForeignQuestion) -> str:
    """Return the text of a question; gaps are names in brackets."""
    text = question.stem
    if not question.gaps:
        return text
    for nth, name in enumerate(_gap_names(question), start=1):
        text = text.replace(f"{{{nth}}}", f"[{name}]", 1)
    return text.replace("{{", "{").replace("}}", "}")


def _gap_names(question: ForeignQuestion) -> list[str]:
    """Return names for gaps that are not in brackets anywhere else."""
    word = "gap"
    while f"[{word}" in question.stem:
        word += "_"
    return [f"{word}{nth}" for nth in range(1, len(question.gaps) + 1)]


# What is shown to be answered.


def _labels(options: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<response_label ident="{id_}">\n{_material(text)}</response_label>\n' for id_, text in options)


def _numbered(options: Sequence[ForeignOption], first: int = _FIRST) -> list[tuple[str, str]]:
    return [(str(first + nth), option.text) for nth, option in enumerate(options, start=1)]


def _lid(response: str, before: str, options: Iterable[tuple[str, str]], cardinality: str = "Single") -> str:
    return (
        f'<response_lid ident="{response}" rcardinality="{cardinality}">\n{before}'
        f"<render_choice>\n{_labels(options)}</render_choice>\n</response_lid>\n"
    )


def _shown_choice(question: ForeignQuestion) -> Iterator[str]:
    yield _lid(_RESPONSE, "", _numbered(question.options), "Multiple" if question.several else "Single")


def _shown_claim(question: ForeignQuestion) -> Iterator[str]:
    del question
    yield _lid(_RESPONSE, "", _CLAIM)


def _shown_typed(question: ForeignQuestion) -> Iterator[str]:
    is_number = ' fibtype="Decimal"' if question.kind is AnswerType.NUMBER else ""
    yield (
        f'<response_str ident="{_RESPONSE}" rcardinality="Single">\n<render_fib{is_number}>\n'
        '<response_label ident="answer1"/>\n</render_fib>\n</response_str>\n'
    )


def _rights(question: ForeignQuestion) -> list[str]:
    """Return the different right sides of pairs, those that belong to nothing last."""
    return list(dict.fromkeys(pair.right for pair in sorted(question.pairs, key=lambda pair: not pair.left)))


def _shown_pairs(question: ForeignQuestion) -> Iterator[str]:
    options = [(str(_FIRST + nth), text) for nth, text in enumerate(_rights(question), start=1)]
    order = sorted(options, key=lambda option: option[1])  # so that it says nothing
    for nth, pair in enumerate((pair for pair in question.pairs if pair.left), start=1):
        yield _lid(f"response_{nth}", _material(pair.left), order)


def _shown_gaps(question: ForeignQuestion) -> Iterator[str]:
    for nth, (name, options) in enumerate(zip(_gap_names(question), question.gaps, strict=True), start=1):
        labels = _numbered(options, _FIRST * nth)
        yield _lid(f"response_{name}", f"<material>\n<mattext>{name}</mattext>\n</material>\n", labels)


# What is right.


def _equal(response: str, value: str) -> str:
    return f'<varequal respident="{response}">{xml_text(value)}</varequal>'


def _shown(condition: str, feedback: str) -> str:
    return (
        f'<respcondition continue="Yes">\n<conditionvar>\n{condition}\n</conditionvar>\n'
        f'<displayfeedback feedbacktype="Response" linkrefid="{feedback}"/>\n</respcondition>\n'
    )


def _scored(condition: str, points: str = "100", action: str = "Set") -> str:
    proceeds = "No" if action == "Set" else "Yes"
    return (
        f'<respcondition continue="{proceeds}">\n<conditionvar>\n{condition}\n</conditionvar>\n'
        f'<setvar varname="SCORE" action="{action}">{points}</setvar>\n</respcondition>\n'
    )


def _right_choice(question: ForeignQuestion) -> Iterator[str]:
    parts = []
    for nth, option in enumerate(question.options, start=1):
        equal = _equal(_RESPONSE, str(_FIRST + nth))
        if option.share > 0:
            parts.append(equal)
        elif question.several:
            parts.append(f"<not>\n{equal}\n</not>")
    yield _scored("\n".join(["<and>", *parts, "</and>"]) if question.several else parts[0])


def _right_claim(question: ForeignQuestion) -> Iterator[str]:
    yield _scored(_equal(_RESPONSE, _CLAIM[question.options[0].text != "true"][0]))


def _right_typed(question: ForeignQuestion) -> Iterator[str]:
    yield _scored("\n".join(_equal(_RESPONSE, option.text) for option in question.options))


def _right_number(question: ForeignQuestion) -> Iterator[str]:
    from decimal import Decimal

    for option in question.options:
        value, reach = Decimal(option.text), Decimal(option.within or "0")
        low, high = f"{value - reach:f}", f"{value + reach:f}"
        yield _scored(
            f"<or>\n{_equal(_RESPONSE, option.text)}\n<and>\n"
            f'<vargte respident="{_RESPONSE}">{low}</vargte>\n<varlte respident="{_RESPONSE}">{high}</varlte>\n'
            "</and>\n</or>"
        )


def _right_pairs(question: ForeignQuestion) -> Iterator[str]:
    idents = {text: str(_FIRST + nth) for nth, text in enumerate(_rights(question), start=1)}
    pairs = [pair for pair in question.pairs if pair.left]
    points = f"{100 / len(pairs):.2f}"
    for nth, pair in enumerate(pairs, start=1):
        yield _scored(_equal(f"response_{nth}", idents[pair.right]), points, "Add")


def _right_gaps(question: ForeignQuestion) -> Iterator[str]:
    points = f"{100 / len(question.gaps):.2f}"
    for nth, (name, options) in enumerate(zip(_gap_names(question), question.gaps, strict=True), start=1):
        for option, (ident, _) in zip(options, _numbered(options, _FIRST * nth), strict=True):
            if option.share > 0:
                yield _scored(_equal(f"response_{name}", ident), points, "Add")


def _feedback(ident: str, text: str) -> str:
    return f'<itemfeedback ident="{ident}">\n<flow_mat>\n{_material(text, is_html=True)}</flow_mat>\n</itemfeedback>\n'


_PRESENTATIONS = {
    AnswerType.CHOICE: _shown_choice,
    AnswerType.TRUE_FALSE: _shown_claim,
    AnswerType.TYPED: _shown_typed,
    AnswerType.NUMBER: _shown_typed,
    AnswerType.MATCHING: _shown_pairs,
    AnswerType.GAPS: _shown_gaps,
}
_PROCESSINGS = {
    AnswerType.CHOICE: _right_choice,
    AnswerType.TRUE_FALSE: _right_claim,
    AnswerType.TYPED: _right_typed,
    AnswerType.NUMBER: _right_number,
    AnswerType.MATCHING: _right_pairs,
    AnswerType.GAPS: _right_gaps,
}

WRITER = Writer("qti12", "QTI 1.2", ".zip", Holds(_KINDS), _write, _check)
