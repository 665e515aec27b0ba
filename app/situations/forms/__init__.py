"""Forms as data: what is asked, what the registers know of it, what stands, and drafts of it that survive."""
