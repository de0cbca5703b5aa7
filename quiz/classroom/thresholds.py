"""How many answers a figure needs before it is shown: with fewer, it would claim more than is known."""

#: Answers to a question, before the share that was right gets a percentage and an interval.
SHARE_FROM = 10
#: Students who answered a question, before it is compared with the other questions. A choice: Linacre (1994), "Sample
#: size and item calibration stability", Rasch Measurement Transactions 7:4, is about how many students it takes until
#: the difficulty of a question is stable: according to summaries, 27 if the test fits the class, and up to 61 if not.
DISCRIMINATION_FROM = 30
#: How often an option was offered, before it is judged.
OPTION_FROM = 40
#: Other questions that each student answered, if students were asked different ones: fewer give no score.
REST_FROM = 10
#: The most that counts of the time of an answer: a student who takes longer is doing something else meanwhile.
LONGEST_MS = 120_000
#: Students in the smallest group that is shown to others besides the teacher.
SHARED_FROM = 5
