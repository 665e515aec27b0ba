"""This desk's own files, all encrypted: `desk` opens them, `outbox` keeps what must be told, `port` is their door."""
