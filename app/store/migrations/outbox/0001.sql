-- The audit trail is append-only: a chain with a hole proves nothing.
CREATE TABLE audit (number INTEGER PRIMARY KEY, line TEXT NOT NULL, digest BLOB NOT NULL) STRICT;
CREATE TRIGGER audit_is_not_edited BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

-- What a person did and somebody else must be told. Delivered in order per subject.
CREATE TABLE entry (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    digest BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'delivered', 'parked')),
    created_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    settled_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX entry_undelivered ON entry (subject, number) WHERE state != 'delivered';
CREATE INDEX entry_settled ON entry (settled_at) WHERE state = 'delivered';

CREATE TABLE draft (key TEXT PRIMARY KEY, body TEXT NOT NULL, changed_at TEXT NOT NULL) STRICT;
