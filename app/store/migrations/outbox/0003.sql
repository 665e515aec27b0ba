-- Forms being filled in, one row each, kept at every change. `citizen` is whom it is about; `body` is JSON.
CREATE TABLE form_draft (
    id TEXT PRIMARY KEY,
    citizen TEXT NOT NULL,
    edits INTEGER NOT NULL,
    body TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX form_draft_citizen ON form_draft (citizen);

-- Forms as they were finished. What a register confirms of them afterwards stands beside, never in them.
CREATE TABLE form_finished (
    id TEXT PRIMARY KEY,
    citizen TEXT NOT NULL,
    body TEXT NOT NULL,
    finished_at TEXT NOT NULL
) STRICT;
CREATE INDEX form_finished_citizen ON form_finished (citizen);
CREATE TRIGGER form_finished_is_not_edited BEFORE UPDATE ON form_finished
BEGIN SELECT RAISE(ABORT, 'a finished form is frozen'); END;
CREATE TABLE form_verified (
    form TEXT NOT NULL REFERENCES form_finished (id),
    field TEXT NOT NULL,
    mark TEXT NOT NULL,
    source TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (form, field, at)
) STRICT, WITHOUT ROWID;

-- Papers attached to a form, draft or finished.
CREATE TABLE form_file (
    id TEXT PRIMARY KEY,
    form TEXT NOT NULL,
    field TEXT NOT NULL,
    name TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;
CREATE INDEX form_file_form ON form_file (form, field);
