"""Rates, dated formulas and assessments that explain themselves. Nothing here asks a register."""
