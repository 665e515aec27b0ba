-- The municipality's lists of people whose look-ups have rules of their own: 'kollega', 'skærmet', 'truet'.
CREATE TABLE listed (cpr TEXT NOT NULL, list TEXT NOT NULL, PRIMARY KEY (cpr, list)) STRICT, WITHOUT ROWID;
