-- What the shared store last said of a citizen's contacts and plans, in JSON, for when it does not answer; ISO 8601.
CREATE TABLE visits (citizen TEXT PRIMARY KEY, as_of TEXT NOT NULL, told TEXT NOT NULL) STRICT;
