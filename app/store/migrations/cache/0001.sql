-- Good answers of the registers. `request` is the query in normal form, with legal basis and period; `errand` is the
-- one it was fetched for. Instants are microseconds since 1970 on the clock below.
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

-- The clock that ages count on: the computer's, `ahead` by all it has ever been set back. `latest` is when last seen.
CREATE TABLE clock (latest INTEGER NOT NULL, ahead INTEGER NOT NULL) STRICT;
INSERT INTO clock VALUES (0, 0);
