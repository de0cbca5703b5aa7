-- A history of version 2. It is never changed: migrations are tested with it.
PRAGMA application_id = 1364543834;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
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
    answered_at INTEGER NOT NULL,
    UNIQUE (round, position)
) STRICT;
INSERT INTO "attempts" VALUES('8ca59966-66ce-4b36-8512-bd1311072231','b8a1abcd-1a69-46c7-8da4-f9fc3c6da5d7',0,'first','colors','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','colors/mixes.what/green','colors/mixes/green','Mixing','pick',0,'{"bank":"Colors","stem":"Which one is green? “ʻokina” 🎨 it''s","options":[{"id":"green","text":"Green","correct":true},{"id":"orange","text":"Orange","correct":false},{"id":"purple","text":"Purple","correct":false},{"id":"gray","text":"Gray","correct":false}],"why":"","source":""}','["gray"]',0,0,1500,1700000002000);
INSERT INTO "attempts" VALUES('fd724452-ccea-41ff-8a14-876aeaff1a09','b8a1abcd-1a69-46c7-8da4-f9fc3c6da5d7',1,'first','colors','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','colors/mixes.what/orange','colors/mixes/orange','Mixing','pick',1,'{"bank":"Colors","stem":"Which one is orange? “ʻokina” 🎨 it''s","options":[{"id":"green","text":"Green","correct":false},{"id":"orange","text":"Orange","correct":true},{"id":"purple","text":"Purple","correct":false},{"id":"gray","text":"Gray","correct":false}],"why":"","source":""}','["orange"]',1,1,1501,1700000005000);
INSERT INTO "attempts" VALUES('8534f457-38d0-48ec-8f10-99c6c3e1b258','b8a1abcd-1a69-46c7-8da4-f9fc3c6da5d7',2,'again','colors','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','colors/mixes.what/green','colors/mixes/green','Mixing','pick',2,'{"bank":"Colors","stem":"Which one is green? “ʻokina” 🎨 it''s","options":[{"id":"green","text":"Green","correct":true},{"id":"orange","text":"Orange","correct":false},{"id":"purple","text":"Purple","correct":false},{"id":"gray","text":"Gray","correct":false}],"why":"","source":""}','["green"]',0,1,1502,1700000009000);
INSERT INTO "attempts" VALUES('c79d6793-46d4-4c7a-9c39-02b38963dc6e','1710cf53-27ac-435a-ba97-c643656412a9',0,'first','colors','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','colors/mixes.what/purple','colors/mixes/purple','Mixing','pick',0,'{"bank":"Colors","stem":"Which one is purple? “ʻokina” 🎨 it''s","options":[{"id":"green","text":"Green","correct":false},{"id":"orange","text":"Orange","correct":false},{"id":"purple","text":"Purple","correct":true},{"id":"gray","text":"Gray","correct":false}],"why":"","source":""}','["purple"]',0,1,1500,1700086402500);
CREATE TABLE rounds (
    id          TEXT    PRIMARY KEY,            -- UUID
    started_at  INTEGER NOT NULL,
    ended_at    INTEGER,                        -- NULL while the round can be resumed
    ending      TEXT CHECK (ending IN ('finished', 'left', 'changed')),
    mode        TEXT    NOT NULL,
    seed        TEXT    NOT NULL,
    planned     INTEGER NOT NULL,               -- how many first tries the round has
    setup       TEXT    NOT NULL                -- JSON: all that the round was started with
) STRICT;
INSERT INTO "rounds" VALUES('b8a1abcd-1a69-46c7-8da4-f9fc3c6da5d7',1700000000000,1700000009000,'finished','learn','7',2,'{"seed": "7", "mode": "learn", "questions": 2, "banks": [["colors", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]], "topics": [], "facts": [], "names": ["colors"]}');
INSERT INTO "rounds" VALUES('1710cf53-27ac-435a-ba97-c643656412a9',1700086400000,NULL,NULL,'learn','8',3,'{"seed": "8", "mode": "learn", "questions": 3, "banks": [["colors", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]], "topics": [], "facts": [], "names": ["colors"]}');
CREATE INDEX rounds_open ON rounds (started_at) WHERE ended_at IS NULL;
CREATE INDEX attempts_by_fact ON attempts (fact, answered_at);
COMMIT;
