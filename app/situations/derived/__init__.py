"""Facts of the vocabulary out of what one section of the citizen page holds, a module a section."""
