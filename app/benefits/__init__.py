"""Rates with their sources, dated formulas over them, and assessments that explain themselves.

    from app.benefits.assess import assess, compare
    from app.benefits.rulebook import load_rulebook

What a benefit asks for and how its steps read is data in `resources/benefits`, its figures are data in
`resources/rates`; the arithmetic is a function here with a date in its name.
"""
