"""From how many answers on a figure is shown: with fewer it says more than is known."""

#: Answers to a question, before the share that was right gets a percentage and an interval.
SHARE_FROM = 10
#: Students who answered a question, before it is compared with the other questions. Linacre (1994), "Sample size and
#: item calibration stability", Rasch Measurement Transactions 7:4, takes 30 as the fewest for a rough estimate.
DISCRIMINATION_FROM = 30
#: How often an option was offered, before it is judged.
OPTION_FROM = 40
#: Other questions that each student answered, where students were asked different ones: fewer give no score.
REST_FROM = 10
#: Of the time of an answer no more than this counts: whoever takes longer does something else meanwhile.
LONGEST_MS = 120_000
#: Students in the smallest group that is shown to others than the teacher.
SHARED_FROM = 5
