"""The rules, one module each. `RULES` and `BANK_RULES` are the lists of them all."""

from quiz.lint.rule import BankRule, Rule
from quiz.lint.rules import (
    q101_one_key,
    q102_duplicate_options,
    q103_overlapping_options,
    q104_longest_key,
    q105_all_of_the_above,
    q106_none_of_the_above,
    q107_negative_stem,
    q108_negative_options,
    q109_absolute_terms,
    q110_vague_frequency,
    q111_clang,
    q112_article_cue,
    q113_numeric_order,
    q114_lone_number,
    q115_combination_options,
    q116_unfocused_stem,
    q117_blank_in_stem,
    q118_few_options,
    q119_many_options,
    q120_key_position,
    q121_leak,
    q122_mixed_types,
    q123_no_explanation,
    q124_no_source,
    q125_undated_number,
    q126_doubles,
    q127_language,
    q128_article_before_value,
)

#: The rules about items.
RULES: tuple[Rule, ...] = (
    q101_one_key.RULE,
    q102_duplicate_options.RULE,
    q103_overlapping_options.RULE,
    q104_longest_key.RULE,
    q105_all_of_the_above.RULE,
    q106_none_of_the_above.RULE,
    q107_negative_stem.RULE,
    q108_negative_options.RULE,
    q109_absolute_terms.RULE,
    q110_vague_frequency.RULE,
    q111_clang.RULE,
    q112_article_cue.RULE,
    q113_numeric_order.RULE,
    q114_lone_number.RULE,
    q115_combination_options.RULE,
    q116_unfocused_stem.RULE,
    q117_blank_in_stem.RULE,
    q118_few_options.RULE,
    q119_many_options.RULE,
    q121_leak.RULE,
    q122_mixed_types.RULE,
    q123_no_explanation.RULE,
    q125_undated_number.RULE,
    q128_article_before_value.RULE,
)

#: The rules about a bank as a whole.
BANK_RULES: tuple[BankRule, ...] = (q120_key_position.RULE, q124_no_source.RULE, q126_doubles.RULE, q127_language.RULE)
