"""The work itself: no Qt, no HTTP, no XML.

Rooms, from the bottom up; a room imports only rooms below it:

    errors, cpr, clock,  what every room may use
    calendar, once,
    decoding
    settings             the configuration file, each key once
    store                this desk's encrypted files: keys, outbox, backup
    population           the CPR extract: search index, who lives where, relations
    access               who may see whom: roles, purpose, relations, one decision; the trace, verifier, exports
    facts                named facts about one citizen, and conditions over them
    citizen              registers' port and models, look-up, cache, history
    training             the faults a trainer can set
    benefits             rates with their sources, dated formulas, assessments that explain themselves
    situations           life situations and what they touch, the task guide, plans, forms
    cases                what is written on a case, and the door to the archive that files it
    counter              who is expected today
    sync                 what goes on by itself: files in order, citizens fetched ahead, notes delivered
    workplace            the use cases bound to one desk, as the widgets call them
    office, extract      what is done from the command line, without a window
    desk                 all of it put together for one desk

`widgets` may use everything here but `records`; `adapters` may use `errors`, `cpr`, `clock`, `once`,
`*.model` and `*.port` only. `tests/architecture` enforces all of it.
"""
