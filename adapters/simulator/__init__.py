"""The training servers: every register's simulator behind real HTTP on loopback, with faults to order.

They run in a process of their own (`python -m adapters.simulator`), in a test's process (`servers.serve`), or as the
application's child (`panel.TrainingServers`). They know the made-up municipality and the registers' simulators only.
"""
