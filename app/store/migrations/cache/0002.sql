-- The appointments of one Danish day as the agenda last gave them, in JSON; both texts of time are ISO 8601.
CREATE TABLE agenda (day TEXT PRIMARY KEY, as_of TEXT NOT NULL, appointments TEXT NOT NULL) STRICT;
