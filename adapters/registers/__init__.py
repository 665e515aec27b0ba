"""The registers: a folder each with manifest, client, parser, simulator and samples, behind one gate."""
