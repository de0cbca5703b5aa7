"""Tables with mistakes: rules about the facts themselves, one module each. `FACT_RULES` lists them all. Pure."""

from quiz.lint.facts import (
    f101_near_duplicates,
    f102_placeholders,
    f103_other_kind,
    f104_number_formats,
    f105_same_fact,
    f106_two_values,
    f107_broken_dependency,
    f108_list_in_text,
    f109_two_lists,
    f110_no_placeholder,
    f111_asked_twice,
    f112_letter_as_answer,
    f113_stray_marks,
    f114_only_case,
)
from quiz.lint.facts.view import FactRule

FACT_RULES: tuple[FactRule, ...] = (
    f101_near_duplicates.RULE,
    f102_placeholders.RULE,
    f103_other_kind.RULE,
    f104_number_formats.RULE,
    f105_same_fact.RULE,
    f106_two_values.RULE,
    f107_broken_dependency.RULE,
    f108_list_in_text.RULE,
    f109_two_lists.RULE,
    f110_no_placeholder.RULE,
    f111_asked_twice.RULE,
    f112_letter_as_answer.RULE,
    f113_stray_marks.RULE,
    f114_only_case.RULE,
)
