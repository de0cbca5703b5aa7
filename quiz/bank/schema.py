"""The bank format as a JSON Schema (2020-12), for editors that check and complete YAML.

Made from the declaration in `quiz.bank.format`. It describes the structure that the decoder enforces; `quiz bank check`
reports what depends on names and values. Only keywords that drafts since 7 share are used, because editors support
newer drafts late.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from quiz.bank.format import GAP, PATTERN_NAME, QUESTION, TABLE, VALUE, WRONG, BankFormat
from quiz.bank.keys import (
    ALL,
    COLUMN,
    COLUMN_OR_PHRASE,
    COLUMNS,
    CONFUSIONS,
    EXACT,
    FORMAT_VERSION,
    GAPS,
    IDENTIFIER,
    KINDS,
    NUMBER,
    PAIRS,
    PASSAGE,
    PASSAGES,
    PATTERNS,
    QUESTIONS,
    ROWS,
    RULE_CODES,
    TABLES_BY_NAME,
    TEXT,
    TEXT_LIST,
    TEXTS,
    TEXTS_BY_COLUMN,
    TOLERANCE,
    TRUE,
    TRUTH,
    VALUES,
    VALUES_BY_COLUMN,
    WRONGS,
    Key,
    MappingSpec,
    ValueKind,
    Variant,
)
from quiz.bank.rows import CONFUSE
from quiz.values.readings import DECLARATIONS

Schema = dict[str, Any]

# What an id cannot hold: signs other than `-` and `_`, spaces and hidden characters, as far as the patterns of all
# languages can express that. The check knows all of Unicode.
_SIGNS = (
    r"\s\u0000-\u001f!-,./:-@\[-\^\u0060\u007b-\u00a9"
    r"\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u2000-\u206f"
)
_ID: Schema = {"pattern": f"^[^{_SIGNS}]{{1,80}}$"}
_COLUMN_NAME: Schema = {"pattern": f"^(?![0-9])[^\\-{_SIGNS}]{{1,80}}$"}

# A text is what was typed, so any type that YAML takes it for is accepted.
_TEXT: Schema = {"type": ["string", "number", "boolean", "null"], "pattern": r"\S"}
_TRUTH = "|".join("".join(f"[{c}{c.upper()}]" for c in word) for word in ("true", "yes", "false", "no"))


def bank_schema(format: BankFormat, codes: Sequence[str]) -> Schema:
    """Return the schema of banks of this format, with a description for every key. `allow` may name the `codes`."""
    bank, *others = format.mappings
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:quizround:bank:1",  # the number is that of the format
        "title": "A bank of questions",
        **_mapping(bank),
        "$defs": {
            **{_name(spec.name): {"title": spec.name, **_mapping(spec)} for spec in others},
            "cell": _one_or_more(_TEXT, _to(VALUE.name)),
            "row": _row(format.row),
            "code": {"enum": [*codes]},
        },
    }


def _mapping(spec: MappingSpec) -> Schema:
    """Return the schema of a mapping: its keys, which of them it needs and which can be combined."""
    rules = [{"anyOf": [{"required": [key]} for key in spec.any_of]}] if spec.any_of else []
    rules += [_if({"required": [key]}, {"required": [*needed]}) for key, needed in spec.needs.items()]
    for key, excluded in spec.excludes.items():
        rules.append(_if({"required": [key]}, {"properties": dict.fromkeys(excluded, False)}))
    rules += [_single_without(key) for key in spec.keys if key.several_need]
    rules += [_variants(spec.variants)] if spec.variants else []
    rules += _MORE.get(spec.name, [])
    required = [key.name for key in spec.keys if key.required]
    return {
        "type": "object",
        "properties": {key.name: {"description": _help(key), **_kind(key)} for key in spec.keys},
        **({"required": required} if required else {}),
        "additionalProperties": False,
        **({"allOf": rules} if rules else {}),
    }


def _row(spec: MappingSpec) -> Schema:
    """Return the schema of a row: a list of cells, or cells by column and the keys that rows have."""
    keys = {key.name: {"description": _help(key), **_kind(key)} for key in spec.keys}
    return {
        "title": spec.name,
        "type": ["object", "array"],
        "properties": keys,
        "propertyNames": _COLUMN_NAME,
        "additionalProperties": _CELL,
        "minProperties": 1,
        "items": _CELL,
        "minItems": 1,
        "allOf": [
            _if({"type": "object", "required": [*some]}, {"minProperties": 1 + count})
            for count in range(1, 1 + len(keys))
            for some in combinations(keys, count)
        ],
    }


def _help(key: Key) -> str:
    return f"{key.help} For example `{key.name}: {key.example}`."


def _kind(key: Key) -> Schema:
    """Return the schema of what a key may hold, and how many of it."""
    of = "Properties" if _KINDS[key.kind].get("type") == "object" else "Items"
    least = {f"min{of}": key.at_least} if key.at_least else {}
    most = {f"max{of}": key.limit.most} if key.limit is not None else {}
    return {**_KINDS[key.kind], **least, **most}


def _single_without(key: Key) -> Schema:
    """Return the rule that a key may hold only one value if the key that several need is not given."""
    return {
        "if": {"anyOf": [{"required": [name]} for name in key.several_need]},
        "else": {
            "description": f"Several values of `{key.name}` need {' or '.join(f'`{n}`' for n in key.several_need)}.",
            "properties": {key.name: {"maxItems": 1}},
        },
    }


def _variants(variants: Sequence[Variant]) -> Schema:
    """Return the rule that a mapping has one of several variants: the first whose key is there, or the last."""
    every = dict.fromkeys(
        name for variant in variants for name in (variant.key, *variant.needs, *variant.takes) if name
    )
    *others, found = [
        {"required": [*variant.needs], "properties": {name: False for name in every if name not in variant.keys}}
        for variant in variants
    ]
    for variant, rule in reversed([*zip(variants, others, strict=False)]):
        found = {"if": {"required": [variant.key]}, "then": rule, "else": found}
    return found


def _name(name: str) -> str:
    return name.partition(" ")[2]


def _to(name: str) -> Schema:
    return {"$ref": f"#/$defs/{_name(name).replace(' ', '%20')}"}


def _if(holds: Schema, then: Schema) -> Schema:
    return {"if": holds, "then": then}


def _one_or_more(*schemas: Schema) -> Schema:
    """Return the schema of one of these, or of a list of them."""
    one = schemas[0] if len(schemas) == 1 else {"anyOf": [*schemas]}
    return {"anyOf": [*schemas, {"type": "array", "items": one}]}


def _by(names: Schema, schema: Schema, **more: Any) -> Schema:
    """Return the schema of a mapping from names to things."""
    return {"type": "object", "propertyNames": names, "additionalProperties": schema, **more}


def _named(name: str) -> Schema:
    """Return the schema of mappings by name, or in a list, whose names are then made from their texts."""
    return {"anyOf": [_by(_ID, _to(name)), {"type": "array", "items": _to(name)}]}


_CELL: Schema = {"$ref": "#/$defs/cell"}
_ROW: Schema = {"$ref": "#/$defs/row"}

#: What each kind of value looks like.
_KINDS: Mapping[ValueKind, Schema] = {
    TEXT: _TEXT,
    IDENTIFIER: {"type": ["string", "integer", "boolean", "null"], **_ID},
    FORMAT_VERSION: {"enum": [1, "1"]},
    TRUTH: {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": f"^({_TRUTH})$"}]},
    NUMBER: {
        "anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "string", "pattern": "^[0-9][0-9,.'\\s]*$"}]
    },
    ALL: {"enum": ["all"]},
    TRUE: {"anyOf": [{"const": True}, {"type": "string", "pattern": "^([tT][rR][uU][eE]|[yY][eE][sS])$"}]},
    TOLERANCE: {
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0},
            {"type": "string", "pattern": r"^[0-9.][0-9,.'\s]*%?\s*$"},
        ]
    },
    GAPS: _by(
        _ID, {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}, _to(GAP.name)]}, minProperties=1
    ),
    VALUES: _by(_COLUMN_NAME, _one_or_more(_TEXT), minProperties=1),
    TEXT_LIST: {"type": "array", "items": _TEXT},
    PASSAGES: _by(_ID, _TEXT, minProperties=1),
    PASSAGE: {"type": ["string", "integer", "boolean", "null"], **_ID},
    PAIRS: {"type": "object", "additionalProperties": _TEXT},
    TEXTS: _one_or_more(_TEXT),
    COLUMN_OR_PHRASE: _TEXT,
    COLUMN: _TEXT,
    COLUMNS: _one_or_more({"type": ["string", "boolean", "null"], **_COLUMN_NAME, "not": {"enum": [CONFUSE]}}),
    TEXTS_BY_COLUMN: _by(_COLUMN_NAME, _one_or_more(_TEXT)),
    VALUES_BY_COLUMN: _by(_ID, _CELL),
    ROWS: {
        "anyOf": [
            _by(_ID, _ROW, minProperties=1),
            {
                "type": "array",
                "items": {"anyOf": [_ROW, _by(_ID, _ROW, minProperties=1, maxProperties=1)]},
                "minItems": 1,
            },
        ]
    },
    WRONGS: _one_or_more(_TEXT, _to(WRONG.name)),
    TABLES_BY_NAME: _by(_ID, _to(TABLE.name)),
    PATTERNS: _named(PATTERN_NAME),
    QUESTIONS: _named(QUESTION.name),
    KINDS: _by(_COLUMN_NAME, {"enum": [*DECLARATIONS]}),
    CONFUSIONS: _one_or_more(_TEXT, _by(_COLUMN_NAME, _CELL)),
    RULE_CODES: _one_or_more(_to("a code")),
}

_IS_EXACT: Schema = {"required": [EXACT.name], "properties": {EXACT.name: _KINDS[TRUE]}}
#: Rules of single mappings that no key can express, by the name of the mapping.
_MORE: Mapping[str, list[Schema]] = {
    PATTERN_NAME: [_if(_IS_EXACT, {"properties": {"near": False, "within": False}})],
    QUESTION.name: [_if(_IS_EXACT, {"properties": {"within": False}})],
    TABLE.name: [
        {
            "if": {"required": ["columns"], "properties": {"columns": {"minItems": 1}}},
            "else": {
                "description": "Where all rows are lists, `columns` must name their columns.",
                "properties": {
                    "rows": {
                        "if": {"type": "array"},
                        "then": {"contains": {"type": "object"}},
                        "else": {"not": {"additionalProperties": {"type": "array"}}},
                    }
                },
            },
        }
    ],
}
