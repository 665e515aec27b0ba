"""Setting up, packing and keeping the lists that both need. `indgang.py` is the one script to start."""
