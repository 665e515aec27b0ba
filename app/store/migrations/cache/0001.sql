-- Good answers of the registers. Instants are milliseconds since 1970, UTC. `request` is the query in normal form,
-- with legal basis and period; `errand` is the one it was fetched for.
CREATE TABLE answer (
    subject TEXT NOT NULL,
    register TEXT NOT NULL,
    request TEXT NOT NULL,
    errand TEXT NOT NULL,
    value BLOB NOT NULL,
    fetched_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (subject, register, request)
) STRICT;
CREATE INDEX answer_expiry ON answer (expires_at);

-- The latest instant seen: a clock set back extends no age.
CREATE TABLE seen (latest INTEGER NOT NULL) STRICT;
INSERT INTO seen VALUES (0);
