"""The counts of `quiz.classroom.counts` as SQL statements, for more answers than fit in memory.

They use only what both DuckDB and ClickHouse run. They query two tables: `tries` has a row for each first try, `offers`
one for each option that was offered in it, with whether the try was right. Columns called `is_...` hold 0 or 1.
"""

from quiz.classroom.thresholds import DISCRIMINATION_FROM, LONGEST_MS, REST_FROM

#: The columns of both tables and what they hold. `folded` is a typed text in lower case.
TRY_COLUMNS = {
    "student": "VARCHAR",
    "item": "VARCHAR",
    "is_right": "INTEGER",
    "took_ms": "INTEGER",
    "typed": "VARCHAR",
    "folded": "VARCHAR",
    "is_checked": "INTEGER",
}
OFFER_COLUMNS = {
    "student": "VARCHAR",
    "item": "VARCHAR",
    "option_id": "VARCHAR",
    "is_key": "INTEGER",
    "is_chosen": "INTEGER",
    "is_right": "INTEGER",
}

_SCORES = "scores AS (SELECT student, COUNT(*) AS tries, SUM(is_right) AS score FROM tries GROUP BY student)"


def _rest(right: str) -> str:
    """Return the share of the other questions that a student had right."""
    return f"({right}) / CAST(GREATEST(s.tries - 1, 1) AS DOUBLE)"


_RESTS = f"""rests AS (
    SELECT t.student AS student, t.item AS item, t.is_right AS mark, s.tries AS tries,
           {_rest("s.score - t.is_right")} AS rest
    FROM tries AS t JOIN scores AS s ON s.student = t.student
)"""

_TIME = f"AVG(LEAST(took_ms, {LONGEST_MS}))"


#: How many questions there are, how many students, and how many of these answered all questions.
SCOPE_SQL = f"""
WITH {_SCORES}, asked AS (SELECT COUNT(DISTINCT item) AS items FROM tries)
SELECT MAX(items), COUNT(*), SUM(CASE WHEN tries = items THEN 1 ELSE 0 END) FROM scores CROSS JOIN asked
"""

STUDENTS_SQL = f"SELECT student, COUNT(*), SUM(is_right), {_TIME} FROM tries GROUP BY student ORDER BY student"

OPTIONS_SQL = f"""
WITH {_SCORES}, {_RESTS}, means AS (SELECT item, AVG(rest) + 1e-9 AS middle FROM rests GROUP BY item),
placed AS (
    SELECT o.item AS item, o.option_id AS option_id, o.is_key AS is_key, o.is_chosen AS is_chosen,
           CASE WHEN {_rest("s.score - o.is_right")} > m.middle THEN 1 ELSE 0 END AS is_above
    FROM offers AS o JOIN scores AS s ON s.student = o.student JOIN means AS m ON m.item = o.item
)
SELECT item, option_id, is_key, COUNT(*), SUM(is_chosen), SUM(is_above), SUM(is_chosen * is_above)
FROM placed GROUP BY item, option_id, is_key ORDER BY item, option_id, is_key
"""

TYPED_SQL = """
SELECT item, MIN(typed) AS text, COUNT(*) AS students FROM tries WHERE typed <> '' AND is_right = 0
GROUP BY item, folded ORDER BY item, students DESC, text
"""


def items_statement(*, is_same: bool) -> str:
    """Return the statement for questions: item, tries, right ones, mean time, agreement, efficiency and difference.

    `is_same` says whether most students were asked the same.
    """
    fewest = 1 if is_same else REST_FROM
    return f"""
WITH {_SCORES}, {_RESTS},
compared_tries AS (SELECT * FROM rests WHERE tries > {fewest}),
grouped AS (SELECT item, rest, COUNT(*) AS equal, SUM(mark) AS marks FROM compared_tries GROUP BY item, rest),
ranked AS (
    SELECT item, rest, equal, marks, SUM(equal) OVER (PARTITION BY item) AS students,
           SUM(equal) OVER (PARTITION BY item ORDER BY rest DESC ROWS UNBOUNDED PRECEDING) - equal AS better,
           SUM(equal) OVER (PARTITION BY item ORDER BY rest ROWS UNBOUNDED PRECEDING) - equal AS worse
    FROM grouped
),
sized AS (SELECT *, GREATEST(1.0, FLOOR(0.27 * students + 0.5)) AS size FROM ranked),
weighed AS (
    SELECT item, rest, marks, equal, students, size,
           LEAST(1.0, GREATEST(0.0, (size - better) / equal)) AS in_best,
           LEAST(1.0, GREATEST(0.0, (size - worse) / equal)) AS in_weakest,
           rest * LEAST(equal, GREATEST(0, SUM(marks) OVER (PARTITION BY item) - better)) AS at_most,
           rest * equal AS all_rests
    FROM sized
),
compared AS (
    SELECT item, MAX(students) AS everybody, SUM(marks) AS score, MIN(rest) AS least, MAX(rest) AS most,
           SUM(marks * (in_best - in_weakest)) / MAX(size) AS difference,
           SUM(marks * rest) - SUM(marks) * SUM(all_rests) / MAX(students) AS spread,
           SUM(at_most) - SUM(marks) * SUM(all_rests) / MAX(students) AS most_spread
    FROM weighed GROUP BY item
),
related AS (SELECT item, CORR(mark, rest) AS agreement FROM compared_tries GROUP BY item),
counted AS (SELECT item, COUNT(*) AS tries, SUM(is_right) AS score, {_TIME} AS took_ms FROM tries GROUP BY item)
SELECT c.item, c.tries, c.score, c.took_ms,
       CASE WHEN p.everybody >= {DISCRIMINATION_FROM} AND p.score > 0 AND p.score < p.everybody AND p.least < p.most
            THEN r.agreement END,
       CASE WHEN p.everybody >= {DISCRIMINATION_FROM} AND p.score > 0 AND p.score < p.everybody AND p.least < p.most
            THEN 100 * p.spread / p.most_spread END,
       CASE WHEN p.everybody >= {DISCRIMINATION_FROM} AND p.least < p.most THEN p.difference END
FROM counted AS c LEFT JOIN compared AS p ON p.item = c.item LEFT JOIN related AS r ON r.item = c.item
ORDER BY c.item
"""


def reliability_statement(items: int) -> str:
    """Return the statement on those who answered all items: how many, sum of the variances, variance of the scores."""
    return f"""
WITH {_SCORES}, whole AS (SELECT student, score FROM scores WHERE tries = {items}),
apart AS (
    SELECT t.item AS item, VAR_SAMP(t.is_right) AS spread
    FROM tries AS t JOIN whole AS w ON w.student = t.student GROUP BY t.item
)
SELECT MAX(students), MAX(spread), MAX(variance)
FROM (SELECT COUNT(*) AS students, VAR_SAMP(score) AS variance FROM whole) AS scored
CROSS JOIN (SELECT SUM(spread) AS spread FROM apart) AS summed
"""
