-- A history of version 17. It is never changed: migrations are tested with it.
PRAGMA application_id = 1364543834;
PRAGMA user_version = 17;
BEGIN TRANSACTION;
CREATE TABLE asides (
            id      TEXT    PRIMARY KEY,      -- UUID
            player  TEXT    NOT NULL REFERENCES players (id),
            fact    TEXT    NOT NULL,
            set_at  INTEGER NOT NULL,
            back_at INTEGER                   -- NULL: it is set aside
        ) STRICT
        ;
CREATE TABLE attempts (
    id          TEXT    PRIMARY KEY,            -- UUID made by the player's program
    round       TEXT    NOT NULL REFERENCES rounds (id),
    position    INTEGER NOT NULL,               -- place in the round, from 0
    kind        TEXT    NOT NULL CHECK (kind IN ('first', 'again', 'between')),
    bank        TEXT    NOT NULL,
    bank_hash   TEXT    NOT NULL,               -- content of the bank when it was shown
    item        TEXT    NOT NULL,
    fact        TEXT    NOT NULL,
    topic       TEXT    NOT NULL,
    form        TEXT    NOT NULL,
    slot        INTEGER NOT NULL,               -- with the round's seed: how the options lay
    shown       TEXT    NOT NULL,               -- JSON: stem, options in order, why, source
    chosen      TEXT    NOT NULL,               -- JSON: ids of the options chosen
    hinted      INTEGER NOT NULL CHECK (hinted IN (0, 1)),
    is_right    INTEGER NOT NULL CHECK (is_right IN (0, 1)),
    took_ms     INTEGER NOT NULL,
    answered_at INTEGER NOT NULL, certainty TEXT CHECK (certainty IN ('sure', 'think', 'guess')), voided_at INTEGER, response TEXT, utc_offset_s INTEGER, extra TEXT, assumed_offset_s INTEGER, forgotten_at INTEGER, digest INTEGER,
    UNIQUE (round, position)
) STRICT;
INSERT INTO "attempts" VALUES('8ca59966-66ce-4b36-8512-bd1311072231','b8a1abcd-1a69-46c7-8da4-f9fc3c6da5d7',0,'first','colors','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','colors/mixes.what/green','colors/mixes/green','Mixing','pick',0,'{"bank":"Colors","stem":"Which one is green? “ʻokina” 🎨 it''s","options":[{"id":"green","text":"Green","correct":true},{"id":"orange","text":"Orange","correct":false},{"id":"purple","text":"Purple","correct":false},{"id":"gray","text":"Gray","correct":false}],"why":"","source":""}','["gray"]',0,0,1500,1700000002000,'sure',NULL,'gris',3600,NULL,NULL,NULL,5399389786467784527);
INSERT INTO "attempts" VALUES('fd724452-ccea-41ff-8a14-876aeaff1a09','b8a1abcd-1a69-46c7-8da4-f9fc3c6da5d7',1,'first','colors','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','colors/mixes.what/orange','colors/mixes/orange','Mixing','pick',1,'{"bank":"Colors","stem":"Which one is orange? “ʻokina” 🎨 it''s","options":[{"id":"green","text":"Green","correct":false},{"id":"orange","text":"Orange","correct":true},{"id":"purple","text":"Purple","correct":false},{"id":"gray","text":"Gray","correct":false}],"why":"","source":""}','["orange"]',1,1,1501,1700000005000,NULL,NULL,NULL,NULL,NULL,0,NULL,4360844748203595687);
INSERT INTO "attempts" VALUES('8534f457-38d0-48ec-8f10-99c6c3e1b258','b8a1abcd-1a69-46c7-8da4-f9fc3c6da5d7',2,'again','colors','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','colors/mixes.what/green','colors/mixes/green','Mixing','pick',2,'{"bank":"Colors","stem":"Which one is green? “ʻokina” 🎨 it''s","options":[{"id":"green","text":"Green","correct":true},{"id":"orange","text":"Orange","correct":false},{"id":"purple","text":"Purple","correct":false},{"id":"gray","text":"Gray","correct":false}],"why":"","source":""}','["green"]',0,1,1502,1700000009000,NULL,1700000009500,NULL,NULL,NULL,0,NULL,6183149053006796154);
INSERT INTO "attempts" VALUES('c79d6793-46d4-4c7a-9c39-02b38963dc6e','1710cf53-27ac-435a-ba97-c643656412a9',0,'first','colors','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','colors/mixes.what/purple','colors/mixes/purple','Mixing','pick',0,'{"bank":"Colors","stem":"Which one is purple? “ʻokina” 🎨 it''s","options":[{"id":"green","text":"Green","correct":false},{"id":"orange","text":"Orange","correct":false},{"id":"purple","text":"Purple","correct":true},{"id":"gray","text":"Gray","correct":false}],"why":"","source":""}','["purple"]',0,1,1500,1700086402500,'sure',NULL,'gris',3600,'{"later":1}',NULL,NULL,6560820536208986979);
CREATE TABLE certainty_counts (
        player    TEXT    NOT NULL,
        certainty TEXT    NOT NULL,
        tries     INTEGER NOT NULL,
        is_right  INTEGER NOT NULL,
        PRIMARY KEY (player, certainty)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "certainty_counts" VALUES('edb2e214-8fc0-4b7e-9152-69301b92d9df','sure',2,1);
CREATE TABLE confusions (
        player   TEXT    NOT NULL,
        fact     TEXT    NOT NULL,
        answer   TEXT    NOT NULL,      -- the id of the option that was right
        chosen   TEXT    NOT NULL,      -- and of the one that was chosen for it
        times    INTEGER NOT NULL,
        apart    INTEGER NOT NULL,      -- first tries that were right since, with both on offer
        attempt  TEXT    NOT NULL,      -- the latest that mixed them up
        mixed_at INTEGER NOT NULL,
        is_guess INTEGER NOT NULL DEFAULT 0,  -- chosen once, by somebody who may not have known the fact at all
        PRIMARY KEY (player, fact, answer, chosen)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "confusions" VALUES('edb2e214-8fc0-4b7e-9152-69301b92d9df','colors/mixes/green','green','gray',1,0,'8ca59966-66ce-4b36-8512-bd1311072231',1700000002000,0);
CREATE TABLE day_counts (
        player   TEXT    NOT NULL,
        day      INTEGER NOT NULL,
        answers  INTEGER NOT NULL,
        PRIMARY KEY (player, day)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "day_counts" VALUES('edb2e214-8fc0-4b7e-9152-69301b92d9df',738838,2);
INSERT INTO "day_counts" VALUES('edb2e214-8fc0-4b7e-9152-69301b92d9df',738839,1);
CREATE TABLE exams (
    player     TEXT    PRIMARY KEY REFERENCES players (id),
    day        TEXT    NOT NULL,      -- such as 2026-12-18, where the player is
    scope      TEXT    NOT NULL,      -- JSON: names of banks
    daily      INTEGER NOT NULL,      -- how many facts a day
    planned_on TEXT    NOT NULL,      -- the day that `planned` is for
    planned    TEXT    NOT NULL       -- JSON: facts; derived, and made anew on another day
) STRICT, WITHOUT ROWID
;
INSERT INTO "exams" VALUES('edb2e214-8fc0-4b7e-9152-69301b92d9df','2023-12-18','["colors"]',2,'2023-11-16','["colors/mixes/green","colors/mixes/orange"]');
CREATE TABLE fact_counts (
        player   TEXT    NOT NULL,
        fact     TEXT    NOT NULL,
        bank     TEXT    NOT NULL,                  -- as the latest answer has them
        topic    TEXT    NOT NULL,
        tries    INTEGER NOT NULL,
        is_right INTEGER NOT NULL,
        seen_at  INTEGER NOT NULL,                  -- these as quiz/game/mastery.py has them
        seen_on  INTEGER NOT NULL,
        run_from INTEGER NOT NULL,
        run_to   INTEGER NOT NULL,
        missed_on  INTEGER NOT NULL,
        right_days INTEGER NOT NULL,
        right_on   INTEGER NOT NULL,
        recalls  INTEGER NOT NULL,
        recalled INTEGER NOT NULL,
        chance   REAL    NOT NULL,                  -- how many of the recalls blind guessing would get right
        PRIMARY KEY (player, fact)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "fact_counts" VALUES('edb2e214-8fc0-4b7e-9152-69301b92d9df','colors/mixes/green','colors','Mixing',1,0,1700000002000,738838,0,0,738838,0,0,0,0,0.0);
INSERT INTO "fact_counts" VALUES('edb2e214-8fc0-4b7e-9152-69301b92d9df','colors/mixes/orange','colors','Mixing',1,1,1700000005000,738838,0,0,0,0,0,0,0,0.0);
INSERT INTO "fact_counts" VALUES('edb2e214-8fc0-4b7e-9152-69301b92d9df','colors/mixes/purple','colors','Mixing',1,1,1700086402500,738839,738839,738839,0,1,738839,0,0,0.0);
CREATE TABLE flags (
            id         TEXT    PRIMARY KEY,                      -- UUID
            attempt    TEXT    NOT NULL REFERENCES attempts (id),
            note       TEXT    NOT NULL,                         -- the player's words, or nothing
            flagged_at INTEGER NOT NULL,
            shown      TEXT    NOT NULL                          -- JSON: all that was on the screen
        , extra TEXT) STRICT;
INSERT INTO "flags" VALUES('5b0b6f0e-8f2c-4b6a-9d1e-0c9a5a1f7e11','fd724452-ccea-41ff-8a14-876aeaff1a09','Is it?',1700000007000,'{"bank":"Colors","stem":"Which one is orange? “ʻokina” 🎨 it''s","options":[{"id":"green","text":"Green","correct":false},{"id":"orange","text":"Orange","correct":true},{"id":"purple","text":"Purple","correct":false},{"id":"gray","text":"Gray","correct":false}],"why":"","source":""}',NULL);
CREATE TABLE habits (
            player TEXT NOT NULL REFERENCES players (id),
            name   TEXT NOT NULL,             -- of an option
            value  TEXT NOT NULL,
            PRIMARY KEY (player, name)
        ) STRICT, WITHOUT ROWID
        ;
CREATE TABLE players (
            id      TEXT PRIMARY KEY,      -- UUID made by the program where the player first played
            name    TEXT NOT NULL,
            folded  TEXT NOT NULL UNIQUE   -- the name without regard to case
        , extra TEXT) STRICT
        ;
INSERT INTO "players" VALUES('edb2e214-8fc0-4b7e-9152-69301b92d9df','me','me',NULL);
CREATE TABLE rounds (
    id          TEXT    PRIMARY KEY,            -- UUID
    started_at  INTEGER NOT NULL,
    ended_at    INTEGER,                        -- NULL while the round can be resumed
    ending      TEXT CHECK (ending IN ('finished', 'left', 'changed')),
    mode        TEXT    NOT NULL,
    seed        TEXT    NOT NULL,
    planned     INTEGER NOT NULL,               -- how many first tries the round has
    setup       TEXT    NOT NULL                -- JSON: all that the round was started with
, player TEXT REFERENCES players (id), extra TEXT) STRICT;
INSERT INTO "rounds" VALUES('b8a1abcd-1a69-46c7-8da4-f9fc3c6da5d7',1700000000000,1700000009000,'finished','learn','7',2,'{"seed": "7", "mode": "learn", "questions": 2, "banks": [["colors", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]], "topics": [], "facts": [], "names": ["colors"]}','edb2e214-8fc0-4b7e-9152-69301b92d9df',NULL);
INSERT INTO "rounds" VALUES('1710cf53-27ac-435a-ba97-c643656412a9',1700086400000,NULL,NULL,'learn','8',3,'{"seed": "8", "mode": "learn", "questions": 3, "banks": [["colors", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]], "topics": [], "facts": [], "names": ["colors"]}','edb2e214-8fc0-4b7e-9152-69301b92d9df',NULL);
CREATE TABLE schedule (
        player      TEXT    NOT NULL,
        fact        TEXT    NOT NULL,
        stability   REAL    NOT NULL,      -- days until it is remembered with a probability of 0.9
        difficulty  REAL    NOT NULL,      -- from 1 to 10
        reviewed_at INTEGER NOT NULL,      -- milliseconds since 1970
        reviewed_on INTEGER NOT NULL,      -- days, as numbers (see quiz/days.py)
        due_on      INTEGER NOT NULL,
        is_right    INTEGER NOT NULL,      -- how the last first try went
        surely_wrong INTEGER NOT NULL DEFAULT 0,
        evidence    TEXT    NOT NULL DEFAULT '',  -- what its answers say of the pace (see quiz/game/pace.py)
        asked       INTEGER NOT NULL,      -- how many first tries it rests on
        PRIMARY KEY (player, fact)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "schedule" VALUES('edb2e214-8fc0-4b7e-9152-69301b92d9df','colors/mixes/green',0.212,6.4133,1700000002000,738838,738839,0,1,'0',1);
INSERT INTO "schedule" VALUES('edb2e214-8fc0-4b7e-9152-69301b92d9df','colors/mixes/orange',4.42078669617226749366e-01,5.88448907168981349968e+00,1700000005000,738838,738839,1,0,'0',1);
INSERT INTO "schedule" VALUES('edb2e214-8fc0-4b7e-9152-69301b92d9df','colors/mixes/purple',2.3065,2.11810397045901499524e+00,1700086402500,738839,738841,1,0,'0',1);
CREATE TABLE schedule_by (           -- what folded the schedule; a player who is not here has none yet
        player      TEXT    PRIMARY KEY,
        scheduler   TEXT    NOT NULL,
        evidence    TEXT    NOT NULL DEFAULT ''  -- the sum of that of all facts
    ) STRICT, WITHOUT ROWID;
INSERT INTO "schedule_by" VALUES('edb2e214-8fc0-4b7e-9152-69301b92d9df','fsrs-6/5','0');
CREATE TABLE schedule_stale (        -- facts that are to be folded again
        player      TEXT    NOT NULL,
        fact        TEXT    NOT NULL,
        since       INTEGER NOT NULL,      -- earlier attempts are as they were
        PRIMARY KEY (player, fact)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE topic_counts (
        player   TEXT    NOT NULL,
        bank     TEXT    NOT NULL,
        topic    TEXT    NOT NULL,
        tries    INTEGER NOT NULL,                  -- first tries, as in the tables below
        is_right INTEGER NOT NULL,
        latest   TEXT    NOT NULL,                  -- JSON: the latest of them, packed as in quiz/game/mastery.py
        PRIMARY KEY (player, bank, topic)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "topic_counts" VALUES('edb2e214-8fc0-4b7e-9152-69301b92d9df','colors','Mixing',3,2,'[217600000256051, 217600000640056, 217611059520063]');
CREATE INDEX rounds_open ON rounds (started_at) WHERE ended_at IS NULL;
CREATE INDEX attempts_by_fact ON attempts (fact, answered_at);
CREATE INDEX rounds_of_player ON rounds (player, started_at);
CREATE INDEX attempts_without_offset ON attempts (assumed_offset_s) WHERE utc_offset_s IS NULL;
CREATE INDEX attempts_forgotten ON attempts (forgotten_at) WHERE forgotten_at IS NOT NULL;
CREATE INDEX asides_of_player ON asides (player, fact);
CREATE TRIGGER schedule_answered AFTER INSERT ON attempts WHEN NEW.kind = 'first' BEGIN
        INSERT INTO schedule_stale (player, fact, since) SELECT player, NEW.fact, NEW.answered_at FROM rounds
        WHERE id = NEW.round AND player IS NOT NULL
        ON CONFLICT DO UPDATE SET since = min(since, excluded.since);
    END;
CREATE TRIGGER schedule_changed AFTER UPDATE ON attempts WHEN NEW.kind = 'first' BEGIN
        INSERT INTO schedule_stale (player, fact, since) SELECT player, NEW.fact, 0 FROM rounds
        WHERE id = NEW.round AND player IS NOT NULL
        ON CONFLICT DO UPDATE SET since = 0;
    END;
CREATE TRIGGER schedule_removed AFTER DELETE ON attempts WHEN OLD.kind = 'first' BEGIN
        INSERT INTO schedule_stale (player, fact, since) SELECT player, OLD.fact, 0 FROM rounds
        WHERE id = OLD.round AND player IS NOT NULL
        ON CONFLICT DO UPDATE SET since = 0;
    END;
CREATE TRIGGER schedule_moved AFTER UPDATE OF player ON rounds BEGIN
        INSERT INTO schedule_stale (player, fact, since) SELECT player, fact, 0 FROM attempts
        JOIN (SELECT OLD.player AS player UNION SELECT NEW.player) WHERE round = NEW.id AND player IS NOT NULL
        ON CONFLICT DO UPDATE SET since = 0;
    END;
CREATE TRIGGER schedule_left AFTER DELETE ON players BEGIN
        DELETE FROM schedule WHERE player = OLD.id;
        DELETE FROM schedule_stale WHERE player = OLD.id;
        DELETE FROM schedule_by WHERE player = OLD.id;
    END;
COMMIT;
