"""The made-up municipality of Fjordby. A leaf: it knows no model and no code table of the program.

What it serves must survive the trip through the real wire formats, or the trip would prove nothing.
"""
