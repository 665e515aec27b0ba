"""Training: the faults a trainer sets on the simulated registers. Never present beside real registers."""
