"""The counter: who is expected today. Tickets, contacts and the queue come here."""
