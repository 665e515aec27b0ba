"""The outside world, one folder a system: clients, pure parsers, simulators and samples. No Qt, no stores.

An adapter may use `app.errors`, `app.cpr`, `app.clock`, `app.*.model` and `app.*.port`; a register never uses
another register, and a simulator uses `adapters.training` alone.
"""
