"""One citizen seen through all registers: ports, models, the look-up and its cache."""
